package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"bulletin/mail"
	"bulletin/tables"

	"github.com/spf13/cobra"
)

func statusCommand(t *terminal) *cobra.Command {
	var asCSV bool
	status := &cobra.Command{
		Use:   "status [FOLDER]",
		Short: "Tell what became of every message",
		Long: `Tell what became of every message, for each revision that was sent: the counts,
which sum to the list, then a line for each recipient with the server's words.

  accepted   the server took it          deferred   to be tried again
  waiting    not tried yet               refused    for good, and why
  uncertain  the answer was lost         bounced    accepted, and returned later
  excluded   never to be written to, or not on the list any more`,
		Example: `  bulletin send status testdata/2024-1
  bulletin send status testdata/2024-1 --csv >sent.csv`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(_ *cobra.Command, args []string) error {
			h, err := mail.OpenHistory(releaseFolder(named(args)))
			if err != nil {
				return err
			}
			defer h.Close()
			out := bufio.NewWriter(os.Stdout)
			write := h.WriteText
			if asCSV {
				write = h.WriteCSV
			}
			err = write(out)
			if err == nil {
				err = out.Flush()
			}
			return err
		},
	}
	status.Flags().BoolVar(&asCSV, "csv", false, "print a table for a spreadsheet")
	return status
}

func bouncesCommand(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "bounces MAILBOX [FOLDER]",
		Short: "Mark the recipients whose message was returned",
		Long: `Read the delivery status notifications (RFC 3464) in a mailbox – a Maildir, a folder
of .eml files, an mbox or one .eml file – and mark in the record those recipients
whose message was returned. A message is known by the headers that are returned
with it. Delays are told and change nothing; so is what cannot be placed. The
mailbox is only read, and may be read again.`,
		Example: `  bulletin send bounces ~/Maildir testdata/2024-1
  bulletin send bounces returned.mbox`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return wrong(c, "name a mailbox, and the release folder unless it is the current one")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			report, err := mail.MarkBounces(releaseFolder(named(args[1:])), args[0], time.Now())
			if err != nil {
				return err
			}
			for _, e := range report.Bounced {
				t.say("returned: %s: %s", e.Address, e.Words)
			}
			for _, one := range report.Delayed {
				t.say("delayed: %s", one)
			}
			for _, one := range report.Unplaced {
				t.print("bulletin: not placed: %s", one)
			}
			t.say("%s read: %d returned, %d known before, %d delayed, %d not placed", count(report.Messages, "message"),
				len(report.Bounced), report.Known, len(report.Delayed), len(report.Unplaced))
			if len(report.Bounced) > 0 {
				t.say("the next release writes to these again; mend the list, or give those who are gone to bulletin send unsubscribe")
			}
			return nil
		},
	}
}

func unsubscribeCommand(t *terminal) *cobra.Command {
	var folder string
	var list bool
	unsubscribe := &cobra.Command{
		Use:   "unsubscribe ADDRESS…|-",
		Short: "Never write to an address again",
		Long: `Put addresses on the list of those never to be written to again, or the tokens that
stand for them in the address of unsubscribe.url. With - they are read from
standard input, one a line. The list stands in the record, mail/ledger.db. It is
obeyed by this release and by every later one whose folder lies beside this one.
A bulletin that goes on elsewhere takes it along: --list prints it as a file that
never in mail.toml can name.`,
		Example: `  bulletin send unsubscribe reader@example.org --release testdata/2024-1
  bulletin send unsubscribe - <unsubscribed.txt
  bulletin send unsubscribe --list >never.txt`,
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case list && len(args) > 0:
				return wrong(c, "--list takes no address")
			case !list && len(args) == 0:
				return wrong(c, "name an address, or - to read them from standard input")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return listExclusions(releaseFolder(folder))
			}
			addresses := args
			if len(args) == 1 && args[0] == "-" {
				var err error
				if addresses, err = addressLines(os.Stdin); err != nil {
					return err
				}
			}
			folder := releaseFolder(folder)
			unknown, err := mail.ExcludeAddresses(folder, addresses, time.Now())
			if err != nil {
				return err
			}
			for _, one := range unknown {
				t.print("bulletin: %s is not on the list of %s; look whether it is spelt so", one, folder)
			}
			t.say("put on the list of those never to be written to again: %d", len(addresses))
			return nil
		},
	}
	unsubscribe.Flags().StringVar(&folder, "release", "", "the release in `FOLDER`; the current folder unless set")
	unsubscribe.Flags().BoolVar(&list, "list", false, "print the list, with when and why")
	_ = unsubscribe.MarkFlagDirname("release")
	return unsubscribe
}

// listExclusions prints who is never to be written to, as the file that never in mail.toml names.
func listExclusions(folder string) error {
	list, err := mail.ReadExclusions(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: nobody was taken off and nothing was sent from here yet; name the release folder", folder)
	}
	if err != nil {
		return err
	}
	for _, one := range list {
		if _, err := fmt.Printf("%s # %s\n", printable(one.Address), printable(one.Reason)); err != nil {
			return fmt.Errorf("standard output cannot be written: %w", err)
		}
	}
	return nil
}

// maxAddresses is how much is read from standard input, in bytes.
const maxAddresses = 32 << 20

// addressLines reads addresses, or tokens, as a file that never in mail.toml names has them.
func addressLines(in io.Reader) ([]string, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxAddresses+1))
	if err != nil {
		return nil, fmt.Errorf("standard input cannot be read: %w", err)
	}
	if len(data) > maxAddresses {
		return nil, fmt.Errorf("standard input has more than %d MiB; give it in parts", maxAddresses>>20)
	}
	var addresses []string
	for _, address := range mail.AddressLines(tables.SourceText(data)) {
		addresses = append(addresses, address)
	}
	return addresses, nil
}
