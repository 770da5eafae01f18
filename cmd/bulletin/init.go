package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"bulletin"
	"bulletin/config"
	"bulletin/release"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// initFlags are what a release is begun with. Texts are given once for each
// language, those of the first without a tag: --period "…" --period "ru=…".
type initFlags struct {
	from, wave, published  string
	editions               []string
	title, issuer, periods []string
}

func initCommand(t *terminal) *cobra.Command {
	var f initFlags
	command := &cobra.Command{
		Use:   "init FOLDER [--from OLD]",
		Short: "Begin a new release, or the next wave of an old one",
		Long: `Begin a new release in a folder, which must be new or empty. What no flag says is
asked for on a terminal. The figures of a new release are all «…», not available.

With --from the next wave begins from the last one: its words, charts and settings
are kept, its figures emptied, its wave added to the table of waves with the digest
of its source, and wave, period and day of publication moved on. Then the lines
that may still speak of an earlier wave are told, and bulletin check tells the cells
that are to be filled.`,
		Example: `  bulletin init 2024-2
  bulletin init 2024-2 --from 2024-1
  bulletin init 2024-2 --from 2024-1 --wave 2024-2 --published 2024-12-20T10:00 \
    --period "2024 жылғы қазан–қараша" --period "ru=октябрь–ноябрь 2024 года"`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrong(c, "name one new folder, not %d", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return t.init(c, args[0], f) },
	}
	command.Flags().StringVar(&f.from, "from", "", "begin the wave after that of the release in `OLD`")
	command.Flags().StringVar(&f.wave, "wave", "", "name of the `WAVE`, such as 2024-2")
	command.Flags().StringVar(&f.published, "published", "", "day and hour of publication as `TIME`, 2024-12-20T10:00,\nin Kazakhstan's time (+05:00) unless a zone follows")
	command.Flags().StringArrayVar(&f.periods, "period", nil, "period surveyed, as printed: `TEXT`, or ru=TEXT for another edition")
	command.Flags().StringArrayVar(&f.title, "title", nil, "title of a new release: `TEXT`, or ru=TEXT")
	command.Flags().StringArrayVar(&f.issuer, "issuer", nil, "issuing body of a new release: `TEXT`, or ru=TEXT")
	command.Flags().StringSliceVar(&f.editions, "editions", nil, "editions of a new release beside the Kazakh one: `ru,en`")
	_ = command.MarkFlagDirname("from")
	return command
}

func (t *terminal) init(c *cobra.Command, folder string, f initFlags) error {
	q := &questions{command: c, in: bufio.NewReader(os.Stdin), out: os.Stderr, ask: term.IsTerminal(int(os.Stdin.Fd()))}
	languages, proposed, err := f.editionsAndWave(c)
	if err != nil {
		return err
	}
	s := release.Start{Languages: languages}
	if f.from == "" {
		s.Title = q.texts("title", "title of the bulletin", f.title, languages, false)
		s.Issuer = q.texts("issuer", "issuing body", f.issuer, languages, false)
	} else if len(f.title)+len(f.issuer)+len(f.editions) > 0 {
		return wrong(c, "--title, --issuer and --editions are those of the old release; change them in the new folder")
	}
	s.Wave = q.text("wave", "wave", f.wave, proposed)
	s.Period = q.texts("period", "period surveyed, as printed", f.periods, languages, f.from != "")
	s.Published = q.time(f.published)
	if q.err != nil {
		return q.err
	}
	return t.start(folder, f.from, s)
}

// editionsAndWave gives the languages of the new release and the wave that it likely is.
func (f *initFlags) editionsAndWave(c *cobra.Command) (languages []string, wave string, err error) {
	if f.from != "" {
		r, err := release.Old(f.from)
		if err != nil {
			return nil, "", err
		}
		for _, e := range r.Editions {
			languages = append(languages, e.Language)
		}
		return languages, release.NextWave(r.Editions[0].Bulletin.Wave.Value), nil
	}
	languages = []string{"kk"}
	for _, language := range f.editions {
		if !slices.Contains(bulletin.Languages(), language) || slices.Contains(languages, language) {
			return nil, "", wrong(c, "--editions takes languages beside kk, each once: %s", strings.Join(bulletin.Languages(), ", "))
		}
		languages = append(languages, language)
	}
	return languages, "", nil
}

