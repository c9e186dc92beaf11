/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_weak_cipher.h"

#include <string.h>

#include "checks/tls/tls_seen.h"
#include "checks/tls/tls_suite.h"
#include "findings/priority.h"

#define SUITES_SHOWN_MAX 12

struct tls_weak_cipher_counts {
	bool is_refused[TLS_SUITE_FLAWS]; /* a suite of the class was offered and not taken */
	bool is_asked;                    /* suites were offered one by one at all */
	enum tls_suite_class worst;       /* of the accepted ones, TLS_SUITE_SOUND when none is weak */
	const struct observation *who;    /* that accepted the worst */
	struct value *weak;
};

static const struct {
	const char *variant;
	struct priority_facts facts;
} flaws[TLS_SUITE_FLAWS] = {
	[TLS_SUITE_OPEN] = {"open", {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH}},
	[TLS_SUITE_EXPORT] = {"export", {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH}},
	[TLS_SUITE_BROKEN] = {"broken", {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM}},
	[TLS_SUITE_SMALL_BLOCK] = {"small_block", {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM}},
};

static bool is_listed(const struct value *list, const char *name)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (str_is(value_at(list, i)->text, name))
			return true;
	return false;
}

static void count(struct arena *arena, struct tls_weak_cipher_counts *tally, const struct observation *seen,
		  const char *suite)
{
	enum tls_suite_class class = tls_suite_class(str_from(suite));

	if (class >= TLS_SUITE_FLAWS)
		return;
	if (!value_get_bool(seen->data, "accepted")) {
		tally->is_refused[class] = true;
		return;
	}
	if (value_count(tally->weak) < SUITES_SHOWN_MAX && !is_listed(tally->weak, suite))
		value_add(arena, tally->weak, value_text(arena, suite));
	if (class < tally->worst) {
		tally->worst = class;
		tally->who = seen;
	}
}

static struct tls_weak_cipher_counts tally_suites(struct arena *arena, const struct endpoint *endpoint)
{
	struct tls_weak_cipher_counts tally = {.worst = TLS_SUITE_SOUND, .weak = value_list(arena)};

	for (size_t i = 0; i < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];

		if (!strcmp(seen->kind, "tls.version") && value_get_bool(seen->data, "accepted"))
			count(arena, &tally, seen, value_get_text(seen->data, "cipher"));
		if (strcmp(seen->kind, "tls.cipher") != 0)
			continue;
		tally.is_asked = true;
		count(arena, &tally, seen, value_get_text(seen->data, "suite"));
	}
	return tally;
}

static bool is_all_refused(const struct tls_weak_cipher_counts *tally)
{
	for (size_t i = 0; i < TLS_SUITE_FLAWS; i++)
		if (!tally->is_refused[i])
			return false;
	return true;
}

static const char *names_of(struct arena *arena, const struct value *list)
{
	const char *names = "";

	for (size_t i = 0; i < value_count(list); i++)
		names = arena_printf(arena, "%s%s%s", names, i ? ", " : "", value_at(list, i)->text.p);
	return names;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct tls_weak_cipher_counts tally = tally_suites(arena, endpoint);
	struct finding finding = endpoint_finding(endpoint, "tls-weak-cipher", tally.who);
	struct value *details = value_map(arena);

	finding.remedy = "tls-settings";
	if (tally.who) {
		finding.verdict = VERDICT_BAD;
		finding.variant = flaws[tally.worst].variant;
		finding.priority = priority_decide(flaws[tally.worst].facts);
		finding.evidence = arena_printf(arena, "accepted: %s", names_of(arena, tally.weak));
	} else if (tally.is_asked) {
		finding.verdict = is_all_refused(&tally) ? VERDICT_GOOD : VERDICT_UNTESTABLE;
		finding.evidence = "no weak suite was accepted";
	} else {
		return;
	}
	value_set(arena, details, "suites", tally.weak);
	finding.details = details;
	finding_list_add(findings, &finding);
}

void tls_weak_cipher_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
