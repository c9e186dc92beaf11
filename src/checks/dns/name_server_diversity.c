/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/name_server_diversity.h"

#include <string.h>

#include "checks/dns/domain.h"

static const struct priority_facts falls_alone = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};
static const struct priority_facts falls_rarely = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW};

/* What two addresses of one network share: "192.0.2." of IPv4, the first three groups of IPv6 in RFC 5952's form.
 * A "::" within them is a group of zeros that ends the look. */
static struct str network_of(struct str address)
{
	char separator = str_index(address, ':') < address.n ? ':' : '.';
	size_t at = 0;

	for (int groups = 0; groups < 3 && at < address.n; groups++)
		at += str_index(str_skip(address, at), separator) + 1;
	return str_head(address, at);
}

static bool holds(const struct value *list, struct str text)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (str_eq(value_at(list, i)->text, text))
			return true;
	return false;
}

static void add_once(struct arena *arena, struct value *list, struct str text)
{
	if (text.n && !holds(list, text))
		value_add(arena, list, value_str(arena, text));
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct value *details, *names = value_list(arena), *networks = value_list(arena);
	struct finding finding = domain_finding(arena, domain, "name-server-diversity", &details);
	size_t seen = 0;

	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.server")) < domain->whole->count; i++, seen++) {
		const struct value *data = domain->whole->seen[i]->data;

		add_once(arena, names, str_from(value_get_text(data, "name")));
		add_once(arena, networks, network_of(str_from(value_get_text(data, "address"))));
	}
	if (!seen)
		return;
	finding.remedy = "dns-settings";
	value_set(arena, details, "servers", names);
	value_set_int(arena, details, "count", (int64_t)value_count(names));
	finding.evidence = arena_printf(arena, "NS: %zu, networks: %zu", value_count(names), value_count(networks));
	if (value_count(names) == 1) {
		check_set_bad(&finding, "single", falls_alone);
	} else if (value_count(networks) == 1) {
		value_set(arena, details, "network", value_str(arena, value_at(networks, 0)->text));
		check_set_bad(&finding, "network", falls_rarely);
		finding.confidence = CONFIDENCE_POSSIBLE;
	} else if (value_count(networks) > 1) {
		finding.verdict = VERDICT_GOOD;
	}
	finding_list_add(findings, &finding);
}

void name_server_diversity_judge(const struct check *check, const struct check_input *input,
				 struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
