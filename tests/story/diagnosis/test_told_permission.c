/* SPDX-License-Identifier: Apache-2.0 */
/* A company without a mail address permits a diagnosis by telephone, and the secretariat records what it was told. */
#include "story/story.h"

#include <string.h>

#include "findings/authorisation.h"
#include "usecases/desk/view_case.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/seal/audit_verify.h"

#define HOW "11月20日に申込書の番号へ電話し、代表取締役の山田様とお話しした。"

/* It applied on paper. */
static int64_t case_without_mail(struct story *story)
{
	int64_t number = story_case_at(story, "one", "confirmed");

	story_tamper(story, "UPDATE company_case SET mail = ''");
	return number;
}

static enum err record(struct story *story, const struct actor *actor, int64_t number, const struct value *typed,
		       const char *how, struct value **ret_problems)
{
	return targets_form_record(story->office, &story->arena, actor, NULL, number, typed, str_from(how),
				   ret_problems, &story->why);
}

static void what_was_told_is_the_permission_and_who_told_it_stays_on_record(void **state)
{
	struct story *story = *state;
	int64_t number = case_without_mail(story);
	struct value *problems = NULL, *view;
	const struct value *newest;

	assert_ok(record(story, &story->secretariat, number, story_answers_of(story, "authorisation"), HOW, &problems),
		  &story->why);
	assert_int_equal(value_count(problems), 0);
	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	assert_true(value_get_bool(value_get(view, "authorisation"), "is_usable"));
	newest = value_at(value_get(view, "history"), 0);
	assert_string_equal(value_get_text(newest, "event"), "targets_authorised");
	assert_string_equal(value_get_text(newest, "reason"), HOW);
	assert_string_equal(value_get_text(newest, "actor"), story->secretariat.name);
	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
}

static void the_company_gets_a_letter_that_says_what_was_recorded(void **state)
{
	struct story *story = *state;
	int64_t number = case_without_mail(story);
	struct value *problems = NULL;
	struct message_row letter;

	assert_ok(record(story, &story->secretariat, number, story_answers_of(story, "authorisation"), HOW, &problems),
		  &story->why);
	letter = story_mail(story, number, "authorisation_recorded");
	assert_int_equal(letter.state, MESSAGE_STATE_TO_POST);
	assert_non_null(strstr(letter.body, "・127.0.0.1"));
	assert_null(strstr(letter.body, "山田"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'to_post' AND occasion LIKE "
					  "'authorisation_recorded%'"),
			 1);
}

static void nobody_else_records_one_and_nobody_for_a_company_with_a_mail_address(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	const struct actor *others[] = {&story->tokyo, &story->expert, &story->diagnosis, &company};
	const struct value *typed = story_answers_of(story, "authorisation");
	struct value *problems = NULL;

	assert_int_equal(record(story, &story->secretariat, number, typed, HOW, &problems), ERR_CONFLICT);
	story_tamper(story, "UPDATE company_case SET mail = ''");
	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(record(story, others[i], number, typed, HOW, &problems), ERR_DENIED);
	assert_int_equal(record(story, &story->secretariat, number, typed, " ", &problems), ERR_INVALID);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
}

static void what_is_wrong_or_not_known_is_no_permission(void **state)
{
	struct story *story = *state;
	int64_t number = case_without_mail(story);
	struct value *typed = story_answers_of(story, "authorisation"), *problems = NULL;

	value_set_text(&story->arena, typed, "hosting", "not_sure");
	assert_ok(record(story, &story->secretariat, number, typed, HOW, &problems), &story->why);
	assert_string_equal(value_get_text(problems, "hosting"), "hosting_unsure");
	value_set_text(&story->arena, typed, "hosting", "own");
	value_set_text(&story->arena, typed, "targets", "");
	assert_ok(record(story, &story->secretariat, number, typed, HOW, &problems), &story->why);
	assert_string_equal(value_get_text(problems, "targets"), "missing");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
}

static void the_log_agrees(void **state)
{
	struct story *story = *state;
	const struct audit_verify_input input = {.key = STR("")};
	int64_t number = case_without_mail(story);
	struct value *problems = NULL, *report;

	assert_ok(record(story, &story->secretariat, number, story_answers_of(story, "authorisation"), HOW, &problems),
		  &story->why);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(what_was_told_is_the_permission_and_who_told_it_stays_on_record),
		STORY(the_company_gets_a_letter_that_says_what_was_recorded),
		STORY(nobody_else_records_one_and_nobody_for_a_company_with_a_mail_address),
		STORY(what_is_wrong_or_not_known_is_no_permission),
		STORY(the_log_agrees),
	};

	return test_store_run("told_permission", tests, COUNT(tests));
}
