package proof

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"bulletin/config"
	"bulletin/tables"
)

// deadLink is the code of what Links finds.
const deadLink = "dead-link"

// How many addresses are fetched at once: in all, and from one host.
const (
	maxFetches     = 8
	maxHostFetches = 2
)

// Links fetches each web address of the editions once and gives those that
// lead nowhere, as warnings at the places where they first stand, in the order
// of places. It takes no longer than ctx allows; what was not answered by then
// is told.
func Links(ctx context.Context, client *http.Client, editions []Edition) []Finding {
	addresses := webAddresses(editions)
	out := make([]Finding, len(addresses))
	places := make(chan struct{}, maxFetches)
	hosts := map[string]chan struct{}{}
	for _, a := range addresses {
		if hosts[a.url.Host] == nil {
			hosts[a.url.Host] = make(chan struct{}, maxHostFetches)
		}
	}
	var all sync.WaitGroup
	for i, a := range addresses {
		all.Go(func() {
			host := hosts[a.url.Host]
			if !enter(ctx, host) || !enter(ctx, places) {
				out[i] = a.finding("was not tried: the time for the links was over")
				return
			}
			defer func() { <-places; <-host }()
			if wrong := follow(ctx, client, a.url); wrong != "" {
				out[i] = a.finding(wrong)
			}
		})
	}
	all.Wait()
	out = slices.DeleteFunc(out, func(f Finding) bool { return f.Code == "" })
	var silences []config.Silence
	for _, e := range editions {
		silences = append(silences, e.Bulletin.Silences...)
	}
	return Silenced(out, silences)
}

// enter waits for a free place, as long as there is time.
func enter(ctx context.Context, places chan struct{}) bool {
	if ctx.Err() != nil {
		return false
	}
	select {
	case places <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// webAddress is an address and the place where it first stands.
type webAddress struct {
	typed string
	url   *url.URL
	place tables.Place
}

func (a webAddress) finding(wrong string) Finding {
	return Finding{Code: deadLink, Severity: Warning, Place: a.place, Message: a.typed + " " + wrong, About: a.typed}
}

// webAddresses gives the valid http and https addresses of all editions, each
// once, in the order of places. What follows # is the browser's own affair.
func webAddresses(editions []Edition) []webAddress {
	var all []webAddress
	for _, e := range editions {
		for _, p := range passages(e.Bulletin) {
			for _, l := range p.links {
				u, err := url.Parse(l.address)
				if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
					continue
				}
				u.Fragment, u.RawFragment = "", ""
				all = append(all, webAddress{l.address, u, l.place})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b webAddress) int { return comparePlaces(a.place, b.place) })
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(a webAddress) bool {
		again := seen[a.url.String()]
		seen[a.url.String()] = true
		return again
	})
}

// follow fetches an address and says what is wrong with it. A server that
// refuses HEAD is asked with GET, of which the answer's body is not read.
func follow(ctx context.Context, client *http.Client, u *url.URL) string {
	response, err := ask(ctx, client, http.MethodHead, u)
	if err != nil && ctx.Err() == nil || err == nil && response.StatusCode >= 400 {
		response, err = ask(ctx, client, http.MethodGet, u)
	}
	switch {
	case err != nil:
		return plainFetchError(err)
	case response.StatusCode == http.StatusNotFound, response.StatusCode == http.StatusGone:
		return fmt.Sprintf("leads to no page (the server answers %d); name the page's present address", response.StatusCode)
	case response.StatusCode >= 400:
		return fmt.Sprintf("cannot be opened (the server answers %d); see whether it opens in a browser", response.StatusCode)
	}
	return movedTo(u, response)
}

func ask(ctx context.Context, client *http.Client, method string, u *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "bulletin (link check)")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	response.Body.Close()
	return response, nil
}

// plainFetchError says why an address was not answered.
func plainFetchError(err error) string {
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &dns):
		return "names a site that is not known (" + dns.Name + ")"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &timeout) && timeout.Timeout():
		return "was not answered in time"
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err
	}
	if strings.HasPrefix(err.Error(), "stopped after") { // net/http gives up on redirections without a type
		return "leads from one address to the next without end"
	}
	return "cannot be opened: " + err.Error()
}

// movedTo tells of redirections that a reader should be spared: for good to
// another page, or to the front page of a site that no longer has the page.
func movedTo(from *url.URL, response *http.Response) string {
	to := response.Request.URL
	if samePage(from, to) {
		return ""
	}
	if strings.Trim(to.Path, "/") == "" && strings.Trim(from.Path, "/") != "" {
		return "leads to the front page " + to.String() + " now; name the page's present address"
	}
	for r := response.Request.Response; r != nil; r = r.Request.Response {
		if r.StatusCode != http.StatusMovedPermanently && r.StatusCode != http.StatusPermanentRedirect {
			return "" // for the time being
		}
	}
	return "has moved to " + to.String() + "; name that address"
}

// samePage compares addresses but for the scheme, www., a slash at the end and the part that names a language.
func samePage(a, b *url.URL) bool { return pageKey(a) == pageKey(b) }

// pageKey is what addresses of the same page in different languages share.
func pageKey(u *url.URL) string {
	parts := slices.DeleteFunc(strings.Split(u.Path, "/"), func(s string) bool {
		return s == "" || s == "kk" || s == "kz" || s == "ru" || s == "en"
	})
	key := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + "/" + strings.Join(parts, "/")
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return key
}
