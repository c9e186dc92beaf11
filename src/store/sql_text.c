/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sql_text.h"

#include <string.h>

#include "base/ascii.h"

/* Length up to and including the closing mark; the whole length without one. */
static size_t length_through(struct str s, size_t from, const char *mark)
{
	struct str inside = str_skip(s, from);
	size_t at = str_find(inside, mark);

	return at == inside.n ? s.n : from + at + strlen(mark);
}

/* Length of the quoted text, quoted name or comment at the start of s; 0 when there is none. A doubled
 * quote ends one text and starts the next, which comes to the same. */
static size_t opaque_length(struct str s)
{
	if (str_starts(s, "'"))
		return length_through(s, 1, "'");
	if (str_starts(s, "\""))
		return length_through(s, 1, "\"");
	if (str_starts(s, "--"))
		return length_through(s, 2, "\n");
	if (str_starts(s, "/*"))
		return length_through(s, 2, "*/");
	return 0;
}

static bool is_comment(struct str s)
{
	return str_starts(s, "--") || str_starts(s, "/*");
}

char *sql_text_number(struct arena *arena, const char *sql)
{
	char *copy = arena_strdup(arena, sql);
	struct str rest = str_from(sql);

	while (rest.n) {
		size_t length = opaque_length(rest);

		if (!length && rest.n > 1 && rest.p[0] == '$' && ascii_is_digit(rest.p[1]))
			copy[rest.p - sql] = '?';
		rest = str_skip(rest, length ? length : 1);
	}
	return copy;
}

/* Without white space and comments before the first word. */
static struct str skip_blank(struct str s)
{
	for (s = str_trim(s); is_comment(s); s = str_trim(s))
		s = str_skip(s, opaque_length(s));
	return s;
}

bool sql_text_next(struct str *rest, struct str *ret_statement)
{
	struct str s = skip_blank(*rest);
	size_t end = 0;

	while (str_starts(s, ";"))
		s = skip_blank(str_skip(s, 1));
	*rest = str_skip(s, s.n);
	if (!s.n)
		return false;
	while (end < s.n && s.p[end] != ';') {
		size_t length = opaque_length(str_skip(s, end));

		end += length ? length : 1;
	}
	*rest = str_skip(s, end + 1);
	*ret_statement = str_head(s, end);
	return true;
}
