package locale

import (
	"reflect"
	"testing"
	"time"
)

// TestMailWords sees that each language has words of its own for all there is to say.
func TestMailWords(t *testing.T) {
	said := map[string]string{}
	for _, tag := range Tags() {
		words := reflect.ValueOf(For(tag).Mail)
		for i := range words.NumField() {
			name, value := words.Type().Field(i).Name, words.Field(i).String()
			if value == "" {
				t.Errorf("%s: %s has no words", tag, name)
			}
			if other, ok := said[value]; ok && name == "ProofLine" {
				t.Errorf("%s: %s is that of %s", tag, name, other)
			}
			said[value] = tag
		}
	}
}

func TestHour(t *testing.T) {
	at := time.Date(2024, 7, 17, 10, 0, 0, 0, time.FixedZone("", 5*3600))
	for tag, want := range map[string]string{
		"kk": "2024 жылғы 17 шілде, сағат 10:00 (UTC+05:00)",
		"ru": "17 июля 2024 года, 10:00 (UTC+05:00)",
		"en": "17 July 2024, 10:00 (UTC+05:00)",
	} {
		if got := For(tag).Hour(at); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	if got, want := For("en").Hour(time.Date(2024, 7, 1, 9, 5, 0, 0, time.FixedZone("", -3*3600-1800))), "1 July 2024, 09:05 (UTC-03:30)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
