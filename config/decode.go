package config

import (
	"cmp"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulletin/tables"
)

// decoder fills the types of the schema from the values of a TOML file. It
// finds every unknown key, missing key, wrong type and character that cannot
// be printed in one walk.
type decoder struct {
	source   *source
	schema   reflect.Type // of the file
	first    string       // in the TOML of a further edition, which has words alone: the name of the first one's
	problems []tables.Problem
	schemas  map[reflect.Type][]field
}

// field is a field of a type of the schema.
type field struct {
	index int
	key   string
	need  bool   // the key must be set, to more than blanks
	lines bool   // its text may have several lines
	ids   string // what the keys below it are, where it is a map
}

// fieldsOf reads the tags of a type of the schema: all keys, or those that the
// TOML of a further edition may set.
func fieldsOf(t reflect.Type, further bool) []field {
	fields := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		key, need := tag.Get("toml"), tag.Get("need")
		if key == "" || key == "-" || further && tag.Get("words") == "" {
			continue
		}
		fields = append(fields, field{
			index: i, key: key, ids: cmp.Or(tag.Get("id"), "ID"),
			need: need == "yes" || need == "first" && !further, lines: tag.Get("lines") == "yes",
		})
	}
	return fields
}

func (d *decoder) fields(t reflect.Type) []field {
	if d.schemas == nil {
		d.schemas = make(map[reflect.Type][]field)
	}
	fields, ok := d.schemas[t]
	if !ok {
		fields = fieldsOf(t, d.first != "")
		d.schemas[t] = fields
	}
	return fields
}

func (d *decoder) problem(offset int, message string) {
	d.problems = append(d.problems, tables.Problem{Place: d.source.place(offset), Message: message})
}

// table fills a struct. heading is how its table is named in messages: the
// whole file is "".
func (d *decoder) table(v reflect.Value, values map[string]any, n *node, heading string) {
	if place := v.FieldByName("Place"); place.IsValid() {
		place.Set(reflect.ValueOf(d.source.place(n.begin())))
	}
	fields := d.fields(v.Type())
	meant := d.unknown(v.Type(), values, n, fields, heading)
	for _, f := range fields {
		if value, ok := values[f.key]; ok {
			d.value(v.Field(f.index), value, n.child(f.key), f, heading)
		} else if f.need && !slices.Contains(meant, f.key) {
			d.problem(n.begin(), `missing key "`+f.key+`"; write `+example(v.Field(f.index), f.key))
		}
	}
}

// unknown tells of the keys that no field of a table has, and gives those that
// they were likely meant to be: that they are missing need not be told as well.
func (d *decoder) unknown(t reflect.Type, values map[string]any, n *node, fields []field, heading string) (meant []string) {
	if len(values) == 0 {
		return nil
	}
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	for key := range values { // in any order: problems are sorted
		switch {
		case slices.Contains(known, key):
		case d.shared(t, key):
			d.problem(n.child(key).key, d.whereShared(key, heading))
		default:
			d.problem(n.child(key).key, "unknown key "+strconv.Quote(key)+under(heading)+d.whereTo(key, known))
			if near, ok := tables.Nearest(key, known); ok {
				meant = append(meant, near)
			}
		}
	}
	return meant
}

// shared reports whether the first edition alone has a key.
func (d *decoder) shared(t reflect.Type, key string) bool {
	return d.first != "" && slices.ContainsFunc(fieldsOf(t, false), func(f field) bool { return f.key == key })
}

// whereShared says where a key that all editions share is set.
func (d *decoder) whereShared(key, heading string) string {
	if key == "language" {
		return "the language of an edition stands in the name of its file; leave language out here"
	}
	return strconv.Quote(key) + " is shared by all editions; it stands" + under(heading) + " in " + d.first + " alone"
}

// value fills one field.
func (d *decoder) value(v reflect.Value, value any, n *node, f field, heading string) {
	switch target := v.Addr().Interface().(type) {
	case *Text:
		d.text(target, value, n, f)
	case *[]Text:
		d.texts(target, value, n, f)
	case *bool:
		if b, ok := value.(bool); ok {
			*target = b
		} else {
			d.wrong(n, f.key, "true or false, without quotation marks")
		}
	case *float64:
		if x, ok := d.number(value, n, f.key); ok {
			*target = x
		}
	case **float64:
		if x, ok := d.number(value, n, f.key); ok {
			*target = &x
		}
	case **int:
		if i, ok := value.(int64); ok && int64(int(i)) == i {
			whole := int(i)
			*target = &whole
		} else {
			d.wrong(n, f.key, "a whole number, without quotation marks")
		}
	case *time.Time:
		d.time(target, value, n, f.key)
	case *Color:
		d.color(target, value, n, f.key)
	case *[]Color:
		d.colors(target, value, n, f.key)
	case *map[string]string:
		d.strings(target, value, n, f.key)
	default:
		d.nested(v, value, n, f.key, join(heading, f.key))
	}
}

// nested fills a field that has tables of its own.
func (d *decoder) nested(v reflect.Value, value any, n *node, key, heading string) {
	switch v.Kind() {
	case reflect.Slice:
		d.list(v, value, n, key, heading)
	case reflect.Map:
		d.byID(v, value, n, heading)
	default:
		values, ok := value.(map[string]any)
		if !ok {
			d.wrong(n, key, "a table of keys under the heading ["+heading+"]")
			return
		}
		if v.Kind() == reflect.Pointer {
			v.Set(reflect.New(v.Type().Elem()))
			v = v.Elem()
		}
		d.table(v, values, n, "["+heading+"]")
	}
}

