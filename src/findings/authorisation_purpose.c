/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/authorisation_purpose.h"

static const char *const names[AUTHORISATION_PURPOSE_COUNT] = {
	[AUTHORISATION_FIRST_DIAGNOSIS] = "first_diagnosis",
	[AUTHORISATION_RECHECK] = "recheck",
	[AUTHORISATION_WATCH] = "watch",
	[AUTHORISATION_OWNERSHIP] = "ownership",
};

const char *authorisation_purpose_name(enum authorisation_purpose purpose)
{
	return names[purpose];
}

bool authorisation_purpose_parse(struct str name, enum authorisation_purpose *ret_purpose)
{
	for (int i = 0; i < AUTHORISATION_PURPOSE_COUNT; i++) {
		if (!str_is(name, names[i]))
			continue;
		*ret_purpose = (enum authorisation_purpose)i;
		return true;
	}
	return false;
}

static bool is_instant(const struct value *value, int64_t least, int64_t most)
{
	return value && value->kind == VALUE_INT && value->integer >= least && value->integer <= most;
}

/* A misspelt end must not be taken for an absent one: the members are counted. */
static enum err read_term(const char *name, const struct value *map, int64_t from_ms, int64_t until_ms,
			  struct authorisation_term *ret_term, struct fault *why)
{
	const struct value *until = value_get(map, "not_after_ms"), *ended = value_get(map, "ended_ms");
	size_t known = (until ? 1 : 0) + (ended ? 1 : 0);

	if (!map || map->kind != VALUE_MAP || map->count != known)
		return fault_set(why, ERR_INVALID,
				 "authorisation: \"purposes\": \"%s\" must hold \"not_after_ms\" and may hold "
				 "\"ended_ms\"",
				 name);
	if (!is_instant(until, from_ms + 1, until_ms))
		return fault_set(why, ERR_INVALID,
				 "authorisation: \"purposes\": \"%s\" must end within the window of the document",
				 name);
	if (ended && !is_instant(ended, from_ms, until_ms))
		return fault_set(why, ERR_INVALID,
				 "authorisation: \"purposes\": \"ended_ms\" of \"%s\" must lie within the window",
				 name);
	*ret_term = (struct authorisation_term){true, until->integer, ended ? ended->integer : 0};
	return ERR_OK;
}

enum err authorisation_purpose_read(const struct value *map, int64_t from_ms, int64_t until_ms,
				    struct authorisation_term ret_terms[AUTHORISATION_PURPOSE_COUNT], struct fault *why)
{
	struct authorisation_term terms[AUTHORISATION_PURPOSE_COUNT] = {0};
	enum err err = ERR_OK;

	if (!map)
		terms[AUTHORISATION_FIRST_DIAGNOSIS] = (struct authorisation_term){true, until_ms, 0};
	else if (map->kind != VALUE_MAP || map->count == 0)
		err = fault_set(why, ERR_INVALID, "authorisation: \"purposes\" must be a map of at least one purpose");
	for (size_t i = 0; !err && map && i < map->count; i++) {
		enum authorisation_purpose purpose;
		if (!authorisation_purpose_parse(map->keys[i], &purpose))
			return fault_set(why, ERR_INVALID,
					 "authorisation: \"purposes\" has an unknown purpose \"%.*s\"",
					 (int)(map->keys[i].n < 60 ? map->keys[i].n : 60), map->keys[i].p);
		err = read_term(names[purpose], map->items[i], from_ms, until_ms, &terms[purpose], why);
	}
	for (size_t i = 0; !err && i < COUNT(terms); i++)
		ret_terms[i] = terms[i];
	return err;
}

struct value *authorisation_purpose_value(struct arena *arena,
					  const struct authorisation_term terms[AUTHORISATION_PURPOSE_COUNT])
{
	struct value *map = value_map(arena);

	for (size_t i = 0; i < AUTHORISATION_PURPOSE_COUNT; i++) {
		struct value *term = value_map(arena);
		if (!terms[i].is_given)
			continue;
		value_set_int(arena, term, "not_after_ms", terms[i].not_after_ms);
		if (terms[i].ended_ms)
			value_set_int(arena, term, "ended_ms", terms[i].ended_ms);
		value_set(arena, map, names[i], term);
	}
	return map;
}

bool authorisation_purpose_holds(const struct authorisation_term *term, int64_t now_ms)
{
	return term->is_given && !term->ended_ms && now_ms < term->not_after_ms;
}
