/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/reader.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "calendar/day.h"
#include "programme/question.h"

static void fail_at(struct reader *reader, unsigned line, unsigned column, const char *format, va_list args)
{
	char message[400];

	if (reader->has_failed)
		return;
	vsnprintf(message, sizeof(message), format, args);
	reader->has_failed = true;
	fault_set(&reader->fault, ERR_INVALID, "%s:%u:%u: %s", reader->name, line ? line : 1, column ? column : 1,
		  message);
}

void reader_fail(struct reader *reader, const struct value *at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fail_at(reader, at ? at->line : 1, at ? at->column : 1, format, args);
	va_end(args);
}

/* Moves line and column over one byte of UTF-8; a column is a character. */
static void pass_byte(char byte, unsigned *line, unsigned *column)
{
	if (byte == '\n') {
		++*line;
		*column = 1;
	} else if (((unsigned char)byte & 0xc0) != 0x80) {
		++*column;
	}
}

void reader_fail_within(struct reader *reader, const struct value *at, struct str part, const char *format, ...)
{
	unsigned line = 1, column = 1, found_line = at ? at->line : 1, found_column = at ? at->column : 1;
	va_list args;

	for (size_t i = 0; i < reader->source.n; i++) {
		bool is_inside = line > found_line || (line == found_line && column >= found_column);
		if (is_inside && str_eq(str_head(str_skip(reader->source, i), part.n), part)) {
			found_line = line;
			found_column = column;
			break;
		}
		pass_byte(reader->source.p[i], &line, &column);
	}
	va_start(args, format);
	fail_at(reader, found_line, found_column, format, args);
	va_end(args);
}

enum err reader_finish(const struct reader *reader, struct fault *why)
{
	if (!reader->has_failed)
		return ERR_OK;
	return fault_set(why, reader->fault.code, "%s", reader->fault.text);
}

/* Levenshtein's distance, for names of up to 63 bytes. */
static size_t distance(const char *a, struct str b)
{
	size_t row[64], n = b.n < 63 ? b.n : 63;

	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t least = corner + (a[i - 1] != b.p[j - 1]);
			corner = row[j];
			if (row[j] + 1 < least)
				least = row[j] + 1;
			if (row[j - 1] + 1 < least)
				least = row[j - 1] + 1;
			row[j] = least;
		}
	}
	return row[n];
}

static void refuse_key(struct reader *reader, const struct value *item, struct str key, const struct reader_key *keys)
{
	const char *nearest = keys[0].key;

	for (size_t i = 1; keys[i].key; i++)
		if (distance(keys[i].key, key) < distance(nearest, key))
			nearest = keys[i].key;
	reader_fail(reader, item, "\"%.*s\" is not known here; did you mean \"%s\"?", (int)key.n, key.p, nearest);
}

/* Refuses keys that are not in the list. */
static void allow(struct reader *reader, const struct value *map, const struct reader_key *keys)
{
	if (!map || map->kind != VALUE_MAP) {
		reader_fail(reader, map, "found %s, expected a map with \"%s\"",
			    map ? value_kind_name(map->kind) : "nothing", keys[0].key);
		return;
	}
	for (size_t i = 0; i < map->count; i++) {
		size_t k = 0;
		while (keys[k].key && !str_is(map->keys[i], keys[k].key))
			k++;
		if (!keys[k].key)
			refuse_key(reader, map->items[i], map->keys[i], keys);
	}
}

/* NULL when absent; a value of another kind is a problem. */
static const struct value *maybe(struct reader *reader, const struct value *map, const char *key, enum value_kind kind,
				 const char *expected)
{
	const struct value *item = value_get(map, key);

	if (!item || item->kind == kind)
		return item;
	if (item->kind == VALUE_TEXT)
		reader_fail(reader, item, "\"%s\" is the text \"%.60s\", expected %s", key, item->text.p, expected);
	else
		reader_fail(reader, item, "\"%s\" is %s, expected %s", key, value_kind_name(item->kind), expected);
	return NULL;
}

static const struct value *required(struct reader *reader, const struct value *map, const char *key,
				    enum value_kind kind, const char *expected)
{
	const struct value *item = maybe(reader, map, key, kind, expected);

	if (!item)
		reader_fail(reader, map, "\"%s\" is missing here, expected %s", key, expected);
	return item;
}

const char *reader_text(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = required(reader, map, key, VALUE_TEXT, "a text");

	return item ? item->text.p : "";
}

const char *reader_id(struct reader *reader, const struct value *map, const char *key)
{
	const char *id = reader_text(reader, map, key);
	bool is_good = ascii_is_lower(id[0]) && strlen(id) <= 60;

	for (const char *c = id; *c; c++)
		is_good = is_good && (ascii_is_lower(*c) || ascii_is_digit(*c) || *c == '_');
	if (!is_good)
		reader_fail(reader, value_get(map, key), "\"%s\" is no id: a to z, 0 to 9 and _, a letter first", id);
	return id;
}

/* max 0: no bound. */
static void check_size(struct reader *reader, const struct value *at, const char *key, const char *text, int64_t min,
		       int64_t max)
{
	int64_t size = (int64_t)strlen(text);

	if (size < min || (max && size > max))
		reader_fail(reader, at, "\"%s\" has %lld bytes, expected %lld to %lld", key, (long long)size,
			    (long long)min, (long long)max);
}

