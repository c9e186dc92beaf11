/* SPDX-License-Identifier: Apache-2.0 */
/* A second application with the corporate number or the mail address of another: the office sees it, the first is told
 * once, and who applies learns nothing. */
#include "story/story.h"

#include "store/application/twin_case_store.h"
#include "usecases/application/twin_notice.h"
#include "usecases/application/view_apply.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_cases.h"
#include "usecases/screening/screening_deed.h"

#define NUMBER "4999901000020"
#define OTHER  "6999901000010"

static int64_t apply(struct story *story, const char *number, const char *mail)
{
	struct value *answers = story_answers(story, "株式会社ためし", "one");

	value_set_text(&story->arena, answers, "corporate_number", number);
	value_set_text(&story->arena, answers, "mail", mail);
	return story_submit(story, story_fill_in(story, answers), LANG_JA).case_id;
}

/* What follows an application a second later: the job that looks at new cases, and those that it queues. */
static void look(struct story *story)
{
	int64_t latest = story_ask(story, "SELECT MAX(id) FROM company_case");

	story_index_cases(story);
	for (int64_t id = 1; id <= latest; id++) {
		const char *sql = arena_printf(&story->arena,
					       "SELECT COUNT(*) FROM job WHERE kind = 'tell_twin' AND subject = %lld",
					       (long long)id);
		const struct job job = {.kind = TWIN_CASE_JOB, .subject = id};
		for (int64_t times = story_ask(story, sql); times > 0; times--) /* also twice, as a job may run */
			for (int i = 0; i < 2; i++)
				assert_ok(twin_notice_run(story->office, &job, &story->why), &story->why);
	}
}

static int64_t told(struct story *story, int64_t number)
{
	return story_ask(story, arena_printf(&story->arena,
					     "SELECT COUNT(*) FROM message WHERE template = 'another_application' "
					     "AND case_id = %lld",
					     (long long)number));
}

static const struct value *twins(struct story *story, int64_t number)
{
	struct value *view = NULL;

	assert_ok(view_case(story->office, &story->arena, &story->tokyo, LANG_JA, number, &view, &story->why),
		  &story->why);
	return value_get(view, "twins");
}

static void the_first_address_is_told_once_however_many_come(void **state)
{
	struct story *story = *state;
	int64_t first = apply(story, NUMBER, "first@example.jp");

	look(story);
	assert_int_equal(told(story, first), 0);
	for (int i = 0; i < 5; i++)
		apply(story, NUMBER, arena_printf(&story->arena, "other%d@example.jp", i));
	look(story);
	assert_int_equal(told(story, first), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'another_application'"), 1);
	assert_string_equal(story_mail(story, first, "another_application").recipient, "first@example.jp");
}

static void one_mail_address_in_two_cases_of_letters_is_the_same(void **state)
{
	struct story *story = *state;
	int64_t first = apply(story, NUMBER, "Hanako@example.jp");

	apply(story, OTHER, "hanako@EXAMPLE.jp");
	look(story);
	assert_int_equal(told(story, first), 1);
	assert_int_equal(value_count(twins(story, first)), 1);
	assert_false(value_get_bool(value_at(twins(story, first), 0), "is_same_number"));
}

static void companies_that_share_nothing_are_no_twins(void **state)
{
	struct story *story = *state;
	int64_t first = apply(story, NUMBER, "a@example.jp");

	apply(story, OTHER, "b@example.jp");
	look(story);
	assert_int_equal(told(story, first), 0);
	assert_int_equal(value_count(twins(story, first)), 0);
}

static void who_is_out_is_told_nothing(void **state)
{
	struct story *story = *state;
	int64_t first = apply(story, NUMBER, "a@example.jp");

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, first, "電話で"),
		  &story->why);
	apply(story, NUMBER, "b@example.jp");
	look(story);
	assert_int_equal(told(story, first), 0);
	assert_int_equal(value_count(twins(story, first)), 1); /* the office sees it all the same */
}

static void the_desk_links_the_others_and_marks_them_in_the_list(void **state)
{
	struct story *story = *state;
	int64_t first = apply(story, NUMBER, "a@example.jp"), second = apply(story, NUMBER, "b@example.jp");
	const struct case_query query = {"", "", "", "", 1, false};
	const struct value *cases;
	struct value *view = NULL;

	apply(story, OTHER, "c@example.jp");
	assert_string_equal(value_get_text(value_at(twins(story, first), 0), "receipt"), "R7-0002");
	assert_string_equal(value_get_text(value_at(twins(story, second), 0), "receipt"), "R7-0001");
	assert_true(value_get_bool(value_at(twins(story, second), 0), "is_same_number"));
	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	cases = value_get(view, "cases");
	assert_true(value_get_bool(value_at(cases, 0), "has_twin"));
	assert_true(value_get_bool(value_at(cases, 1), "has_twin"));
	assert_false(value_get_bool(value_at(cases, 2), "has_twin"));
}

static void a_company_never_sees_who_else_applied(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(apply(story, NUMBER, "a@example.jp"));
	struct value *view = NULL;

	apply(story, NUMBER, "b@example.jp");
	assert_ok(view_case(story->office, &story->arena, &company, LANG_JA, company.case_id, &view, &story->why),
		  &story->why);
	assert_int_equal(value_get(view, "twins")->kind, VALUE_NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_first_address_is_told_once_however_many_come),
		STORY(one_mail_address_in_two_cases_of_letters_is_the_same),
		STORY(companies_that_share_nothing_are_no_twins),
		STORY(who_is_out_is_told_nothing),
		STORY(the_desk_links_the_others_and_marks_them_in_the_list),
		STORY(a_company_never_sees_who_else_applied),
	};
	return test_store_run("twins", tests, COUNT(tests));
}
