/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_expiry.h"

#include "calendar/day.h"
#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

#define EVIDENCE_SUBJECT_MAX 120
#define TIME_MIN_MS          ((int64_t)-62135596800000) /* 0001-01-01 */
#define TIME_MAX_MS          ((int64_t)253402300799999) /* 9999-12-31, "no end" in RFC 5280, 4.1.2.5 */

struct leaf {
	const struct observation *seen;
	int64_t not_before_ms, not_after_ms;
};

static bool is_time(const struct value *value)
{
	return value && value->kind == VALUE_INT && value->integer >= TIME_MIN_MS && value->integer <= TIME_MAX_MS;
}

/* False for one without readable dates. */
static bool read_leaf(const struct observation *seen, struct leaf *ret_leaf)
{
	const struct value *from = value_get(seen->data, "not_before_ms");
	const struct value *to = value_get(seen->data, "not_after_ms");

	if (!is_time(from) || !is_time(to))
		return false;
	*ret_leaf = (struct leaf){seen, from->integer, to->integer};
	return true;
}

/* The leaf that ends first: addresses of one name may show different ones. */
static bool first_to_end(const struct endpoint *endpoint, struct leaf *ret_leaf)
{
	struct leaf leaf = {0};
	bool found = false;

	for (size_t i = 0; (i = tls_seen_leaf(endpoint, i)) < endpoint->count; i++) {
		if (!read_leaf(endpoint->seen[i], &leaf))
			continue;
		if (!found || leaf.not_after_ms < ret_leaf->not_after_ms)
			*ret_leaf = leaf;
		found = true;
	}
	return found;
}

static const struct value *details_of(struct arena *arena, const struct leaf *leaf, int64_t days)
{
	struct value *details = value_map(arena);

	value_set_int(arena, details, "not_before_ms", leaf->not_before_ms);
	value_set_int(arena, details, "not_after_ms", leaf->not_after_ms);
	value_set_int(arena, details, "days", days);
	return details;
}

/* It turns visitors away by itself. */
static enum priority urgency(bool is_automatable, enum impact impact)
{
	return priority_decide((struct priority_facts){is_automatable ? EXPLOITATION_LIKELY : EXPLOITATION_NONE,
						       EXPOSURE_OPEN, is_automatable, impact});
}

/* Browsers warn of a certificate that nobody vouches for, whatever its dates: to be replaced by one that they trust. */
static enum priority urgency_of(const struct leaf *leaf, bool is_over, int64_t left_days)
{
	if (value_get_bool(leaf->seen->data, "self_signed"))
		return urgency(false, IMPACT_MEDIUM);
	return is_over ? urgency(true, IMPACT_HIGH) : priority_with_days_left(urgency(false, IMPACT_MEDIUM), left_days);
}

/* Sets verdict, priority, variant and details of a leaf at this moment. */
static void judge_leaf(struct arena *arena, const struct leaf *leaf, int64_t now_ms, struct finding *finding)
{
	/* notAfter itself is the last valid second (RFC 5280, 4.1.2.5). */
	int64_t left_days = (leaf->not_after_ms - now_ms) / DAY_MS;

	finding->verdict = VERDICT_BAD;
	if (leaf->not_after_ms < now_ms) {
		finding->variant = "expired";
		finding->priority = urgency_of(leaf, true, left_days);
	} else if (leaf->not_before_ms > now_ms) {
		finding->variant = "not_yet";
		finding->priority = urgency_of(leaf, true, left_days);
	} else if (left_days < TLS_CERTIFICATE_EXPIRY_SOON_DAYS) {
		finding->variant = "expiring";
		finding->priority = urgency_of(leaf, false, left_days);
	} else {
		finding->verdict = VERDICT_GOOD;
	}
	finding->details = details_of(arena, leaf, left_days < 0 ? -left_days : left_days);
	finding->evidence = arena_printf(arena, "notBefore %s, notAfter %s, subject %.*s",
					 day_format_instant(arena, leaf->not_before_ms),
					 day_format_instant(arena, leaf->not_after_ms), EVIDENCE_SUBJECT_MAX,
					 value_get_text(leaf->seen->data, "subject"));
}

static void judge_endpoint(const struct endpoint *endpoint, int64_t now_ms, struct finding_list *findings)
{
	struct finding finding = endpoint_finding(endpoint, "tls-certificate-expiry", NULL);
	const struct observation *spoken;
	struct leaf leaf = {0};

	finding.remedy = "certificate";
	if (first_to_end(endpoint, &leaf)) {
		finding.address = leaf.seen->address;
		judge_leaf(findings->arena, &leaf, now_ms, &finding);
	} else if ((spoken = tls_seen_spoken(endpoint))) {
		finding.address = spoken->address;
		finding.verdict = VERDICT_UNTESTABLE;
		finding.evidence = "TLS answered, no certificate with readable dates was seen";
	} else {
		return;
	}
	finding_list_add(findings, &finding);
}

void tls_certificate_expiry_judge(const struct check *check, const struct check_input *input,
				  struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], input->now_ms, findings);
}
