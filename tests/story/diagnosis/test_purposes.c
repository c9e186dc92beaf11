/* SPDX-License-Identifier: Apache-2.0 */
/* A company permits a diagnosis for one purpose or another; each has its own end. */
#include "story/story.h"

#include "calendar/day.h"
#include "usecases/diagnosis/diagnose_run.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"

static const char *problem_of(struct story *story, const struct value *typed, int64_t number, const char *question)
{
	const struct actor company = story_company(number);
	struct value *problems = NULL;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	return value_get_text(problems, question);
}

static enum err start(struct story *story, int64_t number)
{
	return story_do(story, &diagnosis_deed_start, &story->secretariat, number);
}

static int64_t permitted_for(struct story *story, const char *window, const char *recheck, const char *watch)
{
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "window", window);
	value_set_text(&story->arena, typed, "recheck", recheck);
	value_set_text(&story->arena, typed, "watch", watch);
	assert_string_equal(problem_of(story, typed, number, "window"), "");
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	return number;
}

static enum err start_for(struct story *story, int64_t number, const char *purpose)
{
	const struct case_deed_input input = {.purpose = str_from(purpose)};

	return case_deed_do(&diagnosis_deed_start, story->office, &story->secretariat, NULL, number, &input,
			    &story->why);
}

static enum err end_purpose(struct story *story, const struct actor *actor, int64_t number, const char *purpose)
{
	const struct case_deed_input input = {.purpose = str_from(purpose)};

	return case_deed_do(&targets_deed_end_purpose, story->office, actor, NULL, number, &input, &story->why);
}

static void a_window_that_is_over_starts_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "no", "no");

	story->office->clock.fixed_ms = STORY_NOW_MS + 14 * INT64_C(86400000) + 1;
	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis"), 0);
}

static void only_a_purpose_that_was_permitted_is_run(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "no", "days_90", "no");

	assert_int_equal(start_for(story, number, "first_diagnosis"), ERR_CONFLICT);
	assert_int_equal(start_for(story, number, "watch"), ERR_CONFLICT);
	assert_int_equal(start_for(story, number, "attack"), ERR_INVALID);
	assert_ok(start_for(story, number, "recheck"), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE purpose = 'recheck'"), 1);
}

static void a_purpose_whose_time_is_over_is_not_run_while_another_goes_on(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "days_90", "no");

	story->office->clock.fixed_ms = STORY_NOW_MS + 14 * INT64_C(86400000);
	assert_int_equal(start_for(story, number, "first_diagnosis"), ERR_CONFLICT);
	assert_ok(start(story, number), &story->why); /* what is not said is the first that holds */
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE purpose = 'recheck'"), 1);
}

static void nothing_is_permitted_behind_the_end_of_the_support(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "no", "no", "support_end");
	struct value *typed = story_answers_of(story, "authorisation");

	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE "
					  "document LIKE '%\"watch\":{\"not_after_ms\":1774969200000}%'"),
			 1); /* 2026-04-01 00:00 JST */
	story->office->clock.fixed_ms = INT64_C(1774969200000);
	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_string_equal(problem_of(story, typed, number, "window"), "support_over");
}

static void who_permits_no_purpose_has_permitted_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "window", "no");
	value_set_text(&story->arena, typed, "recheck", "no");
	assert_string_equal(problem_of(story, typed, number, "window"), "no_purpose");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation_request"), 0);
}

static void a_purpose_is_ended_alone_and_once(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "days_90", "no");
	const struct actor company = story_company(number);

	for (int i = 0; i < 2; i++)
		assert_ok(end_purpose(story, &company, number, "first_diagnosis"), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'purpose_ended'"), 1);
	assert_int_equal(start_for(story, number, "first_diagnosis"), ERR_CONFLICT);
	assert_int_equal(end_purpose(story, &company, number, "watch"), ERR_CONFLICT);
	assert_int_equal(end_purpose(story, &company, number, "attack"), ERR_INVALID);
	assert_ok(start_for(story, number, "recheck"), &story->why);
}

static void a_purpose_is_ended_also_under_a_clock_that_was_put_back(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "days_90", "no");
	const struct actor company = story_company(number);

	story->office->clock.fixed_ms = STORY_NOW_MS - 3600000;
	assert_ok(end_purpose(story, &company, number, "first_diagnosis"), &story->why);
	story->office->clock.fixed_ms = STORY_NOW_MS + 3600000;
	assert_int_equal(start_for(story, number, "first_diagnosis"), ERR_CONFLICT);
	assert_ok(start_for(story, number, "recheck"), &story->why); /* the document can still be read */
}

static void the_secretariat_ends_a_purpose_that_it_heard_of_by_telephone(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "no", "no");
	const struct actor *others[] = {&story->tokyo, &story->expert, &story->diagnosis};

	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(end_purpose(story, others[i], number, "first_diagnosis"), ERR_DENIED);
	assert_ok(end_purpose(story, &story->secretariat, number, "first_diagnosis"), &story->why);
	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT until_ms FROM support"), 0);
}

