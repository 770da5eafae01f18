// Package mail sends a released bulletin to its recipients: each once, each
// alone, not before the hour of publication, with a record of what became of
// every message that survives whatever happens to the process.
//
// It sends exactly what was released and refuses everything else: a draft, a
// superseded revision, a PDF that does not verify. What it needs stands in the
// folder mail/ of the release, which no other command reads, copies or embeds.
package mail

// What a release folder's mail/ has.
const (
	Folder       = "mail"
	SettingsFile = "mail.toml"
	LedgerFile   = "ledger.db" // written by the program alone
)
