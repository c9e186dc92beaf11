/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/amplifier.h"

#include <string.h>

#include "checks/service/service_seen.h"
#include "findings/priority.h"

#define FACTOR_USEFUL 2.0                /* from which an attacker gains by asking here instead of sending himself */
#define BYTES_MAX     ((int64_t)1 << 32) /* more is no measurement */

struct amplifier {
	const struct service_kind *kinds; /* on UDP; ended by one without a service */
	enum impact impact;
	bool is_public; /* made for the Internet: an answer without gain is as it should be */
};

/* The observation with the largest factor. */
struct gain {
	const struct observation *seen; /* NULL: nobody answered with sizes */
	int64_t asked, answered;        /* bytes of payload */
	double factor;
};

static struct gain gain_of(const struct service_kind *kinds, const struct endpoint *endpoint)
{
	struct gain most = {0};

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "service.answer")) < endpoint->count; i++) {
		const struct value *data = endpoint->seen[i]->data;
		struct gain gain = {.seen = endpoint->seen[i],
				    .asked = value_get_int(data, "asked_bytes", 0),
				    .answered = value_get_int(data, "answered_bytes", 0)};

		if (!service_seen_find_kind(kinds, value_get_text(data, "service"), true) ||
		    strcmp(value_get_text(data, "transport"), "udp") != 0 || !value_get_bool(data, "answered"))
			continue;
		if (gain.asked < 1 || gain.asked > BYTES_MAX || gain.answered < 0 || gain.answered > BYTES_MAX)
			continue;
		gain.factor = (double)gain.answered / (double)gain.asked;
		if (!most.seen || gain.factor > most.factor)
			most = gain;
	}
	return most;
}

static void judge_gain(const struct amplifier *amplifier, const struct gain *gain, struct finding *finding)
{
	struct priority_facts facts = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, amplifier->impact};

	facts.is_automatable = gain->factor >= FACTOR_USEFUL;
	finding->variant = facts.is_automatable ? "amplifies" : "small";
	finding->priority = priority_decide(facts);
	if (amplifier->is_public && !gain->seen) {
		finding->verdict = VERDICT_UNTESTABLE;
		finding->variant = "unmeasured";
	} else if (amplifier->is_public && gain->answered <= gain->asked) {
		finding->verdict = VERDICT_GOOD;
		finding->variant = "no_gain";
	}
}

static void tell_gain(struct arena *arena, const struct gain *gain, struct finding *finding)
{
	struct value *details = value_map(arena);

	value_set_text(arena, details, "service", value_get_text(finding->details, "service"));
	value_set_int(arena, details, "asked", gain->asked);
	value_set_int(arena, details, "answered", gain->answered);
	value_set_text(arena, details, "factor", arena_printf(arena, "%.1f", gain->factor));
	finding->details = details;
	finding->address = gain->seen->address;
	finding->evidence = arena_printf(arena, "asked with %lld bytes, answered with %lld (factor %.1f)",
					 (long long)gain->asked, (long long)gain->answered, gain->factor);
}

static void judge_endpoint(const struct check *check, const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct amplifier *amplifier = check->rule;
	struct service_seen found = service_seen_at(amplifier->kinds, endpoint);
	struct gain gain = gain_of(amplifier->kinds, endpoint);
	struct finding finding;

	if (found.level == SERVICE_NOT_SEEN)
		return;
	finding = service_seen_finding(findings->arena, check->id, endpoint, &found);
	if (found.level == SERVICE_ANSWERED) {
		judge_gain(amplifier, &gain, &finding);
	} else {
		finding.verdict = found.level == SERVICE_REFUSED ? VERDICT_GOOD : VERDICT_UNTESTABLE;
		finding.variant = found.level == SERVICE_REFUSED ? "refused" : "silent";
	}
	if (gain.seen)
		tell_gain(findings->arena, &gain, &finding);
	if (finding.verdict == VERDICT_BAD)
		finding.remedy = arena_printf(findings->arena, "close:%d", endpoint->port);
	finding_list_add(findings, &finding);
}

void amplifier_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(check, &input->endpoints[i], findings);
}

const struct amplifier amplifier_chargen = {
	.kinds =
		SERVICE_KINDS({"chargen", "Chargen", true, {19}, NULL, NULL}, {"qotd", "QOTD", true, {17}, NULL, NULL}),
	.impact = IMPACT_LOW,
};

const struct amplifier amplifier_cldap = {
	.kinds = SERVICE_KINDS({"cldap", "CLDAP", true, {389}, NULL, NULL}),
	.impact = IMPACT_LOW,
};

const struct amplifier amplifier_mdns = {
	.kinds = SERVICE_KINDS({"mdns", "mDNS", true, {5353}, NULL, NULL}),
	.impact = IMPACT_LOW,
};

const struct amplifier amplifier_memcached = {
	.kinds = SERVICE_KINDS({"memcached", "Memcached", true, {11211}, NULL, NULL}),
	.impact = IMPACT_MEDIUM,
};

const struct amplifier amplifier_ntp_monlist = {
	.kinds = SERVICE_KINDS({"ntp-monlist", "NTP", true, {123}, NULL, NULL}),
	.impact = IMPACT_LOW,
	.is_public = true,
};

const struct amplifier amplifier_ssdp = {
	.kinds = SERVICE_KINDS({"ssdp", "SSDP", true, {1900}, NULL, NULL}),
	.impact = IMPACT_LOW,
};

const struct amplifier amplifier_ws_discovery = {
	.kinds = SERVICE_KINDS({"ws-discovery", "WS-Discovery", true, {3702}, NULL, NULL}),
	.impact = IMPACT_LOW,
};
