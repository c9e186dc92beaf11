/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/edition_value.h"

#include "programme/edition_contact.h"
#include "programme/mail_names.h"
#include "usecases/call.h"

const struct value_key edition_value_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"short_name", VALUE_TEXT, NULL},
	{"organiser", VALUE_TEXT, NULL},
	{"operator_name", VALUE_TEXT, NULL},
	{"contact", VALUE_MAP, mail_contact_names},
	{0},
};

struct value *edition_value(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "name", lang_pick(edition->name, lang));
	value_set_text(arena, map, "short_name", lang_pick(edition->short_name, lang));
	value_set_text(arena, map, "organiser", lang_pick(edition->organiser, lang));
	value_set_text(arena, map, "operator_name", lang_pick(edition->operator_name, lang));
	value_set(arena, map, "contact", edition_contact_value(arena, &edition->contact, lang));
	return map;
}

const struct value_key edition_value_page_keys[] = {
	{"call_path", VALUE_TEXT, NULL}, /* "/calls/ID" */
	{"edition", VALUE_MAP, edition_value_keys},
	{0},
};

void edition_value_add(struct arena *arena, struct value *view, const struct edition *edition, enum lang lang)
{
	value_set_text(arena, view, "call_path", call_path(arena, edition));
	value_set(arena, view, "edition", edition_value(arena, edition, lang));
}

struct value *edition_value_name_parts(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *parts = value_list(arena);
	struct str rest = str_from(edition->name_parts.ja ? lang_pick(edition->name_parts, lang) : "");

	while (rest.n) {
		size_t n = str_find(rest, "|");
		value_add(arena, parts, value_str(arena, str_head(rest, n)));
		rest = str_skip(rest, n + 1);
	}
	return parts;
}

const struct value_key edition_value_link_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"url", VALUE_TEXT, NULL},
	{0},
};

struct value *edition_value_links(struct arena *arena, const struct edition_link *links, size_t count, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < count; i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", lang_pick(links[i].name, lang));
		value_set_text(arena, map, "url", links[i].url);
		value_add(arena, list, map);
	}
	return list;
}

const char *edition_value_yen(struct arena *arena, int64_t amount, enum lang lang)
{
	if (lang == LANG_EN)
		return arena_printf(arena, "%lld million yen", (long long)(amount / 1000000));
	if (amount % 100000000 == 0)
		return arena_printf(arena, "%lld億円", (long long)(amount / 100000000));
	if (amount % 10000000 == 0)
		return arena_printf(arena, "%lld千万円", (long long)(amount / 10000000));
	return arena_printf(arena, "%lld円", (long long)amount);
}
