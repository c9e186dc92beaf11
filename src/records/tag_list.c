/* SPDX-License-Identifier: Apache-2.0 */
#include "records/tag_list.h"

#include <ctype.h>

#include "base/ascii.h"

static bool is_tag_name(struct str name)
{
	if (!name.n || !ascii_is_letter(name.p[0]))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!ascii_is_letter_or_digit(name.p[i]) && name.p[i] != '_')
			return false;
	return true;
}

/* Visible ASCII, with blanks inside. */
static bool is_tag_value(struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((value.p[i] < 0x21 || value.p[i] > 0x7e) && !isspace((unsigned char)value.p[i]))
			return false;
	return true;
}

static bool parse_tag(struct str tag, struct tag_list *list)
{
	size_t equals = str_index(tag, '=');
	struct str name = str_trim(str_head(tag, equals));
	struct str value = str_trim(str_skip(tag, equals + 1));

	if (equals == tag.n || !is_tag_name(name) || !is_tag_value(value) || list->count == TAG_LIST_MAX)
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i].name, name))
			return false;
	list->items[list->count].name = name;
	list->items[list->count++].value = value;
	return true;
}

bool tag_list_parse(struct str text, struct tag_list *ret_list, struct str *ret_wrong)
{
	struct str rest = text, wrong = text;
	bool is_sound = text.n <= TAG_LIST_BYTES_MAX;

	ret_list->count = 0;
	while (is_sound && rest.n) {
		wrong = str_trim(str_cut(&rest, ';'));
		is_sound = !wrong.n || parse_tag(wrong, ret_list);
	}
	if (!is_sound && ret_wrong)
		*ret_wrong = wrong;
	return is_sound;
}

struct str tag_list_get(const struct tag_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_is(list->items[i].name, name))
			return list->items[i].value;
	return (struct str){NULL, 0};
}

bool tag_list_begins_with(struct str text, const struct tag_list *list, const char *version)
{
	return text.n && text.p[0] == 'v' && list->count && str_is(list->items[0].name, "v") &&
	       str_is(list->items[0].value, version);
}

bool tag_list_has_version(struct str text, const char *version)
{
	size_t equals = str_index(text, '=');
	struct str wanted = str_from(version), value = str_trim(str_skip(text, equals + 1));

	return equals < text.n && str_eq_ascii_case(str_trim(str_head(text, equals)), STR("v")) &&
	       str_eq_ascii_case(str_head(value, wanted.n), wanted) &&
	       (value.n == wanted.n || !ascii_is_letter_or_digit(value.p[wanted.n]));
}
