package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"bulletin/config"
	"bulletin/mail"
	"bulletin/tables"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// exitOwed is that of a run which ended while messages were owed. A fault of the
// program has it too, and says so.
const exitOwed = 3

// proofTime is how long a proof is tried for: someone waits for it.
const proofTime = 2 * time.Minute

// sendFlags say how and to whom a release is sent.
type sendFlags struct {
	dryRun, to, language string
	mail.SendOptions
}

func sendCommand(t *terminal) *cobra.Command {
	var f sendFlags
	send := &cobra.Command{
		Use:   "send [FOLDER]",
		Short: "Send a release by e-mail, to each recipient once",
		Long: `Send the last recorded revision of a release by e-mail, as mail/mail.toml in its
folder says, to each recipient once and alone. What became of every message is
written down in mail/ledger.db before and after it is handed over: killed at any
moment and run again, bulletin send goes on with those who are still owed theirs.
Messages that the server put off are tried again for 30 minutes, or as long as
--for says. One whose answer was lost is uncertain and is sent again only with
--resend-uncertain, since its recipient may have it.

Nothing is sent before the hour of publication: --wait holds until then, and
--prerelease sends to the groups with pre-release access alone, under embargo. A
correction goes to exactly those who were sent an earlier revision, and with --all
to the whole list.

Who unsubscribed here, or from a release in a folder beside this one, is not
written to.

mail/mail.toml begins so; mail/recipients.csv, or a sheet of a workbook, has the columns
address, name, language and group:

` + indented(mail.Example) + `
The password of the server's user comes from BULLETIN_MAIL_PASSWORD, from the file
that password_file names, or is asked for.

Exit status: 0 all were sent to; 1 something must be mended before more is sent, or
recipients were refused for good; 2 the command was not understood;
3 messages are still owed or uncertain, and the last line says how many (a fault of
the program, also 3, says that it is one).`,
		Example: `  bulletin send --dry-run messages testdata/2024-1
  bulletin send --to me@example.org --lang ru testdata/2024-1
  bulletin send --wait testdata/2024-1
  bulletin send status testdata/2024-1`,
		Args:              noSendCommand,
		ValidArgsFunction: completeRelease,
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.contradict(c); err != nil {
				return err
			}
			return t.send(c, releaseFolder(named(args)), &f)
		},
	}
	flags := send.Flags()
	flags.StringVar(&f.dryRun, "dry-run", "", "write each message as a file to the new folder `DIR`; send nothing")
	flags.StringVar(&f.to, "to", "", "send one proof, marked as one, to `ADDRESS`; it is not recorded")
	flags.StringVar(&f.language, "lang", "", "send the proof in `LANGUAGE`, such as ru")
	flags.BoolVar(&f.Wait, "wait", false, "hold until the hour of publication")
	flags.BoolVar(&f.Prerelease, "prerelease", false, "before that hour, send to the groups with pre-release access alone")
	flags.BoolVar(&f.All, "all", false, "send a correction to the whole list")
	flags.DurationVar(&f.For, "for", 30*time.Minute, "keep trying for `TIME`, such as 30m or 2h")
	flags.BoolVar(&f.Uncertain, "resend-uncertain", false, "send again to those who may have the message already")
	flags.BoolVar(&f.Refused, "resend-refused", false, "send again to those whom the server refused, once the cause is mended")
	_ = send.MarkFlagDirname("dry-run")
	send.AddCommand(statusCommand(t), bouncesCommand(t), unsubscribeCommand(t))
	return send
}

// indented sets each line of a text off.
func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			line = "  " + line
		}
		b.WriteString(line)
	}
	return b.String()
}

// noSendCommand refuses a second folder, one that is not there, and a command of send that was mistyped.
func noSendCommand(c *cobra.Command, args []string) error {
	if err := oneRelease(c, args); err != nil || len(args) == 0 {
		return err
	}
	if args[0] == "" { // a variable of a script that is not set
		return wrong(c, "the name of the release folder is empty")
	}
	if info, err := os.Stat(args[0]); err == nil {
		if !info.IsDir() && filepath.Base(args[0]) != config.FileName {
			return wrong(c, "%s is no release folder", args[0])
		}
		return nil
	}
	if folder, _, revision := strings.Cut(args[0], "@"); revision {
		return wrong(c, "the last recorded revision is sent and no other: name %s alone", folder)
	}
	var names []string
	for _, one := range c.Commands() {
		names = append(names, one.Name())
	}
	hint := tables.Hint(args[0], names)
	if hint == "" {
		return fmt.Errorf("%s: there is no such folder", args[0])
	}
	return wrong(c, "%s: there is no such folder or command%s", args[0], hint)
}

