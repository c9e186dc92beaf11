/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/foreign_secret.h"

#include <string.h>

#include "base/count.h"

#define HIDDEN "***"

/* What ends a URL in a text around it. */
static bool ends_url(char byte)
{
	return (unsigned char)byte <= ' ' || strchr("\"'<>`", byte) != NULL;
}

static size_t run_until(struct str text, const char *marks)
{
	size_t n = 0;

	while (n < text.n && !ends_url(text.p[n]) && !strchr(marks, text.p[n]))
		n++;
	return n;
}

/* How much of an authority is user and password, with the "@". */
static size_t user_length(struct str text)
{
	size_t at = run_until(text, "/?#\\");

	while (at && text.p[at - 1] != '@')
		at--;
	return at;
}

static bool is_secret_name(struct str name)
{
	static const char *const names[] = {
		"access_key", "access_token",  "api_key",  "api-key",   "apikey",     "auth",          "auth_token",
		"authtoken",  "client_secret", "code",     "id_token",  "jsessionid", "jwt",           "key",
		"pass",       "passwd",        "password", "phpsessid", "pwd",        "refresh_token", "secret",
		"session",    "sessionid",     "sid",      "sig",       "signature",  "token"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq_ascii_case(name, str_from(names[i])))
			return true;
	return false;
}

/* Where a parameter of a URL begins: of the path, the query, or the fragment, in which sign-ins hand tokens over. */
static bool begins_parameter(char byte)
{
	return strchr("?&;#", byte) != NULL && byte;
}

static bool may_hold_secret(struct str text)
{
	if (str_find(text, "://") < text.n)
		return true;
	for (size_t i = 0; i < text.n; i++)
		if (begins_parameter(text.p[i]))
			return true;
	return false;
}

/* Behind such a byte: how long "token=" is when a secret follows, or 0. */
static size_t secret_name_length(struct str text)
{
	size_t equals = run_until(text, "=&;#");

	return equals < text.n && text.p[equals] == '=' && is_secret_name(str_head(text, equals)) ? equals + 1 : 0;
}

struct str foreign_secret_hide(struct arena *arena, struct str text)
{
	char *out;
	size_t n = 0, i = 0;

	if (!may_hold_secret(text))
		return text;
	out = arena_alloc(arena, text.n * (sizeof(HIDDEN) + 1) + 1); /* an empty value becomes a hidden one */
	while (i < text.n) {
		struct str rest = str_skip(text, i);
		size_t name = begins_parameter(rest.p[0]) ? secret_name_length(str_skip(rest, 1)) : 0;

		if (str_starts(rest, "://")) {
			memcpy(out + n, "://", 3);
			n += 3;
			i += 3 + user_length(str_skip(rest, 3));
		} else if (name) {
			memcpy(out + n, rest.p, name + 1);
			memcpy(out + n + name + 1, HIDDEN, strlen(HIDDEN));
			n += name + 1 + strlen(HIDDEN);
			i += name + 1 + run_until(str_skip(rest, name + 1), "?&;#");
		} else {
			out[n++] = text.p[i++];
		}
	}
	return str_of(out, n);
}