static void a_run_that_waits_when_its_purpose_is_ended_never_probes(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "days_90", "no");
	const struct actor company = story_company(number);
	struct job job = {.kind = DIAGNOSE_JOB};

	assert_ok(start_for(story, number, "recheck"), &story->why);
	assert_ok(end_purpose(story, &company, number, "recheck"), &story->why);
	story->office->probe.path = "/nonexistent/probe"; /* would be an error, if it were run */
	job.subject = story_ask(story, "SELECT id FROM diagnosis");
	assert_ok(diagnose_run(story->office, &job, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE state = 'stopped' AND "
					  "problem LIKE '%recheck was ended%'"),
			 1);
}

static void the_mail_says_when_the_run_of_this_purpose_must_be_over(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "days_90", "no");
	const char *last = day_format_time(&story->arena, LANG_JA, STORY_NOW_MS + 14 * INT64_C(86400000));

	assert_ok(start(story, number), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'diagnosis_begins'"), 1);
	assert_int_equal(
		story_ask(story, arena_printf(&story->arena,
					      "SELECT COUNT(*) FROM message WHERE template = 'diagnosis_begins' "
					      "AND body LIKE '%%%s%%'",
					      last)),
		1);
}

static void a_document_of_before_the_purposes_permits_the_first_diagnosis(void **state)
{
	struct story *story = *state;
	int64_t number = permitted_for(story, "days_14", "no", "no");

	story_tamper(story, "UPDATE authorisation SET document = "
			    "replace(document, ',\"purposes\":{\"first', ',\"purposes\":{\"last')");
	assert_int_equal(start(story, number), ERR_INVALID); /* damaged */
	story_tamper(story, arena_printf(&story->arena,
					 "UPDATE authorisation SET document = replace(document, "
					 "',\"purposes\":{\"last_diagnosis\":{\"not_after_ms\":%lld}}', '')",
					 (long long)(STORY_NOW_MS + 14 * INT64_C(86400000))));
	assert_int_equal(start_for(story, number, "recheck"), ERR_CONFLICT);
	assert_ok(start(story, number), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE purpose = 'first_diagnosis'"), 1);
}

static void the_document_says_who_permits_and_what_the_targets_are_called(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");
	static const char *const parts[] = {
		"\"host\":\"127.0.0.1\",\"name\":\"予約のページ\"",
		"\"host\":\"127.0.0.2\"}",
		"\"authorised_by\":\"専務取締役 物語 太郎\"",
		"\"authority\":\"other\"",
		"\"authority_text\":\"情報システムの責任者\"",
		"\"stop_contact\":\"総務部 佐藤 03-1234-5678\"",
		"\"stop_hours\":\"平日の9時から18時\"",
	};
	static const char *const answers[][2] = {
		{"targets", "127.0.0.1　予約のページ\n127.0.0.2"},
		{"authorised_role", "専務取締役"},
		{"authorised_by", "物語 太郎"},
		{"authority", "other"},
		{"authority_text", "情報システムの責任者"},
		{"stop_name", "総務部 佐藤"},
		{"stop_contact", "03-1234-5678"},
		{"stop_hours", "平日の9時から18時"},
	};

	for (size_t i = 0; i < COUNT(answers); i++)
		value_set_text(&story->arena, typed, answers[i][0], answers[i][1]);
	assert_string_equal(problem_of(story, typed, number, "targets"), "");
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	for (size_t i = 0; i < COUNT(parts); i++)
		assert_int_equal(story_ask(story, arena_printf(&story->arena,
							       "SELECT COUNT(*) FROM authorisation WHERE document "
							       "LIKE '%%%s%%'",
							       parts[i])),
				 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_document_says_who_permits_and_what_the_targets_are_called),
		STORY(a_window_that_is_over_starts_nothing),
		STORY(only_a_purpose_that_was_permitted_is_run),
		STORY(a_purpose_whose_time_is_over_is_not_run_while_another_goes_on),
		STORY(nothing_is_permitted_behind_the_end_of_the_support),
		STORY(who_permits_no_purpose_has_permitted_nothing),
		STORY(a_purpose_is_ended_alone_and_once),
		STORY(a_purpose_is_ended_also_under_a_clock_that_was_put_back),
		STORY(the_secretariat_ends_a_purpose_that_it_heard_of_by_telephone),
		STORY(a_run_that_waits_when_its_purpose_is_ended_never_probes),
		STORY(the_mail_says_when_the_run_of_this_purpose_must_be_over),
		STORY(a_document_of_before_the_purposes_permits_the_first_diagnosis),
	};

	return test_store_run("purposes", tests, COUNT(tests));
}
