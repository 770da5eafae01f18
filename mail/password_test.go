package mail

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const secret = "geheim-9Ѕ"

// settingsWithUser gives settings of a user whose password is in a file.
func settingsWithUser(user, file string) *Settings {
	s := &Settings{}
	s.Server.User.Value, s.Server.PasswordFile.Value = user, file
	return s
}

func TestPassword(t *testing.T) {
	typed := func() (string, error) { return "typed", nil }
	tests := []struct {
		name, environment, file string // the contents of the file; empty: none
		wrong                   string // the name of a file that is not there
		user                    string
		prompt                  func() (string, error)
		want, fault             string
	}{
		{name: "no user", environment: secret, want: ""},
		{name: "environment first", user: "u", environment: secret, file: "other", prompt: typed, want: secret},
		{name: "file", user: "u", file: secret + "\n", prompt: typed, want: secret},
		{name: "file of Windows", user: "u", file: "\ufeff" + secret + "\r\n", want: secret},
		{name: "file of PowerShell", user: "u", file: "\xff\xfep\x00w\x00\r\x00\n\x00", want: "pw"},
		{name: "spaces count", user: "u", file: " " + secret + " \n", want: " " + secret + " "},
		{name: "prompt", user: "u", prompt: typed, want: "typed"},
		{name: "nobody to ask", user: "u", fault: "set " + PasswordVariable},
		{name: "prompt breaks off", user: "u", prompt: func() (string, error) { return secret, io.ErrUnexpectedEOF }, fault: "unexpected EOF"},
		{name: "nothing typed", user: "u", prompt: func() (string, error) { return "", nil }, fault: "what was typed: there is no password"},
		{name: "empty file", user: "u", file: "\n", prompt: typed, fault: "pw: there is no password"},
		{name: "password for a name", user: "u", wrong: secret, fault: "names a file that is not in the folder mail/"},
		{name: "two lines", user: "u", file: secret + "\n" + secret, fault: "more than one line"},
		{name: "not UTF-8", user: "u", file: secret + "\xff", fault: "not in UTF-8"},
		{name: "long", user: "u", environment: strings.Repeat(secret, 200), fault: "longer than"},
		{name: "line break in the environment", user: "u", environment: secret + "\r\nX", fault: "control character"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv(PasswordVariable, test.environment)
			folder, file := t.TempDir(), ""
			if test.file != "" {
				file = "pw"
				path := filepath.Join(folder, Folder, file)
				if err := errors.Join(os.Mkdir(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(test.file), 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			if test.wrong != "" {
				file = test.wrong
				if err := os.Mkdir(filepath.Join(folder, Folder), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			got, err := Password(settingsWithUser(test.user, file), folder, test.prompt)
			if test.fault == "" && (err != nil || got != test.want) {
				t.Errorf("%q, %v", got, err)
			}
			if test.fault != "" && (err == nil || got != "" || !strings.Contains(err.Error(), test.fault)) {
				t.Errorf("%q, %v, want the error %q", got, err, test.fault)
			}
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("the password is in the error: %v", err)
			}
		})
	}
}

func TestPasswordFileIsForItsOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions say nothing of readers on Windows")
	}
	t.Setenv(PasswordVariable, "")
	toml := strings.Replace(rightTOML, "[server]", "[server]\nuser = \"u\"\npassword_file = \"pw\"", 1)
	folder := office(t, map[string]string{SettingsFile: toml, "pw": secret})
	for mode, refused := range map[os.FileMode]bool{0o600: false, 0o400: false, 0o640: true, 0o604: true, 0o620: true, 0o644: true} {
		if err := os.Chmod(filepath.Join(folder, Folder, "pw"), mode); err != nil {
			t.Fatal(err)
		}
		s, _, _, problems := Load(folder)
		if got := told(folder, problems); (got != "") != refused || refused && !strings.Contains(got, "mail/mail.toml:6:17: \"pw\" may be read by others than its owner; change that by: chmod 600 mail/pw") {
			t.Errorf("%o: told %q", mode, got)
		}
		password, err := Password(s, folder, nil)
		if refused && (err == nil || password != "" || strings.Contains(err.Error(), secret)) || !refused && password != secret {
			t.Errorf("%o: %q, %v", mode, password, err)
		}
	}
	for name, want := range map[string]string{"none": "names a file that is not in the folder mail/", "../bulletin.toml": "leads out of", ".": "not the name of a file"} {
		if password, err := Password(settingsWithUser("u", name), folder, nil); err == nil || password != "" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q, %v", name, password, err)
		}
	}
}

func TestAskPasswordWithoutTerminal(t *testing.T) {
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	defer out.Close()
	if _, err := AskPassword(t.Context(), in, io.Discard, "Password: "); err == nil || !strings.Contains(err.Error(), "no terminal") {
		t.Error(err)
	}
}

// A password that someone wrote into the settings is told, and neither shown nor taken.
func TestPasswordsInSettings(t *testing.T) {
	server := "[server]\nhost = \"mail.example.org\""
	for _, line := range []string{
		`password = "` + secret + `"`,
		`password = '` + secret + `'`,
		`password = "` + secret + `" # of the relay`,
		`password = ` + secret,
		`"password"="` + secret + `"`,
		`PassWord = "a\"` + secret + `"`,
		`password = "a"` + secret + `"`,
		`pasword_smtp = "x"` + "\n" + `smtp_pass = "` + secret + `"`,
		`пароль = "` + secret + `"`,
		`"құпиясөз" = "` + secret + `"`,
		`x = { host = "a", password = "` + secret + `", port = 25 }`,
		`x = { password = ` + secret + ` }`,
		"password = \"\"\"\n" + secret + "\nmore\"\"\"",
		"password = '''" + secret + "\n" + secret + "'''",
		`password = "` + secret,
		`password = 12` + secret,
		`pw = "` + secret + `"`,
		`password: ` + secret,
		`password "` + secret + `"`,
		"\tpassword " + secret,
		`relay = "smtps://press:` + secret + `@mail.example.org:465/"`,
		`relay = 'smtp://press:a@` + secret + `@mail.example.org'`,
	} {
		folder := office(t, map[string]string{SettingsFile: strings.Replace(rightTOML, server, server+"\n"+line, 1)})
		_, _, sources, problems := Load(folder)
		got := told(folder, problems)
		if !strings.Contains(got, "a password does not stand in this file") {
			t.Errorf("%s: told %s", line, got)
		}
		for _, text := range sources {
			if strings.Contains(text, secret) {
				t.Errorf("%s: shown in the source", line)
			}
		}
		if strings.Contains(got, secret) {
			t.Errorf("%s: shown in %s", line, got)
		}
	}
}

// What only looks like a password's key stays as it is.
func TestNothingElseIsCovered(t *testing.T) {
	for _, text := range []string{
		rightTOML, `password_file = "pw"`, `secret_file = "token.key"`, `url = "https://a.example.org/?secret={token}"`, `link = "https://a.example.org:8443/a@b"`, `link = "https://u@a.example.org:8443/"`, "# smtps://u:p@mail.example.org",
		`greeting = 'pass = 1' # password = 1`, "a = \"пароль = x\"\nb = 1", `# password = "…"`, "", "\n\n",
	} {
		if covered, lines := coverPasswords(text); covered != text || len(lines) > 0 {
			t.Errorf("%q: %q", text, covered)
		}
	}
}
