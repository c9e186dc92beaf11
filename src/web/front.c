/* SPDX-License-Identifier: Apache-2.0 */
#include "web/front_priv.h"

#include <string.h>

#define HOPS_MAX 16 /* trusted ones; more are a loop */

enum err front_read_list(const char *list, struct fronts *ret_fronts, struct fault *why)
{
	struct str rest = str_from(list ? list : "");
	struct fronts fronts = {.count = 0};

	while (rest.n) {
		struct str item = str_trim(str_cut(&rest, ','));

		if (fronts.count == FRONTS_MAX)
			return fault_set(why, ERR_INVALID, "more than %d servers in front", FRONTS_MAX);
		if (!client_address_read_network(item, &fronts.networks[fronts.count++]))
			return fault_set(why, ERR_INVALID,
					 "\"%.*s\" is no address of a server in front, such as 192.0.2.10 or "
					 "2001:db8::/48",
					 (int)item.n, item.p);
	}
	*ret_fronts = fronts;
	return ERR_OK;
}

bool front_is_trusted(const struct fronts *fronts, const struct client_address *address)
{
	bool is_trusted = client_address_is_loopback(address);

	for (size_t i = 0; i < fronts->count; i++)
		is_trusted = is_trusted || client_address_is_in(address, &fronts->networks[i]);
	return is_trusted;
}

static bool is_port(struct str text)
{
	uint64_t port;

	return str_to_u64(text, &port) && port <= UINT16_MAX;
}

/* One item as fronts write it: "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711". */
static bool read_hop(struct str item, struct client_address *ret_address)
{
	struct str rest = item, address;
	size_t colon = str_index(item, ':');

	if (str_starts(item, "[")) {
		rest = str_skip(item, 1);
		address = str_cut(&rest, ']');
		if (1 + address.n + 1 > item.n || str_index(address, ':') == address.n)
			return false; /* not closed, or no address of IPv6 */
		if (rest.n && (!str_starts(rest, ":") || !is_port(str_skip(rest, 1))))
			return false;
		return client_address_read(address, ret_address);
	}
	if (colon < item.n && str_index(str_skip(item, colon + 1), ':') == item.n - colon - 1) {
		if (!is_port(str_skip(item, colon + 1)))
			return false;
		item = str_head(item, colon);
	}
	return client_address_read(item, ret_address);
}

/* Takes the last item off a list. False when the list is empty. */
static bool take_last(struct str *list, struct str *ret_item)
{
	size_t start = list->n;

	if (!list->n)
		return false;
	while (start && list->p[start - 1] != ',')
		start--;
	*ret_item = str_trim(str_skip(*list, start));
	*list = str_head(*list, start ? start - 1 : 0);
	return true;
}

struct client_address front_client(const struct fronts *fronts, const struct client_address *peer,
				   const struct http_head *head)
{
	struct client_address client = *peer;
	int hops = 0;

	for (size_t i = head->header_count; i-- > 0;) {
		struct str list = head->headers[i].value, item;

		if (!str_eq_ascii_case(head->headers[i].name, STR("x-forwarded-for")))
			continue;
		while (take_last(&list, &item)) {
			struct client_address next;

			if (!front_is_trusted(fronts, &client) || hops++ == HOPS_MAX || !read_hop(item, &next))
				return client;
			client = next;
		}
	}
	return client;
}
