package mail

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bulletin/tables"
)

const noPassword = "a password does not stand in this file, which is copied and shown; delete it here, set " +
	PasswordVariable + ", or name a file that only you may read by password_file"

// coverPasswords covers the values of keys that look like a password's with
// asterisks, as long as they are so that all else keeps its place: a password
// that someone wrote into the settings all the same must not be shown with the
// line it is on. lines are the numbers of those lines.
func coverPasswords(text string) (covered string, lines []int) {
	all := strings.Split(text, "\n")
	closing := "" // what ends a password of several lines
	for i, line := range all {
		if closing != "" {
			if strings.Contains(line, closing) {
				closing = ""
			}
			all[i] = "#" + strings.Repeat("*", utf8.RuneCountInString(line))
			lines = append(lines, i+1)
			continue
		}
		start := passwordIn(line)
		if start < 0 {
			continue
		}
		lines = append(lines, i+1)
		value := line[start:]
		for _, quotes := range []string{`"""`, "'''"} {
			if strings.HasPrefix(value, quotes) && strings.Count(value, quotes) == 1 {
				closing = quotes
			}
		}
		end := len(line)
		if closing == "" {
			end = start + endOfPassword(value)
		}
		all[i] = line[:start] + cover(line[start:end]) + line[end:]
	}
	return strings.Join(all, "\n"), lines
}

// passwordIn finds the value of a password's key on a line; -1: there is none.
func passwordIn(line string) int {
	var quote byte // of the string that i is in
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '#':
			return -1
		case c == '=':
			key := strings.TrimRight(line[:i], " \t\"'")
			key = key[strings.LastIndexAny(key, " \t,{.\"'")+1:]
			if isPasswordKey(key) {
				return i + 1 + len(line[i+1:]) - len(strings.TrimLeft(line[i+1:], " \t"))
			}
		}
	}
	return -1
}

// endOfPassword gives the length of a value that goes as far as it can: a
// password may have the quotation marks that should end it.
func endOfPassword(value string) int {
	if value != "" && strings.IndexByte(`"'`, value[0]) >= 0 {
		if last := strings.LastIndexByte(value, value[0]); last > 0 {
			return last + 1
		}
	}
	return len(strings.TrimRight(value, " \t,}"))
}

// isPasswordKey reports whether a key is meant for a password; password_file is not.
func isPasswordKey(key string) bool {
	key = strings.ToLower(key)
	if strings.HasSuffix(key, "_file") {
		return false
	}
	return slices.ContainsFunc([]string{"pass", "pwd", "secret", "парол", "құпия"}, func(word string) bool { return strings.Contains(key, word) })
}

// cover gives a string of TOML as long as s is, in characters.
func cover(s string) string {
	n := utf8.RuneCountInString(s)
	if n < 2 {
		return "0"
	}
	return `"` + strings.Repeat("*", n-2) + `"`
}

// withoutPasswords says of what was found on the lines of passwords that they do not belong there.
func withoutPasswords(problems []tables.Problem, file string, lines []int) []tables.Problem {
	problems = slices.DeleteFunc(problems, func(p tables.Problem) bool {
		return p.Place.File == file && slices.Contains(lines, p.Place.Line)
	})
	for _, line := range lines {
		problems = append(problems, tables.Problem{Place: tables.Place{File: file, Line: line}, Message: noPassword})
	}
	return problems
}
