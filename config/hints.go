package config

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"bulletin/tables"
)

// join names the heading of a table within another: section, section.term.
func join(heading, key string) string {
	if heading == "" {
		return key
	}
	return strings.Trim(heading, "[]") + "." + key
}

// under says in a message in which table something stands.
func under(heading string) string {
	if heading == "" {
		return ""
	}
	return " under " + heading
}

// example shows how a missing key is written.
func example(v reflect.Value, key string) string {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		return key + " = " + timeExample
	case v.Kind() == reflect.Slice:
		return "[[" + key + "]] above each of them"
	}
	return key + ` = "…"`
}

// whereTo says what an unknown key was meant to be: a known one of its table,
// or one of another table.
func (d *decoder) whereTo(key string, known []string) string {
	near := tables.Hint(key, known)
	if near != "" {
		return near
	}
	places := placesOf(d.schema, key, "", d.first != "")
	switch len(places) {
	case 0:
		return "; known are " + list(known)
	case 1:
		return "; it belongs " + places[0]
	}
	return "; it belongs " + strings.Join(places[:len(places)-1], ", ") + " or " + places[len(places)-1]
}

// list joins words in the order of the alphabet.
func list(words []string) string {
	words = slices.Sorted(slices.Values(words))
	return strings.Join(words, ", ")
}

// placesOf says in which tables of the schema there is such a key.
func placesOf(t reflect.Type, key, heading string, further bool) []string {
	var places []string
	fields := fieldsOf(t, further)
	for _, f := range fields {
		if f.key == key && heading == "" {
			places = append(places, "at the top, above the first [heading]")
		} else if f.key == key {
			places = append(places, "under "+heading)
		}
	}
	for _, f := range fields {
		below, ok := tableOf(t.Field(f.index).Type)
		if !ok {
			continue
		}
		name := join(heading, f.key)
		switch t.Field(f.index).Type.Kind() {
		case reflect.Slice:
			name = "[[" + name + "]]"
		case reflect.Map:
			name = "[" + name + "." + f.ids + "]"
		default:
			name = "[" + name + "]"
		}
		places = append(places, placesOf(below, key, name, further)...)
	}
	return places
}

// tableOf gives the type of the schema that a field's tables have.
func tableOf(t reflect.Type) (reflect.Type, bool) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Map || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[Text](), reflect.TypeFor[Color](), reflect.TypeFor[time.Time]():
		return nil, false
	}
	return t, t.Kind() == reflect.Struct
}
