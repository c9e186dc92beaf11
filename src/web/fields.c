/* SPDX-License-Identifier: Apache-2.0 */
#include "web/fields.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/utf8.h"

enum err fields_unescape(struct arena *arena, struct str text, bool plus_is_space, struct str *ret_text,
			 struct fault *why)
{
	char *out = arena_alloc(arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '%') {
			bool fits = i + 2 < text.n;
			int high = fits ? ascii_hex_digit(text.p[i + 1]) : -1,
			    low = fits ? ascii_hex_digit(text.p[i + 2]) : -1;

			if (high < 0 || low < 0)
				return fault_set(why, ERR_INVALID, "a '%%' without two hex digits");
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && plus_is_space) {
			c = ' ';
		}
		if (!c)
			return fault_set(why, ERR_INVALID, "a NUL");
		out[n++] = c;
	}
	if (!utf8_is_valid(str_of(out, n)))
		return fault_set(why, ERR_INVALID, "not valid UTF-8");
	*ret_text = str_of(out, n);
	return ERR_OK;
}

static void add_field(struct arena *arena, struct value *fields, struct str name, struct str text)
{
	const struct value *before = value_get_str(fields, name);
	struct value *item = value_str(arena, text), *list = NULL;

	if (!before) {
		value_set_str(arena, fields, name, item);
		return;
	}
	list = value_list(arena);
	if (before->kind == VALUE_LIST)
		*list = *before;
	else
		value_add(arena, list, value_str(arena, before->text));
	value_add(arena, list, item);
	value_set_str(arena, fields, name, list);
}

enum err fields_decode(struct arena *arena, struct str body, struct value **ret_fields, struct fault *why)
{
	struct value *fields = value_map(arena);
	struct str rest = body;
	size_t count = 0;

	while (rest.n) {
		struct str text = str_cut(&rest, '&'), name = str_cut(&text, '=');
		enum err code = ERR_OK;

		if (!name.n && !text.p)
			continue;
		if (++count > FIELDS_MAX)
			return fault_set(why, ERR_TOO_LARGE, "more than %d fields", FIELDS_MAX);
		code = fields_unescape(arena, name, true, &name, why);
		if (code == ERR_OK)
			code = fields_unescape(arena, text, true, &text, why);
		if (code != ERR_OK)
			return fault_prefix(why, code, "field %zu", count);
		add_field(arena, fields, name, text);
	}
	*ret_fields = fields;
	return ERR_OK;
}

void fields_decode_cookies(struct arena *arena, struct str header, const char *prefix, struct value *cookies)
{
	struct str rest = header;

	while (rest.p && cookies->count < COOKIES_MAX) {
		struct str text = str_trim(str_cut(&rest, ';')), name = str_cut(&text, '=');

		if (!text.p || !str_starts(name, prefix) || !utf8_is_valid(text) || !utf8_is_valid(name))
			continue;
		name = str_skip(name, strlen(prefix));
		if (name.n && !value_get_str(cookies, name))
			value_set_str(arena, cookies, name, value_str(arena, text));
	}
}

char *fields_escape(struct arena *arena, struct str text)
{
	char *out = arena_array(arena, text.n + 1, 3), *end = out;

	for (size_t i = 0; i < text.n; i++) {
		const char c = text.p[i];

		if (ascii_is_letter_or_digit(c) || (c && strchr("-._~/", c))) {
			*end++ = c;
		} else {
			*end++ = '%';
			*end++ = "0123456789ABCDEF"[(unsigned char)c >> 4];
			*end++ = "0123456789ABCDEF"[(unsigned char)c & 15];
		}
	}
	return out;
}
