/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/read_company.h"

#include <stddef.h>

#include "codec/yaml.h"
#include "disk/read_file.h"

struct member {
	const char *key;
	size_t offset;
};

static const struct member members[] = {
	{"name", offsetof(struct company_file, name)},
	{"person", offsetof(struct company_file, person)},
	{"postcode", offsetof(struct company_file, postcode)},
	{"address", offsetof(struct company_file, address)},
	{"number", offsetof(struct company_file, number)},
	{"programme", offsetof(struct company_file, programme)},
	{"organiser", offsetof(struct company_file, organiser)},
	{"operator", offsetof(struct company_file, operator_name)},
	{"contact", offsetof(struct company_file, contact)},
	{"emergency", offsetof(struct company_file, emergency)},
	{"remarks", offsetof(struct company_file, remarks)},
};

static const char **place_of(struct company_file *company, size_t member)
{
	return (const char **)((char *)company + members[member].offset);
}

static size_t find_member(struct str key)
{
	size_t at = 0;

	while (at < COUNT(members) && !str_is(key, members[at].key))
		at++;
	return at;
}

enum err read_company(struct arena *arena, const char *path, struct company_file *ret_company, struct fault *why)
{
	struct company_file company;
	struct value *map = NULL;
	struct str text;
	enum err err = ERR_OK;

	for (size_t i = 0; i < COUNT(members); i++)
		*place_of(&company, i) = "";
	if (path)
		err = read_file(arena, path, COMPANY_FILE_MAX, &text, why);
	if (path && !err)
		err = yaml_decode(arena, text, path, &map, why);
	if (!err && map && map->kind != VALUE_MAP)
		err = fault_set(why, ERR_INVALID, "%s:%u:%u: a map is needed", path, map->line, map->column);
	for (size_t i = 0; !err && i < value_count(map); i++) {
		const struct value *item = map->items[i];
		size_t member = find_member(map->keys[i]);
		if (member == COUNT(members))
			err = fault_set(why, ERR_INVALID, "%s:%u:%u: unknown: %s", path, item->line, item->column,
					str_dup(arena, map->keys[i]));
		else if (item->kind != VALUE_TEXT)
			err = fault_set(why, ERR_INVALID, "%s:%u:%u: a text is needed, not %s", path, item->line,
					item->column, value_kind_name(item->kind));
		else
			*place_of(&company, member) = item->text.p;
	}
	if (!err)
		*ret_company = company;
	return err;
}
