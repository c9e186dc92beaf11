/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/jsic.h"

#include <string.h>

#include "base/ascii.h"

#define CODE_MIN 2
#define CODE_MAX 4

/* One item of the list: the classes that begin with from, or with two digits from .. to, but for `except`. */
struct item {
	struct str from, to, except;
};

static bool is_code(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_digit(text.p[i]))
			return false;
	return text.n >= CODE_MIN && text.n <= CODE_MAX;
}

/* "K 69 except 693" */
static bool parse_item(struct str text, struct item *item)
{
	size_t except;

	text = str_trim(text);
	*item = (struct item){0};
	if (text.n > 2 && ascii_is_upper(text.p[0]) && text.p[1] == ' ')
		return parse_item(str_skip(text, 2), item);
	except = str_find(text, " except ");
	if (except < text.n) {
		item->except = str_skip(text, except + strlen(" except "));
		text = str_head(text, except);
		if (!is_code(item->except))
			return false;
	}
	item->from = str_cut(&text, '-');
	item->to = text;
	if (!is_code(item->from))
		return false;
	return !item->to.p || (item->from.n == CODE_MIN && is_code(item->to) && item->to.n == CODE_MIN);
}

static bool begins_with(struct str code, struct str head)
{
	return str_eq(str_head(code, head.n), head);
}

static bool covers(const struct item *item, struct str code)
{
	if (item->except.p && begins_with(code, item->except))
		return false;
	if (item->except.p && begins_with(item->except, code))
		return false; /* "69" where 693 is elsewhere: which of them is meant, nobody said */
	if (!item->to.p)
		return begins_with(code, item->from);
	return memcmp(code.p, item->from.p, CODE_MIN) >= 0 && memcmp(code.p, item->to.p, CODE_MIN) <= 0;
}

bool jsic_is_list(struct str classes)
{
	struct item item;

	do
		if (!parse_item(str_cut(&classes, ','), &item))
			return false;
	while (classes.p);
	return true;
}

bool jsic_covers(struct str classes, struct str code)
{
	struct item item;

	if (!is_code(code))
		return false;
	do
		if (parse_item(str_cut(&classes, ','), &item) && covers(&item, code))
			return true;
	while (classes.p);
	return false;
}
