/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "codec/json_reader_priv.h"

struct json_reader *json_reader_new(struct byte_source source)
{
	struct json_reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		abort(); /* the same rule as arena.h */
	reader->source = source;
	reader->at = reader->end = reader->window;
	reader->line = 1;
	buf_init(&reader->text, JSON_READER_TEXT_MAX);
	if (json_scan_need(reader, 3) && memcmp(reader->at, "\xef\xbb\xbf", 3) == 0) /* a byte order mark */
		reader->at += 3;
	return reader;
}

void json_reader_free(struct json_reader *reader)
{
	if (!reader)
		return;
	buf_release(&reader->text);
	free(reader);
}

/* ---- values ---- */

static enum json_kind kind_of(int byte)
{
	switch (byte) {
	case '{': return JSON_KIND_OBJECT;
	case '[': return JSON_KIND_ARRAY;
	case '"': return JSON_KIND_TEXT;
	case 't':
	case 'f': return JSON_KIND_BOOL;
	case 'n': return JSON_KIND_NULL;
	case '-': return JSON_KIND_NUMBER;
	default: return byte >= '0' && byte <= '9' ? JSON_KIND_NUMBER : JSON_KIND_END;
	}
}

enum json_kind json_reader_kind(struct json_reader *reader)
{
	int byte = json_scan_next(reader);
	enum json_kind kind = kind_of(byte);

	if (kind == JSON_KIND_END && (byte != JSON_NO_BYTE || reader->depth))
		json_scan_fail(reader, byte == JSON_NO_BYTE ? "the text ends in the middle" : "this is no value");
	return kind;
}

static bool open_container(struct json_reader *reader, bool is_object)
{
	if (reader->depth == JSON_READER_DEPTH_MAX) {
		json_scan_fail(reader, "nested too deep");
		return false;
	}
	reader->objects &= ~(UINT64_C(1) << reader->depth);
	reader->objects |= (uint64_t)is_object << reader->depth;
	reader->depth++;
	reader->is_first = true;
	reader->at++;
	return true;
}

/* Whether the innermost container has one more element; closes the container at its end. */
static bool advance(struct json_reader *reader)
{
	bool is_object = reader->objects >> (reader->depth - 1) & 1;
	int byte = json_scan_next(reader);

	if (byte == (is_object ? '}' : ']')) {
		reader->at++;
		reader->depth--;
		reader->is_first = false;
		return false;
	}
	if (!reader->is_first) {
		if (byte != ',') {
			json_scan_fail(reader, byte == JSON_NO_BYTE ? "the text ends in the middle"
								    : "a comma or an end is missing");
			return false;
		}
		reader->at++;
		byte = json_scan_next(reader);
	}
	reader->is_first = false;
	if (is_object && byte != '"') {
		json_scan_fail(reader, byte == JSON_NO_BYTE ? "the text ends in the middle" : "a name is missing");
		return false;
	}
	return true;
}

static bool take_colon(struct json_reader *reader)
{
	if (json_scan_next(reader) != ':') {
		json_scan_fail(reader, "a colon is missing");
		return false;
	}
	reader->at++;
	return true;
}

/* A value that is no container, or the opening of one. */
static bool take_start(struct json_reader *reader)
{
	char number[JSON_READER_NUMBER_MAX + 1];

	switch (json_reader_kind(reader)) {
	case JSON_KIND_OBJECT: return open_container(reader, true);
	case JSON_KIND_ARRAY: return open_container(reader, false);
	case JSON_KIND_TEXT: return json_scan_skip_text(reader);
	case JSON_KIND_NUMBER: return json_scan_number(reader, number);
	case JSON_KIND_BOOL: return json_scan_word(reader, *reader->at == 't' ? "true" : "false");
	case JSON_KIND_NULL: return json_scan_word(reader, "null");
	case JSON_KIND_END: break;
	}
	return false;
}

/* Without recursion: the depth is in the reader. */
static void skip_down_to(struct json_reader *reader, unsigned depth)
{
	while (reader->depth > depth && !reader->fault.code) {
		bool is_object = reader->objects >> (reader->depth - 1) & 1;
		if (!advance(reader))
			continue;
		if (is_object && (!json_scan_skip_text(reader) || !take_colon(reader)))
			return;
		(void)take_start(reader);
	}
}

void json_reader_skip(struct json_reader *reader)
{
	unsigned depth = reader->depth;

	if (take_start(reader))
		skip_down_to(reader, depth);
}

uint64_t json_reader_line(const struct json_reader *reader)
{
	return reader->line;
}

/* Whether the next value is of that kind; if not, it is passed over. */
static bool is_next(struct json_reader *reader, enum json_kind kind, const char *wanted)
{
	enum json_kind found = json_reader_kind(reader);

	if (found == kind || found == JSON_KIND_END)
		return found == kind;
	if (reader->name)
		json_reader_refuse(reader, "\"%s\" is not %s", reader->name, wanted);
	else
		json_reader_refuse(reader, "a value is not %s", wanted);
	json_reader_skip(reader);
	return false;
}

