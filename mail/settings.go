package mail

import (
	"crypto"
	"crypto/x509"

	"bulletin/config"
	"bulletin/tables"
)

// Example is the least that mail.toml has, for a release in Kazakh.
const Example = `sender     = "Ұлттық статистика бюросы <press@stat.example.org>"
recipients = "recipients.csv"

[server]
host = "mail.stat.example.org"
user = "press@stat.example.org"

[message.kk]
subject  = "{title}: {period}"
greeting = "Құрметті {name}!"
`

// Settings is mail/mail.toml.
type Settings struct {
	Sender     config.Text `toml:"sender" need:"yes"`     // "Ұлттық статистика бюросы <press@stat.example.org>"
	ReplyTo    config.Text `toml:"reply_to"`              // an address
	Recipients config.Text `toml:"recipients" need:"yes"` // a CSV file or a sheet of a workbook in mail/
	Never      config.Text `toml:"never"`                 // a file in mail/ with addresses never to be written to, one a line

	Server      Server              `toml:"server"` // must be there
	DKIM        *DKIM               `toml:"dkim"`
	Unsubscribe Unsubscribe         `toml:"unsubscribe"`
	Attach      Attach              `toml:"attach"`
	Groups      map[string]*Group   `toml:"group"`
	Messages    map[string]*Wording `toml:"message"` // by language

	Folder string          `toml:"-"` // the folder mail/ of the release, in which all files named here lie
	never  map[string]bool // the addresses in Never, by Recipient.Key
}

// Server is where messages are handed over: the office's mail relay.
type Server struct {
	Host          config.Text `toml:"host" need:"yes"`
	Port          *int        `toml:"port"`           // 587 with starttls, 465 with tls
	Security      config.Text `toml:"security"`       // starttls (default), tls, or none: to the loopback alone
	User          config.Text `toml:"user"`           // none: no authentication
	PasswordFile  config.Text `toml:"password_file"`  // in mail/, which only its owner may read
	Authority     config.Text `toml:"authority"`      // a PEM file in mail/ with the certificate that the server's is held to; the system's unless set
	Connections   *int        `toml:"connections"`    // at once; 2
	PerConnection *int        `toml:"per_connection"` // messages before a connection is closed; 100
	PerMinute     *int        `toml:"per_minute"`     // messages; as many as the server takes unless set

	Roots *x509.CertPool `toml:"-"` // the certificates in Authority; nil: the system's
	Place tables.Place   `toml:"-"`
}

// DKIM signs each message (RFC 6376).
type DKIM struct {
	Domain   config.Text `toml:"domain" need:"yes"`
	Selector config.Text `toml:"selector" need:"yes"`
	Key      config.Text `toml:"key" need:"yes"` // a PEM file in mail/, RSA or Ed25519, which only its owner may read

	Signer crypto.Signer `toml:"-"` // what Key has
}

// Unsubscribe is how recipients take themselves off the list (RFC 2369, RFC 8058).
type Unsubscribe struct {
	Mailto config.Text `toml:"mailto"`      // an address
	URL    config.Text `toml:"url"`         // https://…, with {token} where the recipient's token stands: one-click; needs DKIM
	Secret config.Text `toml:"secret_file"` // in mail/: what tokens are made with; made by the program where it is absent
}

// Attach is what goes with a message.
type Attach struct {
	PDF    bool        `toml:"pdf"`    // true unless set: Load says so
	Tables bool        `toml:"tables"` // the workbook too
	Link   config.Text `toml:"link"`   // the address of the PDF, named in the body; with pdf = false it stands for the attachment
}

// Group is a part of the recipients.
type Group struct {
	ID         string      `toml:"-"`
	Prerelease bool        `toml:"prerelease"` // may be sent to before the hour of publication, under embargo
	Reason     config.Text `toml:"reason"`     // why: kept in the record

	Place tables.Place `toml:"-"`
}

// hasAccess reports whether a group may be written to before the hour of publication.
func (s *Settings) hasAccess(group string) bool {
	g := s.Groups[group]
	return g != nil && g.Prerelease
}

// Wording is what a message in one language says. Texts are templates: {title},
// {period}, {wave}, {published}, {revision}, and in the subject and the greeting {name}.
type Wording struct {
	ID       string      `toml:"-"` // the language
	Subject  config.Text `toml:"subject" need:"yes"`
	Greeting config.Text `toml:"greeting" need:"yes"`
	Closing  config.Text `toml:"closing" lines:"yes"`
	Embargo  config.Text `toml:"embargo"`   // the line before the hour of publication; the language's unless set
	FileName config.Text `toml:"file_name"` // of the PDF as it is attached; the title and the wave unless set

	Place tables.Place `toml:"-"`
}
