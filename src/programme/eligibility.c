/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/eligibility.h"

#include <string.h>

#include "programme/edition_find.h"

#define CONDITIONS_MAX 4 /* beside the pledges and consents */

struct judging {
	const struct edition *edition;
	const struct value *answers;
	struct eligibility_reason *reasons;
	struct eligibility_result *result;
};

/* The reason that is filled in next; its verdict is added by `conclude`. */
static struct eligibility_reason *next_reason(struct judging *j, const char *rule, const char *clause)
{
	struct eligibility_reason *reason = &j->reasons[j->result->reason_count];

	*reason = (struct eligibility_reason){.rule = rule, .clause = clause, .law = ""};
	return reason;
}

static void conclude(struct judging *j, struct eligibility_reason *reason, enum eligibility verdict, const char *name)
{
	reason->verdict = verdict;
	reason->name = name;
	if (verdict > j->result->verdict)
		j->result->verdict = verdict;
	j->result->reason_count++;
}

static bool is_an_option(const struct judging *j, const char *id)
{
	const struct question *question = edition_find_question(j->edition, id);

	for (size_t i = 0; question && i < question->option_count; i++)
		if (strcmp(value_get_text(j->answers, id), question->options[i].id) == 0)
			return true;
	return false;
}

static bool answers_with(const struct judging *j, const char *question, const char *option)
{
	return strcmp(value_get_text(j->answers, question), option) == 0;
}

/* ---- size ---- */

enum bound { BOUND_HELD, BOUND_PASSED, BOUND_UNTOLD };

static enum bound compare(const struct judging *j, const char *question, int64_t max)
{
	const struct value *answer = value_get(j->answers, question);

	if (!answer || answer->kind != VALUE_INT)
		return BOUND_UNTOLD;
	return answer->integer <= max ? BOUND_HELD : BOUND_PASSED;
}

/* One bound that is held is enough, so a number that nobody told matters only where the other is passed. */
static void judge_bounds(struct judging *j, struct eligibility_reason *reason, bool is_company)
{
	enum bound employees = compare(j, "employees", reason->row->employees_max);
	enum bound capital = is_company ? compare(j, "capital", reason->row->capital_max_yen) : BOUND_PASSED;

	if (employees == BOUND_HELD || capital == BOUND_HELD)
		conclude(j, reason, ELIGIBILITY_YES, "small");
	else if (employees == BOUND_UNTOLD || capital == BOUND_UNTOLD)
		conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, "size_untold");
	else
		conclude(j, reason, ELIGIBILITY_NO, "too_large");
}

static void judge_size(struct judging *j)
{
	struct eligibility_reason *reason = next_reason(j, "size", j->edition->clauses.size);
	bool is_company = answers_with(j, "organisation", "company");
	const char *const inputs[] = {"organisation", "industry", "employees", is_company ? "capital" : NULL};

	memcpy(reason->inputs, inputs, sizeof(inputs));
	if (!is_company && !answers_with(j, "organisation", "sole_proprietor")) {
		conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, "other_form");
		return;
	}
	reason->row = edition_find_class(j->edition, str_from(value_get_text(j->answers, "industry")));
	if (!reason->row) {
		conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, "unknown_industry");
		return;
	}
	reason->law = reason->row->law;
	judge_bounds(j, reason, is_company);
}

/* ---- the other conditions ---- */

static void judge_place(struct judging *j)
{
	struct eligibility_reason *reason;

	if (!j->edition->prefecture[0])
		return;
	reason = next_reason(j, "place", j->edition->clauses.place);
	reason->inputs[0] = "prefecture";
	if (!is_an_option(j, "prefecture"))
		conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, "prefecture_untold");
	else if (answers_with(j, "prefecture", j->edition->prefecture))
		conclude(j, reason, ELIGIBILITY_YES, "in_prefecture");
	else
		conclude(j, reason, ELIGIBILITY_NO, "not_in_prefecture");
}

