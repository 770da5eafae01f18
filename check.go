package bulletin

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/proof"
	"bulletin/tables"
)

// WordList is the name of the house's word list: one word a line, # begins a
// comment. [Check] looks for it in the release folder and in the folder of that.
const WordList = "words.txt"

// Check reads the release at path as an editor does, every edition of it, and
// writes nothing. It gives the release as far as it can be read, and all that is
// found, silenced findings among it; what [Problems.Refuses] lets pass can be built. Beside the release it looks at the
// word lists of the house and at the releases in the same folder, for the words
// they have.
func Check(path string) (*Release, *Problems, error) {
	r, found, err := open(path, "")
	if err != nil {
		return nil, nil, err
	}
	problems := r.Problems(r.Vocabulary())
	problems.Add(slices.DeleteFunc(invalid(found), func(f proof.Finding) bool {
		return slices.ContainsFunc(problems.List, func(p proof.Finding) bool { return p.Place == f.Place && p.Severity == proof.Error && p.Silenced == "" })
	}))
	return r, problems, nil
}

// Links fetches every address of the release and gives those that do not
// answer as findings. It takes no longer than ctx allows.
func (r *Release) Links(ctx context.Context, client *http.Client) []proof.Finding {
	return proof.Links(ctx, client, r.read())
}

// maxWordList is how large a word list may be, in bytes.
const maxWordList = 4 << 20

// Vocabulary gives the words known beside those of the release. What cannot be
// read is left out: it is nothing that the release needs.
func (r *Release) Vocabulary() proof.Vocabulary {
	known := proof.Vocabulary{Records: map[string][]string{}}
	if len(r.Editions) == 0 {
		return known
	}
	folder, err := filepath.Abs(filepath.Dir(r.Editions[0].File))
	if err != nil {
		return known
	}
	for _, dir := range []string{folder, filepath.Dir(folder)} {
		known.House = append(known.House, wordList(filepath.Join(dir, WordList))...)
	}
	beside, _ := config.Beside(folder)
	for _, one := range beside {
		editions, _ := config.Editions(one)
		for _, e := range editions {
			if b, _, _ := config.Load(e.File); b != nil {
				known.Records[e.Language] = append(known.Records[e.Language], proof.Words(b)...)
			}
		}
	}
	return known
}

func wordList(name string) []string {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxWordList {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	var words []string
	for line := range strings.Lines(tables.SourceText(data)) {
		line, _, _ = strings.Cut(line, "#")
		words = append(words, strings.Fields(line)...)
	}
	return words
}