/* ---- what readers ask ---- */

struct json_object json_reader_object(struct json_reader *reader, const char *const *names)
{
	struct json_object object = {.names = names};

	while (names && names[object.count] && object.count < JSON_READER_NAMES_MAX)
		object.count++;
	object.is_open = is_next(reader, JSON_KIND_OBJECT, "an object") && open_container(reader, true);
	return object;
}

struct json_array json_reader_array(struct json_reader *reader)
{
	struct json_array array = {is_next(reader, JSON_KIND_ARRAY, "an array") && open_container(reader, false)};

	return array;
}

/* Objects mostly repeat the order of names of the last one, so the search begins behind the last match. */
static int find_name(struct json_object *object, struct str name)
{
	for (size_t i = 0; i < object->count; i++) {
		size_t at = object->next + i < object->count ? object->next + i : object->next + i - object->count;
		const char *wanted = object->names[at];
		if (name.n && *wanted == *name.p && str_is(name, wanted)) {
			object->next = (unsigned)(at + 1 < object->count ? at + 1 : 0);
			return (int)at;
		}
	}
	return -1;
}

/* Ends an object or array early: at once after a fault, by skipping the rest after a refusal. */
static bool ends_early(struct json_reader *reader)
{
	if (reader->is_refused)
		skip_down_to(reader, reader->depth - 1);
	return reader->is_refused || reader->fault.code;
}

int json_reader_name(struct json_reader *reader, struct json_object *object)
{
	struct str name;
	bool is_cut;
	int found;

	while (object->is_open && !ends_early(reader) && advance(reader)) {
		if (!json_scan_text(reader, JSON_READER_TEXT_MAX, &name, &is_cut))
			break;
		found = find_name(object, name);
		if (!take_colon(reader))
			break;
		if (found < 0) {
			json_reader_skip(reader);
			continue;
		}
		reader->name = object->names[found];
		if (object->seen >> found & 1) {
			json_reader_refuse(reader, "\"%s\" stands twice", reader->name);
			json_reader_skip(reader);
			continue;
		}
		object->seen |= UINT32_C(1) << found;
		return found;
	}
	object->is_open = false;
	return -1;
}

bool json_reader_any_name(struct json_reader *reader, struct json_object *object, struct arena *arena,
			  struct str *ret_name)
{
	struct str name;
	bool is_cut;

	object->is_open = object->is_open && !ends_early(reader) && advance(reader) &&
			  json_scan_text(reader, JSON_READER_TEXT_MAX, &name, &is_cut);
	if (!object->is_open)
		return false;
	*ret_name = str_of(str_dup(arena, name), name.n);
	reader->name = NULL;
	return take_colon(reader);
}

bool json_reader_item(struct json_reader *reader, struct json_array *array)
{
	array->is_open = array->is_open && !ends_early(reader) && advance(reader);
	reader->name = NULL;
	return array->is_open;
}

/* The next value, if it is a text. */
static bool take_text(struct json_reader *reader, size_t cap, struct str *ret_text, bool *ret_is_cut)
{
	return is_next(reader, JSON_KIND_TEXT, "a text") && json_scan_text(reader, cap, ret_text, ret_is_cut);
}

struct str json_reader_text(struct json_reader *reader, struct arena *arena)
{
	struct str text = {"", 0};
	bool is_cut = false;

	if (!take_text(reader, JSON_READER_TEXT_MAX, &text, &is_cut))
		return STR("");
	if (is_cut)
		json_reader_refuse(reader, "a text of more than %d bytes", JSON_READER_TEXT_MAX);
	if (reader->is_refused)
		return STR("");
	return str_of(str_dup(arena, text), text.n);
}

struct str json_reader_text_head(struct json_reader *reader, struct arena *arena, size_t size)
{
	struct str text = {"", 0};
	bool is_cut;

	if (!take_text(reader, JSON_READER_TEXT_MAX, &text, &is_cut) || reader->is_refused)
		return STR("");
	text = str_head(text, size);
	return str_of(str_dup(arena, text), text.n);
}

double json_reader_number(struct json_reader *reader)
{
	char number[JSON_READER_NUMBER_MAX + 1];

	if (!is_next(reader, JSON_KIND_NUMBER, "a number") || !json_scan_number(reader, number))
		return 0;
	return strtod(number, NULL);
}

bool json_reader_bool(struct json_reader *reader)
{
	bool is_true;

	if (!is_next(reader, JSON_KIND_BOOL, "true or false"))
		return false;
	is_true = *reader->at == 't';
	return json_scan_word(reader, is_true ? "true" : "false") && is_true;
}

bool json_reader_null(struct json_reader *reader)
{
	return json_reader_kind(reader) == JSON_KIND_NULL && json_scan_word(reader, "null");
}