// list fills a slice from [[key]] headings.
func (d *decoder) list(v reflect.Value, value any, n *node, key, heading string) {
	var all []map[string]any
	switch x := value.(type) {
	case []map[string]any:
		all = x
	case []any:
		for _, one := range x {
			if values, ok := one.(map[string]any); ok {
				all = append(all, values)
			}
		}
		if len(all) != len(x) {
			all = nil
		}
	}
	if all == nil {
		d.problem(n.begin(), key+" must stand under headings [["+heading+"]], in double brackets, since there may be several")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(all), len(all)))
	for i, values := range all {
		d.table(v.Index(i), values, n.item(i), "[["+heading+"]]")
	}
}

// byID fills a map from [heading.ID] headings.
func (d *decoder) byID(v reflect.Value, value any, n *node, heading string) {
	all, ok := value.(map[string]any)
	if !ok {
		d.problem(n.begin(), heading+" must stand under headings with an id, such as ["+heading+".trust]")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, id := range slices.Sorted(maps.Keys(all)) {
		one := n.child(id)
		values, ok := all[id].(map[string]any)
		switch {
		case !ok && one.heading >= 0 || !ok && len(one.items) > 0:
			d.problem(one.begin(), "write ["+heading+"."+id+"] in single brackets: an id is used once")
			continue
		case !ok:
			d.problem(one.key, strconv.Quote(id)+" must stand under a heading with an id, such as ["+heading+".trust]")
			continue
		case d.first == "" && !tables.IsID(id): // a further edition must have the ids of the first one
			d.problem(one.key, tables.IDProblem(id))
		}
		element := reflect.New(v.Type().Elem().Elem())
		element.Elem().FieldByName("ID").SetString(id)
		d.table(element.Elem(), values, one, "["+heading+"."+id+"]")
		v.SetMapIndex(reflect.ValueOf(id), element)
	}
}

// wrong tells of a value of another type.
func (d *decoder) wrong(n *node, key, want string) {
	d.problem(n.begin(), key+" must be "+want)
}

func (d *decoder) text(target *Text, value any, n *node, f field) {
	s, ok := value.(string)
	if !ok {
		want := "text in quotation marks"
		if n.value >= 0 {
			if raw := d.source.text[n.value:n.end]; len(raw) < 40 && !strings.ContainsAny(raw, "[{\n") {
				want += ": " + f.key + ` = "` + raw + `"`
			}
		}
		d.wrong(n, f.key, want)
		return
	}
	*target = Text{Value: s, source: d.source, start: n.value}
	if f.need && strings.TrimSpace(s) == "" {
		d.problem(n.value, f.key+" is empty")
	}
	if offset, why := tables.Unprintable(s, f.lines); offset >= 0 {
		d.problems = append(d.problems, tables.Problem{Place: target.At(offset), Message: why})
	}
}

func (d *decoder) texts(target *[]Text, value any, n *node, f field) {
	all, ok := value.([]any)
	if !ok {
		d.wrong(n, f.key, `a list of texts: `+f.key+` = ["…", "…"]`)
		return
	}
	*target = make([]Text, len(all))
	for i := range all {
		d.text(&(*target)[i], all[i], n.item(i), field{key: f.key, need: true})
	}
}

func (d *decoder) strings(target *map[string]string, value any, n *node, key string) {
	all, ok := value.(map[string]any)
	if !ok {
		d.wrong(n, key, `a table such as { trust = "%" }`)
		return
	}
	*target = make(map[string]string, len(all))
	for _, k := range slices.Sorted(maps.Keys(all)) {
		var t Text
		d.text(&t, all[k], n.child(k), field{key: k})
		(*target)[k] = t.Value
	}
}

func (d *decoder) number(value any, n *node, key string) (float64, bool) {
	switch x := value.(type) {
	case int64:
		return float64(x), true
	case float64:
		if !math.IsInf(x, 0) && !math.IsNaN(x) {
			return x, true
		}
	}
	d.wrong(n, key, "a number, without quotation marks and with a decimal point")
	return 0, false
}

const timeExample = "2024-07-17T10:00:00+05:00"

// time takes a date with time and zone only: a date of publication without
// them would depend on the machine.
func (d *decoder) time(target *time.Time, value any, n *node, key string) {
	t, ok := value.(time.Time)
	if !ok {
		d.wrong(n, key, "a date, a time and a zone without quotation marks, such as "+timeExample)
		return
	}
	switch t.Location().String() {
	case "datetime-local":
		d.wrong(n, key, "a time with its zone: "+t.Format("2006-01-02T15:04:05")+"+05:00")
	case "date-local":
		d.wrong(n, key, "a date with its time and zone: "+t.Format("2006-01-02")+"T10:00:00+05:00")
	case "time-local":
		d.wrong(n, key, "a time with its date and zone, such as "+timeExample)
	default:
		// The decoder takes the machine's zone where the offset is the same.
		_, offset := t.Zone()
		*target = t.In(time.FixedZone("", offset))
	}
}

func (d *decoder) color(target *Color, value any, n *node, key string) {
	s, _ := value.(string)
	rgb, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if len(s) != 7 || s[0] != '#' || err != nil {
		d.wrong(n, key, `a colour of six hexadecimal digits, such as "#1b4f72"`)
		return
	}
	*target = Color{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb)}
}

func (d *decoder) colors(target *[]Color, value any, n *node, key string) {
	all, ok := value.([]any)
	if !ok {
		d.wrong(n, key, `a list of colours, such as ["#1b4f72", "#e0a030"]`)
		return
	}
	told, colors := len(d.problems), make([]Color, len(all))
	for i := range all {
		d.color(&colors[i], all[i], n.item(i), key)
	}
	if len(d.problems) == told {
		*target = colors
	}
}
