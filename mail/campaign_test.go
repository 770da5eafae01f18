package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestEmlNames(t *testing.T) {
	for key, want := range map[string]string{
		"aigul@example.org":                    "aigul@example.org.eml",
		"press+news@xn--80ak.example.org":      "press+news@xn--80ak.example.org.eml",
		"nul.x@example.org":                    "%6Eul.x@example.org.eml",
		"a/b\\c:d@example.org":                 "a%2Fb%5Cc%3Ad@example.org.eml",
		"..@example.org":                       "%2E.@example.org.eml",
		"-rf@example.org":                      "%2Drf@example.org.eml",
		"ай@example.org":                       "%D0%B0%D0%B9@example.org.eml",
		strings.Repeat("a", 64) + "@example.o": strings.Repeat("a", 64) + "@example.o.eml",
	} {
		if got := emlName(key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	one, other := emlName(strings.Repeat("й", 64)+"@a.org"), emlName(strings.Repeat("й", 64)+"@b.org")
	if one == other || len(one) > maxStem+4 {
		t.Errorf("%s and %s", one, other)
	}
}

func TestCountsText(t *testing.T) {
	for _, c := range []struct {
		counts map[Status]int
		want   string
	}{
		{nil, "no recipients"},
		{map[Status]int{Accepted: 1}, "1 recipient: 1 accepted"},
		{map[Status]int{Refused: 2, Accepted: 3, Excluded: 0}, "5 recipients: 3 accepted, 2 refused"},
	} {
		if got := CountsText(c.counts); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestCSVIsHarmless(t *testing.T) {
	folder := t.TempDir()
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	h := &History{l, []Version{{"2024-1", 1}}}
	defer h.Close()
	e := &Entry{Recipient: Recipient{Address: "a@example.org", Name: "=HYPERLINK(\"http://a\";\"b\")"}, Wave: "2024-1", Revision: 1, Status: Refused, Code: 550, Words: "+1\r\n;x"}
	if err := h.Put(e); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := h.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffwave;revision;address;name;language;group;status;code;answer;attempts;updated;again_after;embargo;message_id\r\n" +
		"2024-1;1;a@example.org;\"'=HYPERLINK(\"\"http://a\"\";\"\"b\"\")\";;;refused;550;\"'+1 ;x\";0;;;;\r\n"
	if b.String() != want {
		t.Errorf("got\n%q\nwant\n%q", b.String(), want)
	}
}

// TestHold holds until the hour of publication with a clock of its own, and sends nothing before.
func TestHold(t *testing.T) {
	keeper := startKeeper(t)
	folder := releasedFolder(t)
	writePlainMail(t, folder, keeper, "address\na@example.org\nb@example.org\n")
	hour := time.Date(2024, 7, 17, 5, 0, 0, 0, time.UTC)

	t.Run("interrupted", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := Send(ctx, folder, SendOptions{
			Clock: func() time.Time { return hour.Add(-time.Hour) },
			Sleep: func(context.Context, time.Duration) error { cancel(); return ctx.Err() },
			Tell:  func(string) {}, For: time.Minute, Wait: true,
		})
		if !errors.Is(err, ErrInterrupted) || len(keeper.all()) > 0 {
			t.Errorf("%v, %d messages", err, len(keeper.all()))
		}
	})
	t.Run("not asked for", func(t *testing.T) {
		_, err := Send(t.Context(), folder, SendOptions{
			Clock: func() time.Time { return hour.Add(-time.Nanosecond) }, Sleep: sleepFor, Tell: func(string) {}, For: time.Minute,
		})
		var early *EarlyError
		if !errors.As(err, &early) || len(keeper.all()) > 0 {
			t.Errorf("%v, %d messages", err, len(keeper.all()))
		}
	})
	t.Run("until the hour", func(t *testing.T) {
		now := hour.Add(-5 * time.Minute)
		slept := 0
		outcome, err := Send(t.Context(), folder, SendOptions{
			Clock: func() time.Time { return now },
			Sleep: func(_ context.Context, d time.Duration) error {
				if n := len(keeper.all()); now.Before(hour) && n > 0 {
					t.Errorf("%d messages at %s", n, now)
				}
				slept++
				if now = now.Add(d); slept == 1 { // who unsubscribes meanwhile need not wait
					_, err := ExcludeAddresses(folder, []string{"b@example.org"}, now)
					return err
				}
				return nil
			},
			Tell: func(string) {}, For: time.Minute, Wait: true,
		})
		if err != nil || slept < 10 || outcome.Counts[Accepted] != 1 || outcome.Counts[Excluded] != 1 || len(keeper.all()) != 1 {
			t.Errorf("%+v %v, slept %d times, %d messages", outcome, err, slept, len(keeper.all()))
		}
	})
}

// TestReleasesBesideSendAtOnce: a run that holds its record keeps no other from
// sending, and those who unsubscribed there are known all the same.
func TestReleasesBesideSendAtOnce(t *testing.T) {
	office := t.TempDir()
	var folders [2]string
	for i := range folders {
		folders[i] = filepath.Join(office, fmt.Sprintf("release%d", i))
		if err := os.CopyFS(folders[i], os.DirFS(releasedFolder(t))); err != nil {
			t.Fatal(err)
		}
		writePlainMail(t, folders[i], startKeeper(t), "address\na@example.org\nleft@example.org\n")
	}
	sending, other := &Campaign{Folder: folders[0]}, &Campaign{Folder: folders[1]}
	if _, err := ExcludeAddresses(sending.Folder, []string{"left@example.org"}, testHour); err != nil {
		t.Fatal(err)
	}
	l, err := sending.openLedger()
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	outcome, err := Send(t.Context(), other.Folder, SendOptions{Clock: time.Now, Sleep: sleepFor, Tell: func(string) {}, For: time.Minute})
	if err != nil || outcome.Counts[Accepted] != 1 || outcome.Counts[Excluded] != 1 {
		t.Errorf("%+v, %v", outcome, err)
	}

	// What a killed run lent is taken back before anyone is put on the list.
	lent := filepath.Join(sending.Folder, Folder, lentFile)
	left, err := os.ReadFile(lent)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.Close(), os.WriteFile(lent, left, 0o600)); err != nil {
		t.Fatal(err)
	}
	later := openTestLedger(t, sending.Folder)
	defer later.Close()
	if list, lent := borrowExclusions(sending.Folder); lent {
		t.Errorf("%+v is still lent", list)
	}
	if _, err := other.exclusionsBeside(); err == nil || !strings.Contains(err.Error(), "holds the record") {
		t.Errorf("%v", err)
	}
}

// TestTokensTakeOff takes a recipient off the list by the token that stands for him.
func TestTokensTakeOff(t *testing.T) {
	folder := releasedFolder(t)
	writePlainMail(t, folder, startKeeper(t), "address\na@example.org\nb@example.org\n")
	settings, list, _, problems := Load(folder)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if _, err := ExcludeAddresses(folder, []string{strings.Repeat("a", 64)}, time.Now()); err == nil || !strings.Contains(err.Error(), "no file") {
		t.Errorf("a token without a secret: %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, Folder, SecretFile)); err == nil {
		t.Error("a secret was made to look a token up")
	}
	tokens, err := OpenTokens(settings)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ExcludeAddresses(folder, []string{tokens.Of(&list[1]), strings.Repeat("a", 64)}, time.Now()); err == nil {
		t.Error("a made-up token was taken")
	}
	if _, err := ExcludeAddresses(folder, []string{tokens.Of(&list[1])}, time.Now()); err != nil {
		t.Fatal(err)
	}
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if excluded, err := l.Exclusions(); err != nil || len(excluded) != 1 || excluded[0].Address != "b@example.org" {
		t.Errorf("%v %v", excluded, err)
	}
}

// TestTokensOutliveTheList takes off by his token who was sent to and is not on the list any more.
func TestTokensOutliveTheList(t *testing.T) {
	folder := releasedFolder(t)
	writePlainMail(t, folder, startKeeper(t), "address\na@example.org\n")
	settings, _, _, problems := Load(folder)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	gone := Recipient{Address: "gone@example.org"}
	if err := errors.Join(l.Plan("2024-1", 1, []Recipient{gone}), l.Close()); err != nil {
		t.Fatal(err)
	}
	tokens, err := OpenTokens(settings)
	if err != nil {
		t.Fatal(err)
	}
	unknown, err := ExcludeAddresses(folder, []string{tokens.Of(&gone)}, time.Now())
	if err != nil || len(unknown) != 1 || unknown[0] != gone.Address {
		t.Errorf("%q %v", unknown, err)
	}
}

// TestLedgersBeside tells a release folder with a ledger from others.
func TestLedgersBeside(t *testing.T) {
	office := t.TempDir()
	for _, name := range []string{"2024-1/mail/ledger.db", "2024-1/bulletin.toml", "2023-2/mail/ledger.db", "2023-2/bulletin.toml", "other/mail/ledger.db", "2023-1/bulletin.toml"} {
		path := filepath.Join(office, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ledgersBeside(filepath.Join(office, "2024-1"))
	if err != nil || len(got) != 1 || filepath.Base(got[0]) != "2023-2" {
		t.Errorf("%v %v", got, err)
	}
	// A link to the folder stands for it, and one beside it for the release that it leads to.
	if elsewhere := t.TempDir(); os.Symlink(filepath.Join(office, "2024-1"), filepath.Join(elsewhere, "now")) == nil {
		if err := os.Rename(filepath.Join(office, "2023-2"), filepath.Join(elsewhere, "archived")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(elsewhere, "archived"), filepath.Join(office, "2023-2")); err != nil {
			t.Fatal(err)
		}
		if got, err := ledgersBeside(filepath.Join(elsewhere, "now")); err != nil || len(got) != 1 || filepath.Base(got[0]) != "2023-2" {
			t.Errorf("%v %v", got, err)
		}
	}
	// One that cannot be read may have someone who unsubscribed.
	c := &Campaign{Folder: filepath.Join(office, "2024-1")}
	if _, err := c.openLedger(); err == nil || !strings.Contains(err.Error(), "who unsubscribed there must be known") {
		t.Errorf("%v", err)
	}
}

// TestNothingIsWrittenBeside: of the releases beside it, a release only reads who unsubscribed.
func TestNothingIsWrittenBeside(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	e := &Entry{Recipient: Recipient{Address: "a@example.org"}, Wave: "2023-2", Revision: 1, Status: Sending} // as a killed run leaves it
	if err := errors.Join(l.Plan("2023-2", 1, []Recipient{e.Recipient}), l.Put(e), l.Exclude(Exclusion{"b@example.org", "left", testHour}), l.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, Folder, LedgerFile)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list, err := ReadExclusions(folder)
	if err != nil || len(list) != 1 || list[0].Address != "b@example.org" || list[0].Reason != "left" {
		t.Errorf("%v %v", list, err)
	}
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the record was written to (%v)", err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, Folder, "*")); len(left) != 1 {
		t.Errorf("%q", left)
	}
}

// TestWhoComesBackIsWrittenToAsTheListHasHim: the group with pre-release access
// and the language that an entry had when it was left off count no more.
func TestWhoComesBackIsWrittenToAsTheListHasHim(t *testing.T) {
	folder := releasedFolder(t)
	server := startKeeper(t)
	plan := func(list string, o SendOptions) map[string]Entry {
		t.Helper()
		writePlainMail(t, folder, server, "address;name;language;group\n"+list)
		file := filepath.Join(folder, Folder, SettingsFile)
		settings, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file, append(settings, "[group.ministry]\nprerelease = true\nreason = \"by law\"\n[group.press]\n"...), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		c, err := OpenCampaign(folder)
		if err != nil {
			t.Fatal(err)
		}
		l, err := c.openLedger()
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		o.Clock, o.Tell = time.Now, func(string) {}
		if _, err := c.plan(l, o); err != nil {
			t.Fatal(err)
		}
		all := entries(t, &Run{Ledger: l})
		for address, status := range map[string]Status{"refused@example.org": Refused, "uncertain@example.org": Uncertain, "sent@example.org": Accepted} {
			if e := all[address]; e.Status == Waiting && e.Updated.IsZero() {
				e.Status = status
				if err := l.Put(&e); err != nil {
					t.Fatal(err)
				}
			}
		}
		return all
	}
	const others = "stays@example.org;;kk;ministry\n"
	before := "%s@example.org;Old;kk;ministry\n"
	after := "%s@example.org;New;ru;press\n"
	lines := func(format string) (s string) {
		for _, one := range []string{"back", "refused", "uncertain", "sent"} {
			s += strings.Replace(format, "%s", one, 1)
		}
		return s
	}
	plan(others+lines(before), SendOptions{})
	if all := plan(others, SendOptions{}); all["back@example.org"].Status != Excluded {
		t.Fatalf("%+v", all["back@example.org"])
	}
	again := plan(others+lines(after), SendOptions{Refused: true, Uncertain: true})
	for address, want := range map[string]Entry{
		"back@example.org":      {Status: Waiting, Recipient: Recipient{Language: "ru", Group: "press", Name: "New"}},
		"refused@example.org":   {Status: Waiting, Recipient: Recipient{Language: "ru", Group: "press", Name: "New"}},
		"uncertain@example.org": {Status: Uncertain, Recipient: Recipient{Language: "ru", Group: "press", Name: "New"}},
		"sent@example.org":      {Status: Accepted, Recipient: Recipient{Language: "kk", Group: "ministry", Name: "Old"}},
	} {
		want.Address = address
		if e := again[address]; e.Recipient != want.Recipient || e.Status != want.Status {
			t.Errorf("%s is %s, %+v", address, e.Status, e.Recipient)
		}
	}
}

// writePlainMail writes settings for a server on the loopback without TLS, and a list.
func writePlainMail(t *testing.T, folder string, server *keeper, list string) {
	t.Helper()
	port, err := strconv.Atoi(server.address[strings.LastIndexByte(server.address, ':')+1:])
	if err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("sender = \"press@stat.example.org\"\nrecipients = \"list.csv\"\n[server]\nhost = \"127.0.0.1\"\nport = %d\nsecurity = \"none\"\n", port)
	for _, language := range []string{"kk", "ru", "en"} {
		settings += "[message." + language + "]\nsubject = \"{title}\"\ngreeting = \"{name}\"\n"
	}
	if err := os.MkdirAll(filepath.Join(folder, Folder), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{SettingsFile: settings, "list.csv": list} {
		if err := os.WriteFile(filepath.Join(folder, Folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWaitingHolds: --wait holds though all who are owed a message might have it
// before the hour, and does not end because the record is held at that moment.
func TestWaitingHolds(t *testing.T) {
	keeper, folder := startKeeper(t), releasedFolder(t)
	writePlainMail(t, folder, keeper, "address;group\na@example.org;ministry\n")
	file := filepath.Join(folder, Folder, SettingsFile)
	settings, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(settings, "[group.ministry]\nprerelease = true\nreason = \"by law\"\n"...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	hour := time.Date(2024, 7, 17, 5, 0, 0, 0, time.UTC)
	now := hour.Add(-time.Minute)
	var other *Ledger
	var told []string
	outcome, err := Send(t.Context(), folder, SendOptions{
		Clock: func() time.Time { return now },
		Sleep: func(_ context.Context, d time.Duration) (err error) {
			if n := len(keeper.all()); n > 0 {
				t.Errorf("%d messages at %s", n, now)
			}
			switch now = now.Add(d); {
			case other != nil:
				return other.Close()
			case !now.Before(hour):
				other, err = OpenLedger(folder)
			}
			return err
		},
		Tell: func(s string) { told = append(told, s) }, For: time.Minute, Wait: true,
	})
	if err != nil || outcome.Counts[Accepted] != 1 || len(keeper.all()) != 1 {
		t.Errorf("%+v %v, %d messages", outcome, err, len(keeper.all()))
	}
	if len(told) != 2 || !strings.Contains(told[0], "holding until") || !strings.Contains(told[1], "; waiting until it has ended") {
		t.Errorf("told %q", told)
	}
}
