/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service_list.h"

#include <string.h>

#include "base/count.h"
#include "checks/endpoint.h"
#include "checks/software.h"

/* What an observation of that kind says of the protocol; NULL: its member "service" does. The first that is there
 * counts. */
static const struct {
	const char *kind, *service;
} tells[] = {
	{"service.banner", NULL}, {"service.answer", NULL}, {"nmap.service", NULL},    {"http.response", "http"},
	{"smb.negotiate", "smb"}, {"rdp.security", "rdp"},  {"ssh.algorithms", "ssh"}, {"smtp.capabilities", "smtp"},
	{"dns.version", "dns"},   {"dns.recursion", "dns"},
};

static const char *service_of(const struct endpoint *endpoint)
{
	for (size_t i = 0; i < COUNT(tells); i++) {
		size_t k = endpoint_next(endpoint, 0, tells[i].kind);
		const char *named;

		if (k == endpoint->count)
			continue;
		named = tells[i].service ? tells[i].service : value_get_text(endpoint->seen[k]->data, "service");
		if (named[0] && strcmp(named, "unknown") != 0)
			return named;
	}
	return "unknown";
}

static bool speaks_tls(const struct endpoint *endpoint)
{
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.version")) < endpoint->count; i++)
		if (value_get_bool(endpoint->seen[i]->data, "accepted"))
			return true;
	return endpoint_next(endpoint, 0, "tls.certificate") < endpoint->count;
}

static void add_row(struct arena *arena, struct value *list, const struct endpoint *endpoint,
		    const struct observation *open, const struct software *software)
{
	struct value *row = value_map(arena);

	value_set_text(arena, row, "target", endpoint->target);
	value_set_text(arena, row, "address", software ? software->address : open->address);
	value_set_int(arena, row, "port", endpoint->port);
	value_set_text(arena, row, "service", service_of(endpoint));
	value_set_bool(arena, row, "tls", speaks_tls(endpoint));
	value_set_text(arena, row, "product", software ? software->is->title : "");
	value_set_text(arena, row, "version", software ? software->is->version : "");
	value_set_text(arena, row, "known_by", software ? software->is->where : "");
	value_add(arena, list, row);
}

struct value *service_list_value(struct arena *arena, const struct check_input *judged)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < judged->endpoint_count; i++) {
		const struct endpoint *endpoint = &judged->endpoints[i];
		size_t open = endpoint_next(endpoint, 0, "port.open"), before = list->count;

		if (endpoint->port == 0 || open == endpoint->count)
			continue;
		for (size_t k = 0; k < judged->software_count; k++)
			if (judged->software[k].endpoint == endpoint)
				add_row(arena, list, endpoint, endpoint->seen[open], &judged->software[k]);
		if (list->count == before)
			add_row(arena, list, endpoint, endpoint->seen[open], NULL);
	}
	return list;
}
