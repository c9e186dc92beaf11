/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/edition_find.h"
#include "programme/eligibility.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

static int load(void **state)
{
	*state = shipped_edition();
	return 0;
}

static int unload(void **state)
{
	edition_free(*state);
	return 0;
}

/* Answers of a company in Tokyo that gave every pledge. */
static struct value *answers_of(struct arena *arena, const struct edition *edition, const char *organisation,
				const char *industry, int64_t employees)
{
	struct value *answers = value_map(arena);

	value_set_text(arena, answers, "organisation", organisation);
	value_set_text(arena, answers, "industry", industry);
	value_set_int(arena, answers, "employees", employees);
	value_set_text(arena, answers, "prefecture", "tokyo");
	value_set_text(arena, answers, "previous_checkup", "no");
	for (size_t i = 0; i < edition->pledge_count; i++)
		value_set_bool(arena, answers, edition->pledges[i].id, true);
	for (size_t i = 0; i < edition->consent_count; i++)
		value_set_bool(arena, answers, edition->consents[i].id, true);
	return answers;
}

/* What is not met or must be looked at, in one line: "too_large not_in_prefecture". */
static const char *troubles(struct arena *arena, const struct eligibility_result *result)
{
	const char *line = "";

	for (size_t i = 0; i < result->reason_count; i++)
		if (result->reasons[i].verdict != ELIGIBILITY_YES)
			line = arena_printf(arena, "%s%s%s", line, *line ? " " : "", result->reasons[i].name);
	return line;
}

static void assert_known(const struct edition *edition, const struct value *answers,
			 const struct eligibility_facts *facts, enum eligibility verdict, const char *reasons)
{
	struct eligibility_result result;
	ARENA_SCOPED arena;

	arena_init(&arena);
	eligibility_judge(&arena, edition, answers, facts, &result);
	assert_int_equal(result.verdict, verdict);
	assert_string_equal(troubles(&arena, &result), reasons ? reasons : "");
}

static void assert_judged(const struct edition *edition, const struct value *answers, enum eligibility verdict,
			  const char *reasons)
{
	assert_known(edition, answers, NULL, verdict, reasons);
}

static void one_bound_is_enough_and_both_are_inclusive(void **state)
{
	static const struct {
		const char *industry;
		int64_t capital, employees;
		bool is_small;
	} rows[] = {
		{"manufacturing", 300000000, 301, true},
		{"manufacturing", 300000001, 300, true},
		{"manufacturing", 300000001, 301, false},
		{"wholesale", 100000000, 101, true},
		{"wholesale", 100000001, 100, true},
		{"wholesale", 100000001, 101, false},
		{"information_services", 50000000, 101, true},
		{"information_services", 50000001, 100, true},
		{"information_services", 50000001, 101, false},
		{"retail", 50000000, 51, true},
		{"retail", 50000001, 50, true},
		{"retail", 50000001, 51, false},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct value *answers = answers_of(&arena, *state, "company", rows[i].industry, rows[i].employees);
		value_set_int(&arena, answers, "capital", rows[i].capital);
		assert_judged(*state, answers, rows[i].is_small ? ELIGIBILITY_YES : ELIGIBILITY_NO,
			      rows[i].is_small ? NULL : "too_large");
	}
}

static void a_sole_proprietor_is_judged_by_employees_only(void **state)
{
	struct value *answers;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_judged(*state, answers_of(&arena, *state, "sole_proprietor", "retail", 50), ELIGIBILITY_YES, NULL);
	answers = answers_of(&arena, *state, "sole_proprietor", "retail", 51);
	value_set_int(&arena, answers, "capital", 1);
	assert_judged(*state, answers, ELIGIBILITY_NO, "too_large");
}

static void other_forms_go_to_a_person_whatever_their_size(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_judged(*state, answers_of(&arena, *state, "other", "health", 5000), ELIGIBILITY_A_PERSON_LOOKS,
		      "other_form");
}

static void the_place_and_the_former_check_up_exclude(void **state)
{
	struct value *answers;
	ARENA_SCOPED arena;

	arena_init(&arena);
	answers = answers_of(&arena, *state, "company", "retail", 3);
	value_set_text(&arena, answers, "prefecture", "saitama");
	assert_judged(*state, answers, ELIGIBILITY_NO, "not_in_prefecture");
	value_set_text(&arena, answers, "previous_checkup", "yes");
	assert_judged(*state, answers, ELIGIBILITY_NO, "not_in_prefecture previous_checkup");
	value_set_text(&arena, answers, "prefecture", "tokyo");
	assert_judged(*state, answers, ELIGIBILITY_NO, "previous_checkup");
}

static void every_pledge_is_needed_and_help_with_interviews_is_not(void **state)
{
	const struct edition *edition = *state;
	struct value *answers;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < edition->pledge_count; i++) {
		answers = answers_of(&arena, edition, "company", "retail", 3);
		value_set(&arena, answers, edition->pledges[i].id, value_null(&arena));
		assert_judged(edition, answers, ELIGIBILITY_NO, "pledge_missing");
	}
	answers = answers_of(&arena, edition, "company", "retail", 3);
	value_set_bool(&arena, answers, "consent_hearing", false);
	value_set_text(&arena, answers, "past_support", "no");
	assert_judged(edition, answers, ELIGIBILITY_YES, NULL);
}

