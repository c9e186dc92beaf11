/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_seen.h"

#include <string.h>

const struct observation *tls_seen_spoken(const struct endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		if (!strcmp(seen->kind, "tls.version") && value_get_bool(seen->data, "accepted"))
			return seen;
		if (!strcmp(seen->kind, "tls.certificate"))
			return seen;
		if (!strcmp(seen->kind, "http.response") && value_get_bool(seen->data, "tls"))
			return seen;
	}
	return NULL;
}

size_t tls_seen_leaf(const struct endpoint *endpoint, size_t from)
{
	while ((from = endpoint_next(endpoint, from, "tls.certificate")) < endpoint->count &&
	       value_get_int(endpoint->seen[from]->data, "position", 0) != 0)
		from++;
	return from;
}

enum tls_told tls_seen_told(const struct endpoint *endpoint, const char *kind, const char *member,
			    const struct observation **ret_who)
{
	enum tls_told told = TLS_TOLD_NOTHING;

	for (size_t i = 0; told != TLS_TOLD_YES && (i = endpoint_next(endpoint, i, kind)) < endpoint->count; i++) {
		const struct value *value = value_get(endpoint->seen[i]->data, member);

		if (!value || value->kind != VALUE_BOOL)
			continue;
		if (value->boolean || told == TLS_TOLD_NOTHING)
			*ret_who = endpoint->seen[i];
		told = value->boolean ? TLS_TOLD_YES : TLS_TOLD_NO;
	}
	return told;
}

bool tls_seen_is_web_port(int port)
{
	return port == 443 || port == 8443;
}

bool tls_seen_is_mail_transfer_port(int port)
{
	return port == 25;
}
