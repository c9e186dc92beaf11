/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_hoster.h"

#include <stddef.h>

#include "codec/text/host_name.h"
#include "programme/edition_priv.h"
#include "programme/shared_host.h"

static void read_domains(struct reader *r, const struct value *item, struct edition_hoster *hoster)
{
	const struct value *list = reader_list(r, item, "domains");

	if (value_count(list) > EDITION_HOSTER_DOMAINS_MAX)
		reader_fail(r, list, "this list has %zu items, expected at most %d", value_count(list),
			    EDITION_HOSTER_DOMAINS_MAX);
	for (size_t i = 0; !r->has_failed && i < value_count(list); i++) {
		const struct value *domain = value_at(list, i);
		if (domain->kind != VALUE_TEXT || !host_name_is_valid(domain->text))
			reader_fail(r, domain, "this is no domain, such as example.jp");
		else
			hoster->domains[hoster->domain_count++] = str_dup(r->arena, domain->text);
	}
}

static void read_one(struct reader *r, const struct value *item, struct edition_hoster *hoster)
{
	static const struct reader_key keys[] = {
		{"name", READER_PAIR, offsetof(struct edition_hoster, name), 1, 0, false},
		{"url", READER_TEXT, offsetof(struct edition_hoster, url), 0, 0, false},
		{"text", READER_PAIR, offsetof(struct edition_hoster, text), 1, 0, false},
		{.key = "domains"},
		{0},
	};

	reader_map_into(r, item, keys, hoster);
	reader_check_page(r, value_get(item, "url"), hoster->url);
	read_domains(r, item, hoster);
}

void edition_hoster_read(struct reader *r, const struct value *root, struct edition *edition)
{
	const struct value *list = reader_maybe_list(r, root, "hosters");
	size_t count = value_count(list);

	if (count > EDITION_ITEMS_MAX)
		reader_fail(r, list, "this list has %zu items, expected at most %d", count, EDITION_ITEMS_MAX);
	edition->hoster_count = r->has_failed ? 0 : count;
	edition->hosters = arena_array(r->arena, edition->hoster_count, sizeof(*edition->hosters));
	for (size_t i = 0; i < edition->hoster_count; i++)
		read_one(r, value_at(list, i), &edition->hosters[i]);
}

bool edition_hoster_has(const struct edition_hoster *hoster, struct str host)
{
	for (size_t i = 0; i < hoster->domain_count; i++)
		if (shared_host_is_in(host, str_from(hoster->domains[i])))
			return true;
	return false;
}
