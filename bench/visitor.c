/* SPDX-License-Identifier: Apache-2.0 */
#include "visitor.h"

#include <stdio.h>
#include <string.h>

static void keep_cookies(struct visitor *visitor, struct str head)
{
	for (const char *at = strstr(head.p, "\r\nSet-Cookie: "); at; at = strstr(at + 2, "\r\nSet-Cookie: ")) {
		size_t size = strcspn(at + 14, ";\r"), used = strlen(visitor->cookies);
		char name[32];
		snprintf(name, sizeof(name), "%.*s=", (int)strcspn(at + 14, "="), at + 14);
		if (strstr(visitor->cookies, name) || used + size + 3 > VISITOR_COOKIES_MAX)
			continue;
		snprintf(visitor->cookies + used, VISITOR_COOKIES_MAX - used, "%s%.*s", used ? "; " : "", (int)size,
			 at + 14);
	}
}

void visitor_take(struct visitor *visitor, const struct load_reply *reply)
{
	const char *token = strstr(reply->body.p, "name=\"form_token\" value=\"");

	keep_cookies(visitor, reply->head);
	if (reply->status == 200 && token)
		snprintf(visitor->token, sizeof(visitor->token), "%.*s", (int)strcspn(token + 25, "\""), token + 25);
}

struct str visitor_get(const struct visitor *visitor, struct arena *arena, const char *path)
{
	return str_from(arena_printf(arena, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n\r\n", path,
				     visitor->cookies));
}

struct str visitor_post(const struct visitor *visitor, struct arena *arena, const char *path, const char *fields)
{
	return str_from(arena_printf(
		arena,
		"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n"
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\nform_token=%s%s",
		path, visitor->cookies, strlen("form_token=") + strlen(visitor->token) + strlen(fields), visitor->token,
		fields));
}