static struct lang_text read_pair(struct reader *reader, const struct value *value, const struct reader_key *bounds)
{
	static const struct reader_key keys[] = {
		{"ja", READER_TEXT, offsetof(struct lang_text, ja), 0, 0, false},
		{"en", READER_TEXT, offsetof(struct lang_text, en), 0, 0, false},
		{0},
	};
	struct lang_text pair;

	reader_map_into(reader, value, keys, &pair);
	if (bounds->min && !pair.ja[0])
		reader_fail(reader, value_get(value, "ja"), "the Japanese text is empty");
	if (bounds->min && !pair.en[0])
		reader_fail(reader, value_get(value, "en"), "the English text is empty");
	check_size(reader, value_get(value, "ja"), bounds->key, pair.ja, bounds->min, bounds->max);
	check_size(reader, value_get(value, "en"), bounds->key, pair.en, bounds->min, bounds->max);
	return pair;
}

struct lang_text reader_pair_of(struct reader *reader, const struct value *value)
{
	static const struct reader_key not_empty = {.min = 1};

	return read_pair(reader, value, &not_empty);
}

static struct lang_text pair_at(struct reader *reader, const struct value *map, const struct reader_key *key)
{
	const struct value *item = value_get(map, key->key);

	if (!item)
		reader_fail(reader, map, "\"%s\" is missing here, expected a text in both languages {ja: , en: }",
			    key->key);
	return item ? read_pair(reader, item, key) : (struct lang_text){"", ""};
}

static const char *text_at(struct reader *reader, const struct value *map, const struct reader_key *key)
{
	const char *text = reader_text(reader, map, key->key);

	check_size(reader, value_get(map, key->key), key->key, text, key->min, key->max);
	return text;
}

static int64_t int_at(struct reader *reader, const struct value *map, const struct reader_key *key)
{
	const struct value *item = required(reader, map, key->key, VALUE_INT, "a whole number");

	if (item && (item->integer < key->min || item->integer > key->max))
		reader_fail(reader, item, "\"%s\" is %lld, expected %lld to %lld", key->key, (long long)item->integer,
			    (long long)key->min, (long long)key->max);
	return item && !reader->has_failed ? item->integer : key->min;
}

static bool bool_at(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = required(reader, map, key, VALUE_BOOL, "true or false");

	return item ? item->boolean : false;
}

static int64_t day_at(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = required(reader, map, key, VALUE_TEXT, "a date such as 2025-06-30");
	int64_t day = 0;

	if (item && !day_parse(item->text, &day))
		reader_fail(reader, item, "\"%s\" is the text \"%.60s\", expected a date such as 2025-06-30", key,
			    item->text.p);
	return day;
}

static void read_member(struct reader *reader, const struct value *map, const struct reader_key *key, void *member)
{
	if (key->is_optional && !value_get(map, key->key))
		return;
	switch (key->kind) {
	case READER_ELSEWHERE: break;
	case READER_TEXT: *(const char **)member = text_at(reader, map, key); break;
	case READER_ID: *(const char **)member = reader_id(reader, map, key->key); break;
	case READER_PAIR: *(struct lang_text *)member = pair_at(reader, map, key); break;
	case READER_INT: *(int *)member = (int)int_at(reader, map, key); break;
	case READER_INT64: *(int64_t *)member = int_at(reader, map, key); break;
	case READER_SIZE: *(size_t *)member = (size_t)int_at(reader, map, key); break;
	case READER_BOOL: *(bool *)member = bool_at(reader, map, key->key); break;
	case READER_DAY: *(int64_t *)member = day_at(reader, map, key->key); break;
	}
}

void reader_map_into(struct reader *reader, const struct value *map, const struct reader_key *keys, void *into)
{
	allow(reader, map, keys);
	for (size_t i = 0; keys[i].key; i++)
		read_member(reader, map, &keys[i], (char *)into + keys[i].offset);
}

const struct value *reader_map(struct reader *reader, const struct value *map, const char *key)
{
	return required(reader, map, key, VALUE_MAP, "a map");
}

const struct value *reader_maybe_list(struct reader *reader, const struct value *map, const char *key)
{
	return maybe(reader, map, key, VALUE_LIST, "a list");
}

const struct value *reader_list(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = required(reader, map, key, VALUE_LIST, "a list");

	if (item && item->count == 0)
		reader_fail(reader, item, "\"%s\" is empty, expected at least one item", key);
	return item;
}

static bool is_page(struct arena *arena, const char *url)
{
	const struct question question = {.id = "url", .kind = QUESTION_URL, .required = true};
	struct value *answer = NULL;

	return (str_starts(str_from(url), "https://") || str_starts(str_from(url), "http://")) &&
	       !url[strcspn(url, " \"'<>\\")] &&
	       question_judge(arena, &question, value_text(arena, url), &answer) == QUESTION_PROBLEM_NONE;
}

void reader_check_page(struct reader *reader, const struct value *at, const char *url)
{
	if (!reader->has_failed && !is_page(reader->arena, url))
		reader_fail(reader, at, "\"%s\" is no address of a page, such as https://example.jp/", url);
}
