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
			if from, to := passwordInURL(line); from > 0 {
				all[i] = line[:from] + strings.Repeat("*", utf8.RuneCountInString(line[from:to])) + line[to:]
				lines = append(lines, i+1)
			}
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

// passwordInURL finds the password in an address such as smtps://user:password@host on a line.
func passwordInURL(line string) (from, to int) {
	scheme := strings.Index(line, "://")
	if scheme < 0 || strings.HasPrefix(strings.TrimSpace(line), "#") {
		return 0, 0
	}
	begin := scheme + len("://")
	server := line[begin:]
	if end := strings.IndexAny(server, "/?\"'"); end >= 0 {
		server = server[:end]
	}
	colon, at := strings.IndexByte(server, ':'), strings.LastIndexByte(server, '@')
	if colon < 0 || at < colon {
		return 0, 0
	}
	return begin + colon + 1, begin + at
}

// passwordIn finds the value of a password's key on a line; -1: there is none. The
// key need not have its equals sign: who does not know TOML writes password: x.
func passwordIn(line string) int {
	if indent := len(line) - len(strings.TrimLeft(line, " \t")); indent < len(line) {
		if end := strings.IndexAny(line[indent:], " \t:"); end > 0 && isPasswordKey(line[indent:indent+end]) {
			return len(line) - len(strings.TrimLeft(line[indent+end:], " \t:="))
		}
	}
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
	return slices.ContainsFunc([]string{"pass", "pw", "secret", "парол", "құпия"}, func(word string) bool { return strings.Contains(key, word) })
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
