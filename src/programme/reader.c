/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "calendar/day.h"

void reader_fail(struct reader *reader, const struct value *at, const char *format, ...)
{
	char message[400];
	va_list args;

	if (reader->has_failed)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	reader->has_failed = true;
	fault_set(&reader->fault, ERR_INVALID, "%s:%u:%u: %s", reader->name, at && at->line ? at->line : 1,
		  at && at->column ? at->column : 1, message);
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

static void refuse_key(struct reader *reader, const struct value *item, struct str key, const char *const *keys)
{
	const char *nearest = keys[0];

	for (size_t i = 1; keys[i]; i++)
		if (distance(keys[i], key) < distance(nearest, key))
			nearest = keys[i];
	reader_fail(reader, item, "\"%.*s\" is not known here; did you mean \"%s\"?", (int)key.n, key.p, nearest);
}

void reader_allow(struct reader *reader, const struct value *map, const char *const *keys)
{
	if (!map || map->kind != VALUE_MAP) {
		reader_fail(reader, map, "found %s, expected a map with \"%s\"",
			    map ? value_kind_name(map->kind) : "nothing", keys[0]);
		return;
	}
	for (size_t i = 0; i < map->count; i++) {
		size_t k = 0;
		while (keys[k] && !str_is(map->keys[i], keys[k]))
			k++;
		if (!keys[k])
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

const char *reader_maybe_text(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = maybe(reader, map, key, VALUE_TEXT, "a text");

	return item ? item->text.p : NULL;
}

const char *reader_id(struct reader *reader, const struct value *map, const char *key)
{
	const char *id = reader_text(reader, map, key);
	bool is_good = id[0] >= 'a' && id[0] <= 'z' && strlen(id) <= 60;

	for (const char *c = id; *c; c++)
		is_good = is_good && ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_');
	if (!is_good)
		reader_fail(reader, value_get(map, key), "\"%s\" is no id: a to z, 0 to 9 and _, a letter first", id);
	return id;
}

static struct lang_text read_pair(struct reader *reader, const struct value *value)
{
	static const char *const keys[] = {"ja", "en", NULL};
	struct lang_text pair;

	reader_allow(reader, value, keys);
	pair.ja = reader_text(reader, value, "ja");
	pair.en = reader_text(reader, value, "en");
	return pair;
}

struct lang_text reader_pair_of(struct reader *reader, const struct value *value)
{
	struct lang_text pair = read_pair(reader, value);

	if (!pair.ja[0])
		reader_fail(reader, value_get(value, "ja"), "the Japanese text is empty");
	if (!pair.en[0])
		reader_fail(reader, value_get(value, "en"), "the English text is empty");
	return pair;
}

struct lang_text reader_maybe_pair(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = value_get(map, key);

	return item ? reader_pair_of(reader, item) : (struct lang_text){NULL, NULL};
}

struct lang_text reader_pair(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = value_get(map, key);

	if (!item)
		reader_fail(reader, map, "\"%s\" is missing here, expected a text in both languages {ja: , en: }", key);
	return item ? reader_pair_of(reader, item) : (struct lang_text){"", ""};
}

struct lang_text reader_maybe_empty_pair(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = reader_map(reader, map, key);

	return item ? read_pair(reader, item) : (struct lang_text){"", ""};
}

static int64_t in_range(struct reader *reader, const struct value *item, const char *key, int64_t min, int64_t max)
{
	if (item->integer < min || item->integer > max)
		reader_fail(reader, item, "\"%s\" is %lld, expected %lld to %lld", key, (long long)item->integer,
			    (long long)min, (long long)max);
	return item->integer;
}

int64_t reader_int(struct reader *reader, const struct value *map, const char *key, int64_t min, int64_t max)
{
	const struct value *item = required(reader, map, key, VALUE_INT, "a whole number");

	return item ? in_range(reader, item, key, min, max) : min;
}

int64_t reader_maybe_int(struct reader *reader, const struct value *map, const char *key, int64_t min, int64_t max,
			 int64_t otherwise)
{
	const struct value *item = maybe(reader, map, key, VALUE_INT, "a whole number");

	return item ? in_range(reader, item, key, min, max) : otherwise;
}

bool reader_maybe_bool(struct reader *reader, const struct value *map, const char *key, bool otherwise)
{
	const struct value *item = maybe(reader, map, key, VALUE_BOOL, "true or false");

	return item ? item->boolean : otherwise;
}

int64_t reader_day(struct reader *reader, const struct value *map, const char *key)
{
	const struct value *item = required(reader, map, key, VALUE_TEXT, "a date such as 2025-06-30");
	int64_t day = 0;

	if (item && !day_parse(item->text, &day))
		reader_fail(reader, item, "\"%s\" is the text \"%.60s\", expected a date such as 2025-06-30", key,
			    item->text.p);
	return day;
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
