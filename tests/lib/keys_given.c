/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/keys_given.h"

#include "test.h"

static enum err fits(const struct value *value, const struct value_key *key, struct fault *why)
{
	enum err err = ERR_OK;

	if (!value)
		return fault_set(why, ERR_INVALID, "declared and not given");
	if (value->kind == VALUE_NULL)
		return ERR_OK;
	if (value->kind != key->kind)
		return fault_set(why, ERR_INVALID, "declared as %s, given as %s", value_kind_name(key->kind),
				 value_kind_name(value->kind));
	if (!key->inside)
		return ERR_OK;
	if (key->kind == VALUE_MAP)
		return keys_given(value, key->inside, why);
	for (size_t i = 0; !err && i < value_count(value); i++)
		err = keys_given(value->items[i], key->inside, why);
	return err;
}

/* all: what keys is a part of. */
static enum err declared_are_given(const struct value *map, const struct value_key *keys, const struct value_key *all,
				   struct fault *why)
{
	enum err err = ERR_OK;

	for (; !err && (keys->name || keys->inside); keys++) {
		if (!keys->name) {
			err = declared_are_given(map, keys->inside, all, why);
			continue;
		}
		if (value_keys_find(all, str_from(keys->name)) == keys)
			err = fits(value_get(map, keys->name), keys, why);
		if (err)
			fault_prefix(why, err, "%s", keys->name);
	}
	return err;
}

enum err keys_given(const struct value *map, const struct value_key *keys, struct fault *why)
{
	if (map->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "not a map");
	for (size_t i = 0; i < map->count; i++)
		if (!value_keys_find(keys, map->keys[i]))
			return fault_set(why, ERR_INVALID, "%s: given and not declared", map->keys[i].p);
	return declared_are_given(map, keys, keys, why);
}

void assert_keys(const struct value *map, const struct value_key *keys, const char *name)
{
	struct fault why;

	if (keys_given(map, keys, &why))
		fail_msg("%s: %s", name, why.text);
}
