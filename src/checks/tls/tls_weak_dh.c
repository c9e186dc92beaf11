/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_weak_dh.h"

#include <string.h>

#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

#define DH_BITS_MIN       2048
#define DH_BITS_AUTOMATED 512
#define EC_BITS_MIN       224

/* How bad one key exchange is, as a priority, or 0; sets the variant when it is bad. */
static int judge_exchange(const struct observation *seen, const char **ret_variant)
{
	bool is_curve = !strcmp(value_get_text(seen->data, "method"), "ECDHE");
	const struct value *safe = value_get(seen->data, "is_safe_prime");
	int64_t bits = value_get_int(seen->data, "bits", 0);
	struct priority_facts facts = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

	if (bits <= 0)
		return 0;
	if (is_curve && bits < EC_BITS_MIN) {
		*ret_variant = "curve";
	} else if (!is_curve && bits < DH_BITS_MIN) {
		*ret_variant = "short";
		facts.is_automatable = bits <= DH_BITS_AUTOMATED;
		facts.exploitation = facts.is_automatable ? EXPLOITATION_LIKELY : EXPLOITATION_NONE;
	} else if (!is_curve && safe && safe->kind == VALUE_BOOL && !safe->boolean) {
		*ret_variant = "odd";
	} else {
		return 0;
	}
	return (int)priority_decide(facts);
}

/* The observation whose group is the worst, or the last one; NULL when nothing was asked. */
static const struct observation *worst_exchange(const struct endpoint *endpoint, struct finding *finding)
{
	const struct observation *worst = NULL;
	const char *variant = "";

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.key_exchange")) < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		int priority = judge_exchange(seen, &variant);

		if (priority && (finding->verdict != VERDICT_BAD || priority < (int)finding->priority)) {
			finding->verdict = VERDICT_BAD;
			finding->priority = (enum priority)priority;
			finding->variant = variant;
			worst = seen;
		} else if (finding->verdict != VERDICT_BAD) {
			worst = !worst || value_get_int(seen->data, "bits", 0) > 0 ? seen : worst;
		}
	}
	return worst;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct finding finding = endpoint_finding(endpoint, "tls-weak-dh", NULL);
	const struct observation *worst = worst_exchange(endpoint, &finding);
	struct value *details = value_map(arena);
	int64_t bits;

	if (!worst)
		return;
	bits = value_get_int(worst->data, "bits", 0);
	if (bits <= 0)
		finding.verdict = VERDICT_UNTESTABLE;
	finding.address = worst->address;
	finding.remedy = "tls-settings";
	value_set_int(arena, details, "bits", bits);
	value_set_text(arena, details, "group", value_get_text(worst->data, "group"));
	finding.details = details;
	finding.evidence = arena_printf(arena, "%s, %lld bits, group %.60s", value_get_text(worst->data, "method"),
					(long long)bits, value_get_text(worst->data, "group"));
	finding_list_add(findings, &finding);
}

void tls_weak_dh_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
