package proof

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bulletin/config"
)

// linked is an edition with a text of links.
func linked(addresses ...string) []Edition {
	text := ""
	for _, a := range addresses {
		text += "[сайт](" + a + ")\n"
	}
	return []Edition{{Bulletin: &config.Bulletin{Sections: []config.Section{{Text: config.MakeText(text)}}}}}
}

// TestLinks fetches from a server on this machine.
func TestLinks(t *testing.T) {
	var calls sync.Map
	mux := http.NewServeMux()
	answer := func(path string, f http.HandlerFunc) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			n, _ := calls.LoadOrStore(r.Method+" "+r.URL.Path, new(atomic.Int32))
			n.(*atomic.Int32).Add(1)
			f(w, r)
		})
	}
	redirect := func(to string, code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, code) }
	}
	answer("/{$}", func(w http.ResponseWriter, r *http.Request) {})
	answer("/right/", func(w http.ResponseWriter, r *http.Request) {})
	answer("/gone", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) })
	answer("/broken", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	answer("/nohead", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	answer("/slash", redirect("/slash/", http.StatusMovedPermanently))
	answer("/slash/", func(w http.ResponseWriter, r *http.Request) {})
	answer("/ru/right", redirect("/kk/right", http.StatusFound))
	answer("/kk/right", func(w http.ResponseWriter, r *http.Request) {})
	answer("/moved", redirect("/right/", http.StatusMovedPermanently))
	answer("/lent", redirect("/right/", http.StatusFound))
	answer("/home", redirect("/", http.StatusFound))
	answer("/loop", redirect("/loop2", http.StatusFound))
	answer("/loop2", redirect("/loop", http.StatusFound))
	server := httptest.NewServer(mux)
	defer server.Close()
	refused := httptest.NewServer(mux)
	refused.Close()

	var addresses []string
	for _, path := range []string{"/right/", "/right/#part", "/gone", "/none", "/broken", "/nohead", "/slash", "/ru/right", "/moved", "/lent", "/home", "/loop", "/gone"} {
		addresses = append(addresses, server.URL+path)
	}
	addresses = append(addresses, refused.URL+"/", "mailto:a@b.kz")
	var got []string
	for _, f := range Links(context.Background(), server.Client(), linked(addresses...)) {
		if f.Code != "dead-link" || f.Severity != Warning || !strings.HasPrefix(f.Message, f.About) {
			t.Errorf("%+v", f)
		}
		message := strings.NewReplacer(server.URL, "S", refused.URL, "R").Replace(f.Message)
		message, _, _ = strings.Cut(message, ": ") // what the machine says of it
		got = append(got, f.Place.String()+" "+message)
	}
	want := []string{
		":3:8 S/gone leads to no page (the server answers 410); name the page's present address",
		":4:8 S/none leads to no page (the server answers 404); name the page's present address",
		":5:8 S/broken cannot be opened (the server answers 500); see whether it opens in a browser",
		":9:8 S/moved has moved to S/right/; name that address",
		":11:8 S/home leads to the front page S/ now; name the page's present address",
		":12:8 S/loop leads from one address to the next without end",
		":14:8 R/ cannot be opened",
	}
	if all, wanted := strings.Join(got, "\n"), strings.Join(want, "\n"); all != wanted {
		t.Errorf("found\n%s\nwant\n%s", all, wanted)
	}
	for call, most := range map[string]int32{"HEAD /right/": 3, "GET /right/": 0, "HEAD /nohead": 1, "GET /nohead": 1, "HEAD /gone": 1} {
		n, ok := calls.Load(call)
		if count := int32(0); ok && n.(*atomic.Int32).Load() > most || !ok && most > count {
			t.Errorf("%s was asked for otherwise than %d times", call, most)
		}
	}
}

// TestLinksTakeTheirTurn sees that one host has two requests at once at most,
// that the time is kept, and that what was not answered is told.
func TestLinksTakeTheirTurn(t *testing.T) {
	var now, most atomic.Int32
	hold := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	}))
	defer server.Close()
	defer close(hold)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	var addresses []string
	for _, path := range []string{"/1", "/2", "/3", "/4", "/5"} {
		addresses = append(addresses, server.URL+path)
	}
	found := Links(ctx, server.Client(), linked(addresses...))
	if len(found) != len(addresses) {
		t.Errorf("%d of %d are told", len(found), len(addresses))
	}
	for _, f := range found {
		if !strings.HasSuffix(f.Message, "was not answered in time") && !strings.HasSuffix(f.Message, "the time for the links was over") {
			t.Error(f.Message)
		}
	}
	if n := most.Load(); n > maxHostFetches {
		t.Errorf("%d requests to one host at once", n)
	}
}
