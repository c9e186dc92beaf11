/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_weak_cipher.h"

#include <string.h>

#include "checks/tls/tls_seen.h"
#include "checks/tls/tls_suite.h"
#include "findings/priority.h"

#define SUITES_SHOWN_MAX 12

struct tls_weak_cipher_counts {
	bool is_refused[TLS_SUITE_FLAWS]; /* a suite of the class was offered and not taken */
	bool is_asked;                 /* suites were offered one by one, or until the server had no more to choose */
	bool is_untried;               /* a weak suite was left out */
	enum tls_suite_class worst;    /* of the accepted ones, TLS_SUITE_SOUND when none is weak */
	const struct observation *who; /* that accepted the worst */
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

static void count_accepted(struct arena *arena, struct tls_weak_cipher_counts *tally, const struct observation *seen,
			   const char *suite, enum tls_suite_class class)
{
	if (value_count(tally->weak) < SUITES_SHOWN_MAX && !is_listed(tally->weak, suite))
		value_add(arena, tally->weak, value_text(arena, suite));
	if (class < tally->worst) {
		tally->worst = class;
		tally->who = seen;
	}
}

static void count(struct arena *arena, struct tls_weak_cipher_counts *tally, const struct observation *seen,
		  const char *suite)
{
	enum tls_suite_class class = tls_suite_class(str_from(suite));

	if (class >= TLS_SUITE_FLAWS)
		return;
	if (value_get_bool(seen->data, "accepted"))
		count_accepted(arena, tally, seen, suite, class);
	else
		tally->is_refused[class] = true;
}

/* A member of tls.choice; each name stands for a suite that was accepted, refused, or not tried. */
static void count_list(struct arena *arena, struct tls_weak_cipher_counts *tally, const struct observation *seen,
		       const char *member)
{
	const struct value *names = value_get(seen->data, member);

	for (size_t i = 0; i < value_count(names); i++) {
		struct str name = value_at(names, i)->kind == VALUE_TEXT ? value_at(names, i)->text : str_of(NULL, 0);
		enum tls_suite_class class = tls_suite_class(name);

		if (class >= TLS_SUITE_FLAWS)
			continue;
		if (!strcmp(member, "suites"))
			count_accepted(arena, tally, seen, name.p, class);
		else if (!strcmp(member, "suites_refused"))
			tally->is_refused[class] = true;
		else
			tally->is_untried = true;
	}
}

/* TLS 1.3 knows no weak suite but those without encryption, so where nothing older is spoken the others cannot be. */
static bool is_new_alone(const struct endpoint *endpoint)
{
	bool is_refused = false;

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.version")) < endpoint->count; i++) {
		const struct value *data = endpoint->seen[i]->data;

		if (strcmp(value_get_text(data, "version"), "TLSv1.3") != 0 && value_get_bool(data, "accepted"))
			return false;
		is_refused = is_refused || !strcmp(value_get_text(data, "version"), "TLSv1.2");
	}
	return is_refused;
}

static struct tls_weak_cipher_counts tally_suites(struct arena *arena, const struct endpoint *endpoint)
{
	struct tls_weak_cipher_counts tally = {.worst = TLS_SUITE_SOUND, .weak = value_list(arena)};

	for (size_t i = 0; i < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];

		if (!strcmp(seen->kind, "tls.version") && value_get_bool(seen->data, "accepted"))
			count(arena, &tally, seen, value_get_text(seen->data, "cipher"));
		if (!strcmp(seen->kind, "tls.choice")) {
			tally.is_asked = true;
			count_list(arena, &tally, seen, "suites");
			count_list(arena, &tally, seen, "suites_refused");
			count_list(arena, &tally, seen, "suites_untried");
		}
		if (strcmp(seen->kind, "tls.cipher") != 0)
			continue;
		tally.is_asked = true;
		count(arena, &tally, seen, value_get_text(seen->data, "suite"));
	}
	return tally;
}

static bool is_all_refused(const struct endpoint *endpoint, const struct tls_weak_cipher_counts *tally)
{
	bool is_new = is_new_alone(endpoint);

	for (size_t i = 0; i < TLS_SUITE_FLAWS; i++)
		if (!tally->is_refused[i] && (i == TLS_SUITE_OPEN || !is_new))
			return false;
	return !tally->is_untried;
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
		finding.verdict = is_all_refused(endpoint, &tally) ? VERDICT_GOOD : VERDICT_UNTESTABLE;
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
