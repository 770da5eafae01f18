package pdf

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin/fonts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func writeSample(t testing.TB) *document {
	t.Helper()
	data, err := Write(sample(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	return read(t, data)
}

// TestTree compares the structure tree, with its text in the order of reading, with a file.
func TestTree(t *testing.T) {
	d := writeSample(t)
	var b strings.Builder
	p := &treePrinter{document: d, b: &b, texts: map[ref]map[int]string{}}
	for _, page := range d.pages() {
		p.texts[page] = d.sequences(page)
	}
	p.print(d.catalog()["StructTreeRoot"].(ref), d.dict(d.catalog(), "StructTreeRoot")["K"], 0)

	golden := filepath.Join("testdata", "tree.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the tree has changed (-update takes it over):\n%s", firstDifference(string(want), b.String()))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(g), len(w))
}

// treePrinter writes a tree and checks that every child knows its parent.
type treePrinter struct {
	*document
	b     *strings.Builder
	texts map[ref]map[int]string
}

func (p *treePrinter) print(parent ref, kid any, depth int) {
	element := p.dict(kid)
	if element["P"] != parent {
		p.t.Errorf("object %v has the parent %v, not %v", kid, element["P"], parent)
	}
	indent := strings.Repeat("  ", depth)
	fmt.Fprintf(p.b, "%s%s", indent, element["S"])
	for _, key := range []string{"ID", "Alt", "ActualText"} {
		if element[key] != nil {
			fmt.Fprintf(p.b, " %s=%q", key, p.text(element, key))
		}
	}
	if element["A"] != nil {
		fmt.Fprintf(p.b, " %v", p.dict(element, "A"))
	}
	p.b.WriteByte('\n')
	kids, ok := p.get(element, "K").([]any)
	if !ok && element["K"] != nil {
		kids = []any{element["K"]}
	}
	for _, k := range kids {
		switch k := k.(type) {
		case int:
			p.sequence(kid.(ref), element["Pg"].(ref), k, depth+1)
		case dict:
			if k["Type"] == name("MCR") {
				p.sequence(kid.(ref), k["Pg"].(ref), k["MCID"].(int), depth+1)
				continue
			}
			annotation := p.dict(k["Obj"])
			fmt.Fprintf(p.b, "%s  -> %s\n", indent, p.text(annotation, "Contents"))
		case ref:
			p.print(kid.(ref), k, depth+1)
		}
	}
}

func (p *treePrinter) sequence(element, page ref, mcid, depth int) {
	number := slices.Index(p.pages(), page)
	text, ok := p.texts[page][mcid]
	if !ok {
		p.t.Errorf("page %d has no sequence %d", number+1, mcid)
	}
	delete(p.texts[page], mcid)
	fmt.Fprintf(p.b, "%s%d %q\n", strings.Repeat("  ", depth), number+1, text)
	if parents := p.parents()[p.dict(page)["StructParents"].(int)]; parents.([]any)[mcid] != element {
		p.t.Errorf("sequence %d of page %d belongs to %v, not %v", mcid, number+1, element, parents.([]any)[mcid])
	}
}

// parents reads the ParentTree.
func (d *document) parents() map[int]any {
	numbers := d.array(d.catalog(), "StructTreeRoot", "ParentTree", "Nums")
	m := map[int]any{}
	for i := 0; i < len(numbers); i += 2 {
		m[numbers[i].(int)] = numbers[i+1]
	}
	return m
}

// elements gives every element below the root with the given structure type.
func (d *document) elements(kind name) []ref {
	var found []ref
	for r, o := range d.objects {
		if e, ok := o.(dict); ok && e["S"] == kind && e["P"] != nil {
			found = append(found, r)
		}
	}
	slices.Sort(found)
	return found
}

// TestEverySequenceIsOwned sees that no sequence is left out of the tree.
func TestEverySequenceIsOwned(t *testing.T) {
	d := writeSample(t)
	for i, page := range d.pages() {
		texts := d.sequences(page)
		if d.dict(page)["StructParents"] != i || d.dict(page)["Tabs"] != name("S") {
			t.Errorf("page %d: %v", i+1, d.dict(page))
		}
		owners := d.parents()[i].([]any)
		if len(owners) != len(texts) {
			t.Errorf("page %d has %d sequences and %d owners", i+1, len(texts), len(owners))
		}
	}
}

func TestLinks(t *testing.T) {
	d := writeSample(t)
	parents := d.parents()
	owned := map[ref]bool{}
	for _, link := range d.elements("Link") {
		for _, k := range d.array(link, "K") {
			object, ok := k.(dict)
			if !ok || object["Type"] != name("OBJR") {
				continue
			}
			a := object["Obj"].(ref)
			owned[a] = true
			if parents[d.dict(a)["StructParent"].(int)] != link {
				t.Errorf("annotation %d does not lead back to its link", a)
			}
		}
	}
	total, quads, inner := 0, 0, 0
	for _, page := range d.pages() {
		for _, r := range d.array(page, "Annots") {
			total++
			a := d.dict(r)
			if !owned[r.(ref)] {
				t.Errorf("annotation %v is not in the tree", r)
			}
			if a["F"] != 4 || d.text(a, "Contents") == "" {
				t.Errorf("annotation %v: %v", r, a)
			}
			if points := d.array(a, "QuadPoints"); points != nil {
				quads++
				if len(points) != 16 {
					t.Errorf("%d numbers for two lines", len(points))
				}
			}
			if dest := d.array(a, "Dest"); dest != nil {
				inner++
				if !slices.Contains(d.pages(), dest[0].(ref)) {
					t.Errorf("annotation %v leads to %v", r, dest)
				}
			} else if uri := d.text(a, "A", "URI"); !isASCII(uri) || uri == "" {
				t.Errorf("annotation %v leads to %q", r, uri)
			}
		}
	}
	if total != 10 || quads != 4 || inner != 4 {
		t.Errorf("%d links, %d of two lines, %d within the document; want 10, 4, 4", total, quads, inner)
	}
}

func TestTableCells(t *testing.T) {
	d := writeSample(t)
	ids := map[any]ref{}
	names := d.array(d.catalog(), "StructTreeRoot", "IDTree", "Names")
	for i := 0; i < len(names); i += 2 {
		ids[names[i]] = names[i+1].(ref)
		if i > 0 && names[i-2].(string) >= names[i].(string) {
			t.Errorf("IDTree: %q is not after %q", names[i], names[i-2])
		}
	}
	for _, th := range d.elements("TH") {
		if scope := d.get(th, "A", "Scope"); scope != name("Row") && scope != name("Column") {
			t.Errorf("a header cell has the scope %v", scope)
		}
	}
	cells := 0
	for _, td := range d.elements("TD") {
		if d.dict(td)["A"] == nil {
			continue
		}
		cells++
		for _, id := range d.array(td, "A", "Headers") {
			if d.get(ids[id], "S") != name("TH") {
				t.Errorf("%q is no header cell", id)
			}
		}
	}
	if cells != 30 {
		t.Errorf("%d data cells name their headers, want 30", cells)
	}
}