/* The classes of 日本標準産業分類 that stand nearest to the edge between two rows of the Act, by their bounds. */
static void each_industry_stands_in_its_row_of_the_act(void **state)
{
	static const struct {
		const char *industry;
		int64_t employees_max, capital_max_yen;
	} rows[] = {
		{"telecommunications", 300, 300000000},
		{"internet_services", 300, 300000000},
		{"publishing", 300, 300000000},
		{"real_estate", 300, 300000000},
		{"travel", 300, 300000000},
		{"wholesale", 100, 100000000},
		{"information_services", 100, 50000000},
		{"broadcasting", 100, 50000000},
		{"media_production", 100, 50000000},
		{"car_parks", 100, 50000000},
		{"accommodation", 100, 50000000},
		{"retail", 50, 50000000},
		{"restaurants", 50, 50000000},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct edition_class *row = edition_find_class(*state, str_from(rows[i].industry));
		assert_non_null(row);
		assert_int_equal(row->employees_max, rows[i].employees_max);
		assert_int_equal(row->capital_max_yen, rows[i].capital_max_yen);
	}
}

static void an_industry_that_no_row_names_goes_to_a_person(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_null(edition_find_class(*state, STR("astrology")));
	assert_judged(*state, answers_of(&arena, *state, "company", "astrology", 3), ELIGIBILITY_A_PERSON_LOOKS,
		      "unknown_industry");
	assert_judged(*state, answers_of(&arena, *state, "sole_proprietor", "", 3), ELIGIBILITY_A_PERSON_LOOKS,
		      "unknown_industry");
}

/* A person would have looked at the form; that the company is elsewhere needs nobody. */
static void an_exclusion_outweighs_a_doubt(void **state)
{
	struct value *answers;
	ARENA_SCOPED arena;

	arena_init(&arena);
	answers = answers_of(&arena, *state, "other", "retail", 3);
	value_set_text(&arena, answers, "prefecture", "saitama");
	assert_judged(*state, answers, ELIGIBILITY_NO, "other_form not_in_prefecture");
}

/* A size that nobody told does not make a company small, and does not make it large: a person asks. */
static void a_person_looks_at_what_was_not_answered(void **state)
{
	struct value *answers;
	ARENA_SCOPED arena;

	arena_init(&arena);
	answers = answers_of(&arena, *state, "company", "retail", 51);
	assert_judged(*state, answers, ELIGIBILITY_A_PERSON_LOOKS, "size_untold");
	value_set_int(&arena, answers, "capital", 50000000);
	assert_judged(*state, answers, ELIGIBILITY_YES, NULL);
	value_set_int(&arena, answers, "capital", 50000001);
	assert_judged(*state, answers, ELIGIBILITY_NO, "too_large");
	value_set_text(&arena, answers, "prefecture", "");
	value_set_int(&arena, answers, "capital", 0);
	assert_judged(*state, answers, ELIGIBILITY_A_PERSON_LOOKS, "prefecture_untold");
}

static void only_a_person_declines_by_what_a_register_says(void **state)
{
	static const struct {
		struct eligibility_facts facts;
		enum eligibility verdict;
		const char *reason;
	} rows[] = {
		{{.registry = ELIGIBILITY_REGISTRY_COMPANY}, ELIGIBILITY_YES, NULL},
		{{.registry = ELIGIBILITY_REGISTRY_OTHER}, ELIGIBILITY_A_PERSON_LOOKS, "no_company"},
		{{.registry = ELIGIBILITY_REGISTRY_CLOSED}, ELIGIBILITY_A_PERSON_LOOKS, "closed"},
		{{.registry = ELIGIBILITY_REGISTRY_ABSENT}, ELIGIBILITY_A_PERSON_LOOKS, "not_registered"},
		{{.predecessor = ELIGIBILITY_LISTED_SIMILAR}, ELIGIBILITY_A_PERSON_LOOKS, "previous_similar"},
		{{.predecessor = ELIGIBILITY_LISTED}, ELIGIBILITY_NO, "previous_listed"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_known(*state, answers_of(&arena, *state, "company", "retail", 3), &rows[i].facts,
			     rows[i].verdict, rows[i].reason);
}

/* A checker works from clause, law and inputs. */
static void each_reason_names_its_clause_its_law_and_what_it_rests_on(void **state)
{
	struct eligibility_result result;
	ARENA_SCOPED arena;

	arena_init(&arena);
	eligibility_judge(&arena, *state, answers_of(&arena, *state, "company", "restaurants", 3), NULL, &result);
	assert_string_equal(result.reasons[0].rule, "size");
	assert_string_equal(result.reasons[0].clause, "2-1");
	assert_string_equal(result.reasons[0].law, "中小企業基本法第2条第1項第4号");
	assert_string_equal(result.reasons[0].inputs[3], "capital");
	for (size_t i = 0; i < result.reason_count; i++) {
		assert_true(*result.reasons[i].clause);
		assert_non_null(result.reasons[i].inputs[0]);
	}
	assert_string_equal(result.reasons[3].clause, "2-6（ア）");
}

int test_eligibility(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_bound_is_enough_and_both_are_inclusive),
		cmocka_unit_test(a_sole_proprietor_is_judged_by_employees_only),
		cmocka_unit_test(other_forms_go_to_a_person_whatever_their_size),
		cmocka_unit_test(the_place_and_the_former_check_up_exclude),
		cmocka_unit_test(every_pledge_is_needed_and_help_with_interviews_is_not),
		cmocka_unit_test(each_industry_stands_in_its_row_of_the_act),
		cmocka_unit_test(an_industry_that_no_row_names_goes_to_a_person),
		cmocka_unit_test(an_exclusion_outweighs_a_doubt),
		cmocka_unit_test(a_person_looks_at_what_was_not_answered),
		cmocka_unit_test(only_a_person_declines_by_what_a_register_says),
		cmocka_unit_test(each_reason_names_its_clause_its_law_and_what_it_rests_on),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
