/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/edition_choice.h"

#include <string.h>

enum err edition_choice_find(const struct office *office, struct arena *arena, const char *wanted,
			     const char **ret_edition, struct fault *why)
{
	const char *edition = "";
	struct call call;
	enum err err = ERR_OK;

	if (strcmp(wanted, EDITION_CHOICE_ALL) != 0) {
		err = wanted[0] ? call_find(office, wanted, &call, why) : ERR_NOT_FOUND;
		if (err == ERR_NOT_FOUND)
			err = call_front(office, &call, why);
		if (!err)
			edition = call.edition->id;
	}
	if (!err)
		*ret_edition = edition;
	return err;
}

static const struct value_key option_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"year", VALUE_TEXT, NULL},
	{"chosen", VALUE_BOOL, NULL},
	{0},
};

const struct value_key edition_choice_keys[] = {
	{"is_all", VALUE_BOOL, NULL},
	{"options", VALUE_LIST, option_keys},
	{0},
};

enum err edition_choice_value(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
			      const char *edition, struct value **ret_value, struct fault *why)
{
	struct value *map = value_map(arena), *options = value_list(arena);
	struct call *calls;
	size_t count = 0;
	enum err err = call_list(tx, office, arena, &calls, &count, why);

	if (err)
		return err;
	for (size_t i = 0; i < count; i++) {
		struct value *option = value_map(arena);
		value_set_text(arena, option, "id", calls[i].edition->id);
		value_set_text(arena, option, "year", call_year(arena, lang, calls[i].edition));
		value_set_bool(arena, option, "chosen", strcmp(edition, calls[i].edition->id) == 0);
		value_add(arena, options, option);
	}
	value_set_bool(arena, map, "is_all", edition[0] == '\0');
	value_set(arena, map, "options", options);
	*ret_value = count > 1 ? map : value_null(arena);
	return ERR_OK;
}