/* A company whose name and address stand in the list may be another one: a person looks. */
static void judge_predecessor(struct judging *j, enum eligibility_listed listed)
{
	struct eligibility_reason *reason = next_reason(j, "predecessor", j->edition->clauses.predecessor);

	reason->inputs[0] = "previous_checkup";
	if (listed != ELIGIBILITY_LISTED_NOT) {
		reason->inputs[1] = "corporate_number";
		reason->inputs[2] = "company_name";
		reason->inputs[3] = "address";
	}
	if (answers_with(j, "previous_checkup", "yes"))
		conclude(j, reason, ELIGIBILITY_NO, "previous_checkup");
	else if (listed == ELIGIBILITY_LISTED)
		conclude(j, reason, ELIGIBILITY_NO, "previous_listed");
	else if (listed == ELIGIBILITY_LISTED_SIMILAR)
		conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, "previous_similar");
	else if (!answers_with(j, "previous_checkup", "no"))
		conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, "previous_untold");
	else
		conclude(j, reason, ELIGIBILITY_YES, "no_previous_checkup");
}

/* Only a person declines by what a register says: it may lag behind, or the number may be mistyped. */
static void judge_registry(struct judging *j, enum eligibility_registry known)
{
	static const char *const names[] = {
		[ELIGIBILITY_REGISTRY_COMPANY] = "registered",
		[ELIGIBILITY_REGISTRY_OTHER] = "no_company",
		[ELIGIBILITY_REGISTRY_CLOSED] = "closed",
		[ELIGIBILITY_REGISTRY_ABSENT] = "not_registered",
	};
	struct eligibility_reason *reason;

	if (known == ELIGIBILITY_REGISTRY_UNASKED)
		return;
	reason = next_reason(j, "registry", j->edition->clauses.size);
	reason->inputs[0] = "corporate_number";
	conclude(j, reason, known == ELIGIBILITY_REGISTRY_COMPANY ? ELIGIBILITY_YES : ELIGIBILITY_A_PERSON_LOOKS,
		 names[known]);
}

static void judge_statements(struct judging *j, const struct edition_statement *statements, size_t count,
			     const char *given, const char *missing, const char *untold)
{
	for (size_t i = 0; i < count; i++) {
		struct eligibility_reason *reason;

		if (!statements[i].required)
			continue;
		reason = next_reason(j, statements[i].id, statements[i].clause);
		reason->inputs[0] = statements[i].id;
		if (!value_get(j->answers, statements[i].id))
			conclude(j, reason, ELIGIBILITY_A_PERSON_LOOKS, untold);
		else if (value_get_bool(j->answers, statements[i].id))
			conclude(j, reason, ELIGIBILITY_YES, given);
		else
			conclude(j, reason, ELIGIBILITY_NO, missing);
	}
}

void eligibility_judge(struct arena *arena, const struct edition *edition, const struct value *answers,
		       const struct eligibility_facts *facts, struct eligibility_result *result)
{
	const struct eligibility_facts nothing = {0};
	const size_t max = CONDITIONS_MAX + edition->pledge_count + edition->consent_count;
	struct judging j = {
		.edition = edition,
		.answers = answers,
		.reasons = arena_array(arena, max, sizeof(*j.reasons)),
		.result = result,
	};

	*result = (struct eligibility_result){.verdict = ELIGIBILITY_YES, .reasons = j.reasons};
	if (!facts)
		facts = &nothing;
	judge_size(&j);
	judge_place(&j);
	judge_registry(&j, facts->registry);
	judge_predecessor(&j, facts->predecessor);
	judge_statements(&j, edition->pledges, edition->pledge_count, "pledge_given", "pledge_missing",
			 "pledge_untold");
	judge_statements(&j, edition->consents, edition->consent_count, "consent_given", "consent_missing",
			 "consent_untold");
}

const char *eligibility_name(enum eligibility verdict)
{
	static const char *const names[] = {
		[ELIGIBILITY_YES] = "eligible",
		[ELIGIBILITY_A_PERSON_LOOKS] = "review",
		[ELIGIBILITY_NO] = "ineligible",
	};

	return names[verdict];
}
