package mail

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/tables"
)

// PasswordVariable is the variable of the environment that the password is taken from first.
const PasswordVariable = "BULLETIN_MAIL_PASSWORD"

const maxPassword = 1000 // characters

// Password gives the password of the user that mail.toml names for the server:
// from the environment ([PasswordVariable]), from the file that password_file
// names in mail/, which only its owner may read, or else from prompt, which is
// nil where there is nobody to ask. It is empty where no user is named. No error
// has anything of it.
func Password(s *Settings, folder string, prompt func() (string, error)) (string, error) {
	if s.Server.User.Value == "" {
		return "", nil
	}
	if password, ok := os.LookupEnv(PasswordVariable); ok && password != "" {
		return checkedPassword(password, PasswordVariable)
	}
	if s.Server.PasswordFile.Value != "" {
		return passwordFrom(filepath.Join(folder, Folder), s.Server.PasswordFile)
	}
	if prompt == nil {
		return "", errors.New("the server wants the password of " + strconv.Quote(s.Server.User.Value) + "; set " + PasswordVariable +
			", name a file that only you may read by password_file in " + SettingsFile + ", or run this at a terminal")
	}
	password, err := prompt()
	if err != nil {
		return "", err
	}
	return checkedPassword(password, "what was typed")
}

// passwordFrom reads the first and only line of a file in mail/.
func passwordFrom(folder string, named config.Text) (string, error) {
	name := named.Value
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", errors.New(folder + ": the folder cannot be read")
	}
	defer root.Close()
	file := filepath.Join(folder, filepath.FromSlash(name))
	if _, err := root.Stat(filepath.FromSlash(name)); errors.Is(err, fs.ErrNotExist) {
		// The name is not shown: it may be the password itself.
		return "", errors.New(named.Place().String() + ": password_file names a file that is not in the folder mail/; save it there, the password on its first line")
	}
	data, mode, problem := readFile(root, name, maxSmallFile)
	if problem == "" {
		problem = openToOthers(name, mode)
	}
	if problem != "" {
		return "", errors.New(file + ": " + problem)
	}
	return checkedPassword(strings.TrimSuffix(tables.SourceText(data), "\n"), file)
}

// checkedPassword refuses what can be no password, without a letter of it.
func checkedPassword(password, from string) (string, error) {
	switch {
	case password == "":
		return "", errors.New(from + ": there is no password")
	case !utf8.ValidString(password):
		return "", errors.New(from + ": the password is not in UTF-8")
	case strings.ContainsFunc(password, unicode.IsControl):
		return "", errors.New(from + ": the password has more than one line, or a control character")
	case utf8.RuneCountInString(password) > maxPassword:
		return "", errors.New(from + ": the password is longer than " + strconv.Itoa(maxPassword) + " characters")
	}
	return password, nil
}
