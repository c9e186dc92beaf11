/* SPDX-License-Identifier: Apache-2.0 */
/* Answers are tried with the table of checks that is in use. */
#include <stdio.h>
#include <string.h>

#include "checks/check_answer.h"
#include "codec/texts.h"
#include "main/check_table.h"
#include "test.h"

static struct finding found(const char *check, const char *variant, enum priority priority)
{
	return (struct finding){.check = check,
				.verdict = VERDICT_BAD,
				.variant = variant,
				.priority = priority,
				.target = "a.example",
				.port = 443};
}

/* The priority behind an answer. */
static enum priority explained(struct finding finding, const char *answer, enum priority *ret_judged)
{
	struct explanation said = {.check = finding.check, .target = "a.example", .port = 443, .answer = answer};

	check_answer_apply(check_table, &finding, 1, &said, 1);
	*ret_judged = said.judged;
	return finding.priority;
}

static void a_second_factor_makes_a_sign_in_less_urgent_and_clears_nothing(void **state)
{
	enum priority judged;

	assert_int_equal(explained(found("vpn-login-exposed", "", PRIORITY_P2), "second_factor", &judged), PRIORITY_P3);
	assert_int_equal(judged, PRIORITY_P2);
	assert_int_equal(explained(found("rdp-exposed", "nla", PRIORITY_P1), "second_factor", &judged), PRIORITY_P2);
}

static void what_gets_past_a_sign_in_is_not_explained_by_one(void **state)
{
	enum priority judged;

	assert_int_equal(explained(found("vpn-login-exposed", "", PRIORITY_P1), "second_factor", &judged), PRIORITY_P1);
	assert_int_equal(judged, 0);
	assert_int_equal(explained(found("rdp-exposed", "nla_off", PRIORITY_P1), "second_factor", &judged),
			 PRIORITY_P1);
}

static void other_findings_cannot_be_explained(void **state)
{
	const struct finding version = found("known-vulnerability", "exploited", PRIORITY_P1);
	struct finding good = found("vpn-login-exposed", "", PRIORITY_P2);
	const char *names[CHECK_ANSWERS_MAX];
	enum priority judged;

	good.verdict = VERDICT_GOOD;
	assert_int_equal(check_answer_list(check_table, &version, names), 0);
	assert_int_equal(check_answer_list(check_table, &good, names), 0);
	assert_int_equal(check_answer_list(NULL, &version, names), 0);
	assert_int_equal(explained(version, "let_in", &judged), PRIORITY_P1);
}

static void a_door_is_asked_for_what_may_explain_it(void **state)
{
	const struct finding sign_in = found("admin-login-exposed", "machine", PRIORITY_P2);
	const struct finding shares = found("smb-exposed", "", PRIORITY_P1);
	const char *names[CHECK_ANSWERS_MAX];

	assert_int_equal(check_answer_list(check_table, &sign_in, names), 2);
	assert_string_equal(names[0], "second_factor");
	assert_string_equal(names[1], "let_in");
	assert_int_equal(check_answer_list(check_table, &shares, names), 1);
	assert_string_equal(names[0], "let_in");
}

static const char *row_of(struct arena *arena, const struct check *check, const struct check_answer *answer)
{
	const struct priority_facts *left = &answer->left;

	return arena_printf(arena, "| `%s` | `%s` | %s | %s | %s | %s | %s | %s | %s |\n", check->id, answer->name,
			    !answer->variant   ? "any"
			    : *answer->variant ? answer->variant
					       : "plain",
			    finding_priority_name(answer->of), priority_exploitation_name(left->exploitation),
			    priority_exposure_name(left->exposure), left->is_automatable ? "yes" : "no",
			    priority_impact_name(left->impact), finding_priority_name(priority_decide(*left)));
}

static void the_published_rows_are_those_in_use_and_each_lowers(void **state)
{
	FILE *file = fopen("docs/priority.md", "r");
	static char page[65536];
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	for (const struct check *check = check_table; *check->id; check++)
		for (const struct check_answer *row = check->answers; row && row->name; row++) {
			if (!strstr(page, row_of(&arena, check, row)))
				fail_msg("docs/priority.md lacks %s", row_of(&arena, check, row));
			assert_true(priority_decide(row->left) > row->of);
		}
}

static void every_answer_has_its_words(void **state)
{
	static const char *const parts[] = {"ask", "said"};
	const struct texts *texts;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(texts_load(&texts, NULL), ERR_OK);
	for (const struct check *check = check_table; *check->id; check++)
		for (const struct check_answer *row = check->answers; row && row->name; row++)
			for (size_t i = 0; i < COUNT(parts); i++)
				assert_true(texts_find(
					texts, LANG_JA,
					str_from(arena_printf(&arena, "explanation.%s.%s", parts[i], row->name))));
}

int test_check_answer(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_factor_makes_a_sign_in_less_urgent_and_clears_nothing),
		cmocka_unit_test(what_gets_past_a_sign_in_is_not_explained_by_one),
		cmocka_unit_test(other_findings_cannot_be_explained),
		cmocka_unit_test(a_door_is_asked_for_what_may_explain_it),
		cmocka_unit_test(the_published_rows_are_those_in_use_and_each_lowers),
		cmocka_unit_test(every_answer_has_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