// contradict refuses flags that do not go together.
func (f *sendFlags) contradict(c *cobra.Command) error {
	switch changed := c.Flags().Changed; {
	// An empty one, from a variable of a script that is not set, must not send to everyone.
	case changed("dry-run") && f.dryRun == "":
		return wrong(c, "--dry-run needs the name of a new folder")
	case changed("to") && f.to == "":
		return wrong(c, "--to needs an address")
	case f.dryRun != "" && f.to != "":
		return wrong(c, "--dry-run sends nothing; leave --to out")
	case f.language != "" && f.to == "":
		return wrong(c, "--lang is for a proof; name its address with --to")
	case f.Wait && f.Prerelease:
		return wrong(c, "--wait holds until the hour of publication, --prerelease sends before it: choose one")
	case f.For <= 0:
		return wrong(c, "--for is a time such as 30m or 2h, more than nothing")
	case f.dryRun != "" && (f.Wait || changed("for") || f.Uncertain || f.Refused):
		return wrong(c, "--dry-run sends nothing; of the other flags it takes --all and --prerelease")
	case f.to != "" && (f.Wait || f.Prerelease || f.All || f.Uncertain || f.Refused):
		return wrong(c, "a proof goes to one address at once; of the other flags --to takes --lang and --for")
	}
	if f.to != "" && !c.Flags().Changed("for") {
		f.For = proofTime
	}
	return nil
}

func (t *terminal) send(c *cobra.Command, folder string, f *sendFlags) error {
	ctx, stop := interruptible()
	defer stop()
	// Unlike a bulletin, a list can be long and its sending takes hours: garbage goes early.
	debug.SetGCPercent(25)
	debug.SetMemoryLimit(32 << 20)
	p := &progress{to: t}
	o := f.SendOptions
	o.Clock, o.Sleep, o.Progress = time.Now, sleep, p.show
	o.Tell = func(s string) { t.print("bulletin: %s", s) }
	if term.IsTerminal(int(os.Stdin.Fd())) {
		o.Prompt = func() (string, error) {
			return mail.AskPassword(ctx, os.Stdin, os.Stderr, "password of the server's user: ")
		}
	}
	switch {
	case f.dryRun != "":
		return t.dryRun(folder, f.dryRun, o)
	case f.to != "":
		return t.sendProof(ctx, folder, f, o)
	}
	outcome, err := mail.Send(ctx, folder, o)
	p.end()
	if errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	if err != nil {
		if outcome != nil {
			_ = t.outcome(outcome, false)
		}
		return err
	}
	return t.outcome(outcome, ctx.Err() != nil)
}

// errInterrupted is an interrupt before anything was begun.
var errInterrupted = errors.New("interrupted, nothing was sent; run it again")

// interruptible gives a context that ends with the first interrupt, or with the terminal; a second one
// ends the process at once, which the ledger survives.
func interruptible() (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup has it
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// outcome tells what became of a run.
func (t *terminal) outcome(o *mail.Outcome, interrupted bool) error {
	said := fmt.Sprintf("%s, revision %d: %s", o.Wave, o.Revision, mail.CountsText(o.Counts))
	done := o.Owed+o.Uncertain+o.Refused == 0
	if done {
		t.say("%s", said)
	} else {
		t.print("bulletin: %s", said)
	}
	if o.Later > 0 {
		t.say("%s owed at the hour of publication", count(o.Later, "message"))
	}
	if o.Refused > 0 {
		t.print("bulletin: %s refused; bulletin send status tells why, and --resend-refused sends again once that is mended", count(o.Refused, "message"))
	}
	if o.Uncertain > 0 {
		t.print("bulletin: %s uncertain, as the server's answer was lost; --resend-uncertain sends again, perhaps twice", count(o.Uncertain, "message"))
	}
	if o.Owed > 0 {
		why := ""
		if interrupted {
			why = "interrupted, "
		}
		t.print("bulletin: %s%s still owed; run bulletin send again, it goes on", why, count(o.Owed, "message"))
	}
	switch {
	case o.Owed+o.Uncertain > 0:
		return exitCode(exitOwed)
	case o.Refused > 0:
		return exitCode(exitProblems)
	}
	return nil
}

// dryRun writes the messages.
func (t *terminal) dryRun(folder, to string, o mail.SendOptions) error {
	c, err := mail.OpenCampaign(folder)
	if err != nil {
		return err
	}
	n, err := c.DryRun(to, o)
	if err != nil {
		return err
	}
	t.say("wrote %s to %s; nothing was sent", count(n, "message"), filepath.Clean(to))
	return nil
}

// sendProof sends one message.
func (t *terminal) sendProof(ctx context.Context, folder string, f *sendFlags, o mail.SendOptions) error {
	c, err := mail.OpenCampaign(folder)
	if err != nil {
		return err
	}
	o.Progress = (&progress{to: t}).trouble
	e, err := c.Proof(ctx, f.to, f.language, o)
	switch {
	case errors.Is(err, context.Canceled):
		return errInterrupted
	case err != nil:
		return err
	case e.Status == mail.Accepted:
		t.say("sent a proof to %s: %s", e.Address, e.Words)
		return nil
	case e.Status == mail.Refused:
		return fmt.Errorf("the proof to %s was refused: %s", e.Address, e.Words)
	}
	if e.Status == mail.Uncertain {
		t.print("bulletin: the proof to %s is uncertain: %s; look whether it has arrived", e.Address, e.Words)
	} else if e.Words == "" {
		t.print("bulletin: the proof to %s was not sent; run it again", e.Address)
	} else {
		t.print("bulletin: the proof to %s was not sent: %s; run it again", e.Address, e.Words)
	}
	return exitCode(exitOwed)
}
