/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_weak_algorithms.h"

#include <string.h>

#include "checks/service/ssh_seen.h"
#include "findings/priority.h"

static const struct priority_facts breakable = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts ageing = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};

static const struct algorithm {
	const char *list, *name;
	bool is_broken;
} algorithms[] = {
	{"kex", "diffie-hellman-group1-sha1", true},
	{"kex", "rsa1024-sha1", true},
	{"kex", "diffie-hellman-group-exchange-sha1", false},
	{"host_keys", "ssh-dss", false},
	{"ciphers", "none", true},
	{"ciphers", "arcfour", true},
	{"ciphers", "arcfour128", true},
	{"ciphers", "arcfour256", true},
	{"ciphers", "des-cbc", true},
	{"ciphers", "3des-cbc", false},
	{"ciphers", "3des-ctr", false},
	{"ciphers", "blowfish-cbc", false},
	{"ciphers", "blowfish-ctr", false},
	{"ciphers", "cast128-cbc", false},
	{"ciphers", "cast128-ctr", false},
	{"ciphers", "idea-cbc", false},
	{"ciphers", "idea-ctr", false},
	{"macs", "none", true},
	{"macs", "hmac-md5", false},
	{"macs", "hmac-md5-96", false},
	{"macs", "hmac-md5-etm@openssh.com", false},
	{"macs", "hmac-md5-96-etm@openssh.com", false},
};

static const char *const lists[] = {"kex", "host_keys", "ciphers", "macs"};

static bool is_bad(const char *list, struct str name)
{
	for (size_t i = 0; i < COUNT(algorithms); i++)
		if (!strcmp(algorithms[i].list, list) && str_is(name, algorithms[i].name))
			return true;
	/* Marks, no algorithms ("kex-strict-s-v00@openssh.com", "ext-info-s"). */
	return str_starts(name, "ext-info-") || str_starts(name, "kex-strict-");
}

/* True when an address offers nothing but bad ones in some list. */
static bool has_only_bad(const struct observation *seen)
{
	for (size_t l = 0; l < COUNT(lists); l++) {
		const struct value *list = value_get(seen->data, lists[l]);
		size_t bad = 0;

		for (size_t i = 0; i < value_count(list); i++)
			bad += value_at(list, i)->kind != VALUE_TEXT || is_bad(lists[l], value_at(list, i)->text);
		if (value_count(list) && bad == value_count(list))
			return true;
	}
	return false;
}

static bool offers_only_bad(const struct endpoint *endpoint)
{
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "ssh.algorithms")) < endpoint->count; i++)
		if (has_only_bad(endpoint->seen[i]))
			return true;
	return false;
}

/* All bad ones that are offered. */
static struct value *bad_ones(struct arena *arena, const struct endpoint *endpoint, bool *ret_is_broken)
{
	struct value *names = value_list(arena);

	*ret_is_broken = false;
	for (size_t i = 0; i < COUNT(algorithms); i++) {
		if (!ssh_seen_offers(endpoint, algorithms[i].list, algorithms[i].name))
			continue;
		value_add(arena, names, value_text(arena, algorithms[i].name));
		*ret_is_broken |= algorithms[i].is_broken;
	}
	return names;
}

static bool is_told(const struct endpoint *endpoint)
{
	for (size_t l = 0; l < COUNT(lists); l++)
		if (!ssh_seen_has(endpoint, lists[l]))
			return false;
	return true;
}

static void judge_offer(const struct endpoint *endpoint, size_t bad, bool is_broken, struct finding *finding)
{
	bool is_only = bad && offers_only_bad(endpoint);

	finding->verdict = VERDICT_BAD;
	if (bad) {
		finding->variant = is_broken ? "broken" : is_only ? "only_weak" : "weak";
		finding->priority = priority_decide(is_broken || is_only ? breakable : ageing);
		finding->remedy = "ssh-settings";
	} else {
		finding->verdict = is_told(endpoint) ? VERDICT_GOOD : VERDICT_UNTESTABLE;
		finding->variant = is_told(endpoint) ? "" : "unasked";
	}
}

static const char *evidence_of(struct arena *arena, const struct value *names)
{
	const char *text = "";

	for (size_t i = 0; i < value_count(names); i++)
		text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "", value_at(names, i)->text.p);
	return arena_printf(arena, "offered: %s", *text ? text : "nothing weak");
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct observation *spoken = ssh_seen_spoken(endpoint);
	struct finding finding = {.check = "ssh-weak-algorithms",
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port};
	struct value *names, *details;
	bool is_broken;

	if (!spoken)
		return;
	names = bad_ones(findings->arena, endpoint, &is_broken);
	details = value_map(findings->arena);
	value_set(findings->arena, details, "algorithms", names);
	finding.details = details;
	finding.address = spoken->address;
	judge_offer(endpoint, value_count(names), is_broken, &finding);
	finding.evidence = finding.verdict == VERDICT_UNTESTABLE ? "the lists of algorithms were not told"
								 : evidence_of(findings->arena, names);
	finding_list_add(findings, &finding);
}

void ssh_weak_algorithms_judge(const struct check *check, const struct check_input *input,
			       struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