// start writes the new folder and says what is to be done in it.
func (t *terminal) start(folder, from string, s release.Start) error {
	if from == "" {
		if err := uninterrupted(func() error { return release.Init(folder, s) }); err != nil {
			return err
		}
		t.say("wrote %s; put the figures into trust.csv, the words into %s, then: bulletin build %s", folder, config.FileName, asArgument(folder))
		return nil
	}
	stale, err := release.Next(from, folder, s)
	if err != nil {
		return err
	}
	for _, one := range stale {
		t.print("%s: %s", one.Place, one.Message)
	}
	t.say("wrote %s; bulletin check %s tells the cells that are to be filled", folder, asArgument(folder))
	return nil
}

// asArgument writes a name as a command line takes it, in every shell.
func asArgument(name string) string {
	if strings.Contains(name, " ") {
		return `"` + name + `"`
	}
	return name
}

// questions asks for what no flag says, where someone can answer.
type questions struct {
	command *cobra.Command
	in      *bufio.Reader
	out     io.Writer
	ask     bool
	err     error
}

// text gives a flag's value, or an answer; an empty answer means proposed.
func (q *questions) text(flag, what, given, proposed string) string {
	switch {
	case q.err != nil || given != "":
		return strings.TrimSpace(given)
	case !q.ask && proposed != "":
		return proposed
	case !q.ask:
		q.err = wrong(q.command, "--%s is missing: %s", flag, what)
		return ""
	}
	for {
		fmt.Fprintf(q.out, "%s", what)
		if proposed != "" {
			fmt.Fprintf(q.out, " [%s]", proposed)
		}
		fmt.Fprint(q.out, ": ")
		line, err := q.in.ReadString('\n')
		if answer := strings.TrimSpace(line); answer != "" || proposed != "" {
			return cmp.Or(answer, proposed)
		}
		if err != nil {
			q.err = errors.New("no answer was given, nothing was written")
			return ""
		}
	}
}

// texts gives a text for each language, of flags such as "ru=TEXT" or of
// answers. Where it is optional and no one can answer, further languages may lack it.
func (q *questions) texts(flag, what string, given, languages []string, optional bool) map[string]string {
	texts := map[string]string{}
	for _, one := range given {
		language, text, found := strings.Cut(one, "=")
		if !found || !slices.Contains(bulletin.Languages(), language) {
			language, text = languages[0], one
		}
		if !slices.Contains(languages, language) {
			q.err = wrong(q.command, "--%s %q is for an edition that is not there, only %s", flag, one, strings.Join(languages, ", "))
		}
		texts[language] = strings.TrimSpace(text)
	}
	for i, language := range languages {
		if _, ok := texts[language]; ok || i > 0 && !q.ask && optional {
			continue
		}
		texts[language] = q.text(flag, what+" ("+language+")", "", "")
	}
	return texts
}

// time gives the hour of publication.
func (q *questions) time(given string) time.Time {
	for {
		answer := q.text("published", "day and hour of publication, such as 2024-12-20T10:00", given, "")
		if q.err != nil {
			return time.Time{}
		}
		for _, form := range []string{"2006-01-02T15:04Z07:00", time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04"} {
			if at, err := time.ParseInLocation(form, answer, time.FixedZone("", 5*60*60)); err == nil {
				return at
			}
		}
		if given != "" || !q.ask {
			q.err = wrong(q.command, "--published is a day and an hour such as 2024-12-20T10:00, not %q", answer)
			return time.Time{}
		}
		fmt.Fprintln(q.out, "write it as 2024-12-20T10:00")
	}
}
