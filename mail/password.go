package mail

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	if name := s.Server.PasswordFile.Value; name != "" {
		return passwordFrom(filepath.Join(folder, Folder), name)
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
func passwordFrom(folder, name string) (string, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", errors.New(folder + ": the folder cannot be read")
	}
	defer root.Close()
	file := filepath.Join(folder, filepath.FromSlash(name))
	data, mode, problem := readFile(root, name, maxSmallFile)
	if problem == "" {
		problem = openToOthers(name, mode)
	}
	if problem != "" {
		return "", errors.New(file + ": " + problem)
	}
	password := strings.TrimPrefix(string(data), "\ufeff") // as some editors on Windows begin a file
	password = strings.TrimSuffix(strings.TrimSuffix(password, "\n"), "\r")
	return checkedPassword(password, file)
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
