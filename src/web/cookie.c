/* SPDX-License-Identifier: Apache-2.0 */
#include "web/cookie.h"

#include "base/count.h"
#include "base/log.h"
#include "web/site_priv.h"

void cookie_set(struct reply *reply, const struct request *request, const char *name, struct str value, int max_age_s)
{
	bool is_secure = request->site->tls_front;

	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] <= ' ' || (unsigned char)value.p[i] >= 0x7f || value.p[i] == ';' ||
		    value.p[i] == ',' || value.p[i] == '"' || value.p[i] == '\\') {
			log_error("a cookie %s with a byte that no cookie may hold was not set", name);
			return;
		}
	if (reply->cookie_count == COUNT(reply->cookies)) {
		log_error("one cookie too many: %s was not set", name);
		return;
	}
	reply->cookies[reply->cookie_count++] =
		arena_printf(request->arena, "%s%s=%.*s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
			     is_secure ? COOKIE_SECURE_PREFIX : "", name, (int)value.n, value.p ? value.p : "",
			     max_age_s, is_secure ? "; Secure" : "");
}
