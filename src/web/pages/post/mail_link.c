/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/post/mail_link.h"

#include <string.h>

#include "base/ascii.h"

/* Of our own paths and queries; a link ends before anything else. */
static size_t path_length(struct str text)
{
	size_t n = 0;

	while (n < text.n && (ascii_is_letter_or_digit(text.p[n]) || (text.p[n] && strchr("-._~/%?&=", text.p[n]))))
		n++;
	return n;
}

/* "http://our.example.evil.example", "http://our.example:1" and "http://our.example@evil.example" only begin like ours.
 */
static bool is_ours(struct str rest)
{
	return str_starts(rest, "/") && !str_starts(rest, "//");
}

struct str mail_link_find(struct str text, const char *base_url, struct str *ret_link)
{
	const size_t size = strlen(base_url);
	size_t at = 0;

	*ret_link = str_of(NULL, 0);
	while (size && at < text.n) {
		struct str rest;

		at += str_find(str_skip(text, at), base_url);
		rest = str_skip(text, at + size);
		if (at < text.n && is_ours(rest)) {
			*ret_link = str_head(str_skip(text, at), size + path_length(rest));
			return str_head(text, at);
		}
		at += size;
	}
	return text;
}
