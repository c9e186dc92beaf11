/* SPDX-License-Identifier: Apache-2.0 */
/* A watch that a company has permitted runs once a month by itself, until it is over or ended. */
#include "story/story.h"

#include "calendar/day.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"

/* Permitted on Monday 2 June 2025 at 10:00: thirty days later is Wednesday 2 July. */
#define JULY_2     (STORY_NOW_MS + 30 * DAY_MS)
#define AUGUST     (JULY_2 + 30 * DAY_MS) /* Friday 1 August */
#define RUNS(what) "SELECT COUNT(*) FROM diagnosis WHERE purpose = 'watch'" what

static int64_t watched(struct story *story, const char *watch)
{
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	struct value *typed = story_answers_of(story, "authorisation"), *problems = NULL;

	value_set_text(&story->arena, typed, "watch", watch);
	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	assert_int_equal(value_count(problems), 0);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	return number;
}

static void run_at(struct story *story, int64_t number, int64_t at_ms)
{
	const struct job job = {.kind = DIAGNOSIS_WATCH_JOB, .subject = number};

	story->office->clock.fixed_ms = at_ms;
	assert_ok(diagnosis_deed_watch_run(story->office, &job, &story->why), &story->why);
}

/* As its own job does, which these stories do not run. */
static void end_runs(struct story *story)
{
	story_tamper(story, "UPDATE diagnosis SET state = 'done', finished_ms = queued_ms + 1");
}

static int64_t next_look(struct story *story)
{
	return story_ask(story, "SELECT MAX(run_at_ms) FROM job WHERE kind = '" DIAGNOSIS_WATCH_JOB "'");
}

static void it_runs_each_month_until_its_end_and_the_company_is_told(void **state)
{
	struct story *story = *state;
	int64_t number = watched(story, "days_90");

	assert_int_equal(next_look(story), JULY_2);
	run_at(story, number, JULY_2 - 1);
	assert_int_equal(story_ask(story, RUNS("")), 0);
	run_at(story, number, JULY_2);
	assert_int_equal(story_ask(story, RUNS(" AND state = 'queued'")), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'diagnosis_begins'"), 1);
	assert_int_equal(next_look(story), AUGUST);
	end_runs(story);
	run_at(story, number, AUGUST);
	end_runs(story);
	assert_int_equal(story_ask(story, RUNS("")), 2);
	/* 1 September lies behind the 90 days. */
	run_at(story, number, AUGUST + 31 * DAY_MS);
	assert_int_equal(story_ask(story, RUNS("")), 2);
}

static void nothing_runs_twice_however_often_the_job_runs_and_the_clock_jumps(void **state)
{
	struct story *story = *state;
	int64_t number = watched(story, "days_90");
	const int64_t at[] = {JULY_2, JULY_2, STORY_NOW_MS, JULY_2 + 1, JULY_2 + DAY_MS, STORY_NOW_MS, JULY_2};

	for (size_t i = 0; i < COUNT(at); i++) {
		run_at(story, number, at[i]);
		end_runs(story);
	}
	assert_int_equal(story_ask(story, RUNS("")), 1);
	run_at(story, number, AUGUST + 20 * DAY_MS); /* no worker ran for weeks: it is made up once */
	end_runs(story);
	run_at(story, number, AUGUST + 20 * DAY_MS);
	assert_int_equal(story_ask(story, RUNS("")), 2);
}

static void a_diagnosis_of_another_purpose_counts_for_the_month(void **state)
{
	struct story *story = *state;
	int64_t number = watched(story, "days_90");

	story->office->clock.fixed_ms = STORY_NOW_MS + 3 * DAY_MS;
	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
	run_at(story, number, JULY_2); /* it still goes on: nothing begins beside it */
	end_runs(story);
	run_at(story, number, JULY_2);
	assert_int_equal(story_ask(story, RUNS("")), 0);
	assert_int_equal(next_look(story), JULY_2 + 5 * DAY_MS); /* the 5th is a Saturday */
	run_at(story, number, JULY_2 + 5 * DAY_MS);
	assert_int_equal(story_ask(story, RUNS("")), 1);
}

static void who_ends_it_is_not_looked_at_any_more(void **state)
{
	struct story *story = *state;
	int64_t ended = watched(story, "days_90"), revoked = watched(story, "days_90"), never = watched(story, "no");
	const struct case_deed_input watch = {.purpose = STR("watch")};
	const struct actor companies[] = {story_company(ended), story_company(revoked)};

	assert_ok(
		case_deed_do(&targets_deed_end_purpose, story->office, &companies[0], NULL, ended, &watch, &story->why),
		&story->why);
	assert_ok(story_do(story, &targets_deed_revoke, &companies[1], revoked), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = '" DIAGNOSIS_WATCH_JOB "'"), 2);
	run_at(story, ended, JULY_2);
	run_at(story, revoked, JULY_2);
	run_at(story, never, JULY_2);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis"), 0);
}

static void a_state_without_runs_holds_it_back_and_does_not_end_it(void **state)
{
	struct story *story = *state;
	int64_t number = watched(story, "days_90");

	story_tamper(story, "UPDATE company_case SET state = 'invited'");
	run_at(story, number, JULY_2);
	assert_int_equal(story_ask(story, RUNS("")), 0);
	assert_int_equal(next_look(story), JULY_2 + DAY_MS);
	story_tamper(story, "UPDATE company_case SET state = 'confirmed'");
	run_at(story, number, JULY_2 + DAY_MS);
	assert_int_equal(story_ask(story, RUNS("")), 1);
}

/* A rehearsal's authorisation is none outside of it, at which only the deed looks. */
static void a_look_that_was_refused_is_taken_again_the_next_day(void **state)
{
	struct story *story = *state;
	int64_t number;

	story->office->rehearsal = true;
	number = watched(story, "days_90");
	story->office->rehearsal = false;
	run_at(story, number, JULY_2);
	assert_int_equal(story_ask(story, RUNS("")), 0);
	assert_int_equal(next_look(story), JULY_2 + DAY_MS);
	story->office->rehearsal = true;
	run_at(story, number, JULY_2 + DAY_MS);
	assert_int_equal(story_ask(story, RUNS("")), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(it_runs_each_month_until_its_end_and_the_company_is_told),
		STORY(nothing_runs_twice_however_often_the_job_runs_and_the_clock_jumps),
		STORY(a_diagnosis_of_another_purpose_counts_for_the_month),
		STORY(who_ends_it_is_not_looked_at_any_more),
		STORY(a_state_without_runs_holds_it_back_and_does_not_end_it),
		STORY(a_look_that_was_refused_is_taken_again_the_next_day),
	};

	return test_store_run("watch", tests, COUNT(tests));
}
