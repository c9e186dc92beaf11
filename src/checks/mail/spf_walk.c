/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/spf_walk.h"

struct walker {
	struct arena *arena;
	const struct domain *domain;
	struct spf_walk walk;
};

static void follow(struct walker *walker, const char *name);

/* What addresses or mail servers the name has. It has none only when each type was asked and answered. */
static void look_at(struct walker *walker, const char *name, const char *const *types, size_t count)
{
	size_t empty = 0;

	for (size_t i = 0; i < count; i++) {
		struct dns_answer answer = domain_ask(walker->domain, name, types[i]);

		if (answer.outcome == DNS_UNANSWERED)
			walker->walk.is_lower_bound = true;
		empty += answer.outcome == DNS_NO_NAME ? count : answer.outcome == DNS_NO_RECORD;
	}
	walker->walk.voids += empty >= count;
}

static void look_at_servers(struct walker *walker, const char *name)
{
	static const char *const servers[] = {"MX"};

	look_at(walker, name, servers, COUNT(servers));
	if (value_count(domain_ask(walker->domain, name, "MX").records) > SPF_SERVERS_ALLOWED && !walker->walk.crowd)
		walker->walk.crowd = name;
}

static void look_up(struct walker *walker, const struct spf_term *term, const char *name)
{
	static const char *const addresses[] = {"A", "AAAA"};

	walker->walk.lookups++;
	if (term->kind == SPF_INCLUDE || term->kind == SPF_REDIRECT) {
		if (term->has_macro)
			walker->walk.is_lower_bound = true;
		else
			follow(walker, name);
		return;
	}
	if (term->has_macro || term->kind == SPF_PTR)
		return;
	if (term->kind == SPF_MX)
		look_at_servers(walker, name);
	else
		look_at(walker, name, addresses, term->kind == SPF_EXISTS ? 1 : 2);
}

static bool costs_a_lookup(enum spf_kind kind)
{
	return kind == SPF_INCLUDE || kind == SPF_A || kind == SPF_MX || kind == SPF_PTR || kind == SPF_EXISTS;
}

static void count_record(struct walker *walker, const struct spf_record *record, const char *owner)
{
	const struct spf_term *redirect = spf_syntax_redirect(record);

	for (size_t i = 0; i < record->count && record->terms[i].kind != SPF_ALL; i++) {
		const struct spf_term *term = &record->terms[i];

		if (walker->walk.lookups >= SPF_WALK_MAX)
			return;
		if (costs_a_lookup(term->kind))
			look_up(walker, term, term->domain.n ? str_dup(walker->arena, term->domain) : owner);
	}
	if (redirect && walker->walk.lookups < SPF_WALK_MAX)
		look_up(walker, redirect, str_dup(walker->arena, redirect->domain));
}

static void follow(struct walker *walker, const char *name)
{
	struct txt_records txt = domain_txt(walker->domain, name, spf_syntax_is_record);
	struct spf_walk *walk = &walker->walk;
	struct spf_record record;

	if (txt.outcome < DNS_NO_NAME) {
		walk->is_lower_bound = true;
		return;
	}
	walk->voids += domain_outcome_is_empty(txt.outcome);
	if (!txt.count)
		walk->missing = walk->missing ? walk->missing : name;
	else if (txt.count > 1 || !spf_syntax_parse(walker->arena, txt.first, &record, NULL))
		walk->broken = walk->broken ? walk->broken : name;
	else
		count_record(walker, &record, name);
}

struct spf_walk spf_walk_count(struct arena *arena, const struct domain *domain, const struct spf_record *record)
{
	struct walker walker = {arena, domain, {0}};

	count_record(&walker, record, domain->name);
	return walker.walk;
}
