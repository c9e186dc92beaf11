/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_sources.h"

#include <string.h>

#include "base/ascii.h"
#include "base/asset.h"
#include "calendar/day.h"
#include "codec/yaml.h"
#include "disk/read_file.h"

#define OWN_FILE "knowledge/sources.yaml"

enum { FILE_MAX = 1 << 20, URL_MAX = 1000, YEAR_MIN = 1990 };

struct knowledge_sources_run {
	struct arena *arena;
	const char *file;
	struct civil today;
	struct knowledge_sources sources;
	size_t cap;
};

static enum err fail(const struct knowledge_sources_run *reading, const struct value *at, const char *what,
		     struct fault *why)
{
	return fault_set(why, ERR_INVALID, "%s:%u:%u: %s", reading->file, at ? at->line : 1, at ? at->column : 1, what);
}

/* The text with a place in it filled. */
static const char *fill(struct arena *arena, const char *text, const char *place, const char *filling)
{
	const char *at = strstr(text, place);

	return at ? arena_printf(arena, "%.*s%s%s", (int)(at - text), text, filling, at + strlen(place)) : text;
}

static const char *fill_date(const struct knowledge_sources_run *reading, const char *text, int year)
{
	const char *filled = fill(reading->arena, text, "{year}", arena_printf(reading->arena, "%04d", year));

	return fill(reading->arena, filled, "{month}", arena_printf(reading->arena, "%02d", reading->today.month));
}

/* What follows the last slash, in letters that are good in a file's name. */
static const char *name_of(struct arena *arena, const char *url)
{
	char *name = arena_strdup(arena, strrchr(url, '/') + 1);

	for (char *c = name; *c; c++)
		if (!ascii_is_letter_or_digit(*c) && *c != '-' && *c != '_' && (*c != '.' || c == name))
			*c = '_';
	return name;
}

static bool is_taken(const struct knowledge_sources *sources, const struct knowledge_address *address)
{
	for (size_t i = 0; i < sources->count; i++)
		if (sources->items[i].source == address->source && strcmp(sources->items[i].name, address->name) == 0)
			return true;
	return false;
}

static enum err add(struct knowledge_sources_run *reading, const struct value *entry, enum catalog_source source,
		    int year, struct fault *why)
{
	const char *url = fill_date(reading, value_get_text(entry, "url"), year);
	const char *sha256_url = fill_date(reading, value_get_text(entry, "sha256"), year);
	struct knowledge_address address = {source, url, *sha256_url ? sha256_url : NULL, name_of(reading->arena, url)};

	if (!*address.name || strlen(url) > URL_MAX || strlen(sha256_url) > URL_MAX)
		return fail(reading, entry, "an address ends in the name of a file", why);
	if (is_taken(&reading->sources, &address))
		return fail(reading, entry, "two files of one source have the same name", why);
	if (reading->sources.count == KNOWLEDGE_ADDRESSES_MAX)
		return fail(reading, entry, "too many files", why);
	reading->sources.items = arena_grow(reading->arena, reading->sources.items, reading->sources.count,
					    &reading->cap, sizeof(address));
	reading->sources.items[reading->sources.count++] = address;
	return ERR_OK;
}

static enum err read_entry(struct knowledge_sources_run *reading, const struct value *entry, struct fault *why)
{
	int64_t this_year = reading->today.year, from = value_get_int(entry, "from", this_year);
	const char *url = value_get_text(entry, "url"), *sha256_url = value_get_text(entry, "sha256");
	enum catalog_source source;
	enum err err = ERR_OK;

	if (!catalog_source_parse(str_from(value_get_text(entry, "source")), &source))
		return fail(reading, entry, "\"source\" names no source with an address", why);
	if (!str_starts(str_from(url), "https://") || (*sha256_url && !str_starts(str_from(sha256_url), "https://")))
		return fail(reading, entry, "an address begins with https://", why);
	if (from < YEAR_MIN || from > this_year)
		return fail(reading, entry, "\"from\" is a year up to now", why);
	for (int64_t year = from; year <= this_year && !err; year++)
		err = add(reading, entry, source, (int)year, why);
	return err;
}

static enum err read_all(struct knowledge_sources_run *reading, const struct value *top, struct fault *why)
{
	const struct value *list = value_get(top, "sources"), *ca_file = value_get(top, "ca_file");
	enum err err = ERR_OK;

	if (!list || list->kind != VALUE_LIST)
		return fail(reading, top, "there is no list \"sources\"", why);
	if (ca_file && ca_file->kind != VALUE_TEXT)
		return fail(reading, ca_file, "\"ca_file\" is the name of a file", why);
	if (ca_file)
		reading->sources.ca_file = str_dup(reading->arena, ca_file->text);
	for (size_t i = 0; i < value_count(list) && !err; i++)
		err = read_entry(reading, value_at(list, i), why);
	return err;
}

enum err knowledge_sources_load(struct arena *arena, const char *path, int64_t today,
				struct knowledge_sources *ret_sources, struct fault *why)
{
	struct knowledge_sources_run reading = {
		.arena = arena, .file = path ? path : OWN_FILE, .today = day_to_civil(today)};
	struct value *top;
	struct str text;
	enum err err = ERR_OK;

	if (path)
		err = read_file(arena, path, FILE_MAX, &text, why);
	else
		text = asset_find(STR(OWN_FILE))->bytes;
	if (!err)
		err = yaml_decode(arena, text, reading.file, &top, why);
	if (!err)
		err = read_all(&reading, top, why);
	if (!err)
		*ret_sources = reading.sources;
	return err;
}
