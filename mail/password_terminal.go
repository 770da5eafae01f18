package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// AskPassword asks for a password at a terminal, which does not show what is
// typed. Where ctx ends first, as by Ctrl-C, the terminal shows letters again.
// It is an error where in is no terminal. See [Password].
func AskPassword(ctx context.Context, in *os.File, out io.Writer, question string) (string, error) {
	fd := int(in.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", errors.New("there is no terminal to ask for the password at; set " + PasswordVariable)
	}
	fmt.Fprint(out, question)
	defer fmt.Fprintln(out) // the line end that was typed is not shown either
	type answer struct {
		password []byte
		err      error
	}
	typed := make(chan answer, 1)
	go func() {
		password, err := term.ReadPassword(fd)
		typed <- answer{password, err}
	}()
	select {
	case a := <-typed:
		if errors.Is(a.err, io.EOF) {
			return "", errors.New("no password was typed")
		}
		return string(a.password), a.err
	case <-ctx.Done():
		_ = term.Restore(fd, before)
		return "", ctx.Err()
	}
}
