/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_name.h"

#include "checks/tls/certificate_name.h"
#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

#define NAMES_SHOWN_MAX    10
#define NAMES_RECORDED_MAX 100

static bool stands_for(const struct value *names, struct str host)
{
	for (size_t i = 0; i < value_count(names); i++)
		if (value_at(names, i)->kind == VALUE_TEXT &&
		    certificate_name_stands_for(value_at(names, i)->text, host))
			return true;
	return false;
}

/* What was recorded without "names_cut" is taken to end where older probes and other tools stop. */
static bool are_names_cut(const struct observation *leaf)
{
	const struct value *cut = value_get(leaf->data, "names_cut");

	return cut ? value_is_truthy(cut) : value_count(value_get(leaf->data, "names")) >= NAMES_RECORDED_MAX;
}

static struct value *first_names(struct arena *arena, const struct value *names)
{
	struct value *shown = value_list(arena);

	for (size_t i = 0; i < value_count(names) && i < NAMES_SHOWN_MAX; i++)
		if (value_at(names, i)->kind == VALUE_TEXT)
			value_add(arena, shown, value_str(arena, value_at(names, i)->text));
	return shown;
}

/* The leaf that does not stand for the host, or the first leaf; NULL when none was seen with its names. */
static const struct observation *telling_leaf(const struct endpoint *endpoint, bool *ret_stands)
{
	const struct observation *telling = NULL;

	*ret_stands = true;
	for (size_t i = 0; *ret_stands && (i = tls_seen_leaf(endpoint, i)) < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		const struct value *names = value_get(seen->data, "names");

		if (!names || names->kind != VALUE_LIST)
			continue;
		*ret_stands = stands_for(names, str_from(endpoint->target)) ||
			      (certificate_name_is_address(str_from(endpoint->target)) &&
			       stands_for(names, str_from(seen->address)));
		telling = !telling || !*ret_stands ? seen : telling;
	}
	return telling;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	bool stands;
	const struct observation *leaf = telling_leaf(endpoint, &stands);
	struct finding finding = endpoint_finding(endpoint, "tls-certificate-name", leaf);
	struct value *details = value_map(arena), *shown;

	if (tls_seen_is_mail_transfer_port(endpoint->port) || !leaf)
		return;
	shown = first_names(arena, value_get(leaf->data, "names"));
	finding.remedy = "certificate";
	if (!stands && certificate_name_is_address(str_from(endpoint->target))) {
		finding.verdict = VERDICT_UNTESTABLE;
		finding.variant = "address";
	} else if (!stands && are_names_cut(leaf)) {
		finding.verdict = VERDICT_UNTESTABLE;
		finding.variant = "cut";
	} else if (!stands) {
		finding.verdict = VERDICT_BAD;
		finding.variant = value_count(shown) ? "other" : "nameless";
		finding.priority = priority_decide(
			(struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false,
						tls_seen_is_web_port(endpoint->port) ? IMPACT_MEDIUM : IMPACT_LOW});
	}
	value_set(arena, details, "names", shown);
	finding.details = details;
	finding.evidence = arena_printf(arena, "names in the certificate: %.100s%s",
					value_count(shown) ? value_at(shown, 0)->text.p : "none",
					value_count(shown) > 1 ? " and others" : "");
	finding_list_add(findings, &finding);
}

void tls_certificate_name_judge(const struct check *check, const struct check_input *input,
				struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
