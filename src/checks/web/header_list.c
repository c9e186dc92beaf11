/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/header_list.h"

static struct str without_quotes(struct str text)
{
	if (text.n >= 2 && text.p[0] == '"' && text.p[text.n - 1] == '"')
		return str_of(text.p + 1, text.n - 2);
	return text;
}

bool header_list_next_part(struct str *rest, char separator, struct header_part *ret_part)
{
	while (rest->n) {
		struct str part = str_trim(str_cut(rest, ';'));
		size_t at = str_index(part, separator);

		if (!part.n)
			continue;
		*ret_part = (struct header_part){str_trim(str_head(part, at)),
						 without_quotes(str_trim(str_skip(part, at + 1)))};
		return true;
	}
	return false;
}

bool header_list_find_part(struct str list, char separator, const char *name, struct str *ret_value)
{
	struct header_part part;

	while (header_list_next_part(&list, separator, &part)) {
		if (str_eq_ascii_case(part.name, str_from(name))) {
			*ret_value = part.value;
			return true;
		}
	}
	return false;
}
