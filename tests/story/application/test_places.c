/* SPDX-License-Identifier: Apache-2.0 */
/* 45 places of the one-visit course, first come, first served: also when everybody comes at once. */
#include "story/story.h"

#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <unistd.h>

#include "usecases/application/course_places.h"
#include "usecases/screening/screening_deed.h"

#define PLACES 45

static struct apply_result apply(struct story *story, const char *course)
{
	return story_submit(story, story_fill_in(story, story_answers(story, "株式会社ためし", course)), LANG_JA);
}

static void the_46th_application_waits(void **state)
{
	struct story *story = *state;
	struct apply_result last;

	for (int64_t i = 1; i <= PLACES; i++) {
		struct apply_result result = apply(story, "one");
		assert_true(result.case_id == i);
		assert_false(result.is_waiting);
	}
	last = apply(story, "one");
	assert_true(last.case_id == PLACES + 1);
	assert_true(last.is_waiting);
	assert_int_equal(story_state(story, PLACES), CASE_STATE_RECEIVED);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_WAITING);
	assert_non_null(strstr(story_mail(story, PLACES + 1, "waiting").subject, "R7-0046"));
	assert_int_equal(story_mail_count(story, PLACES + 1), 1);
	assert_false(apply(story, "three").is_waiting); /* the other course has places of its own */
}

static void nobody_overtakes_the_waiting_list(void **state)
{
	struct story *story = *state;
	struct value *courses;

	for (int64_t i = 1; i <= 5; i++)
		assert_false(apply(story, "three").is_waiting);
	assert_true(apply(story, "three").is_waiting);
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, 3, "条件に合わないため。"),
		  &story->why);
	assert_int_equal(
		story_ask(story, "SELECT COUNT(*) FROM company_case WHERE course = 'three' AND holds_place = 1"), 5);
	/* The place is offered to the company that waited, and whoever comes is told before sending. */
	assert_int_equal(story_state(story, 6), CASE_STATE_OFFERED);
	assert_ok(course_places_list(story->office, &story->arena, LANG_JA, story->edition, &courses, &story->why),
		  &story->why);
	assert_false(value_get_bool(value_at(courses, 0), "is_full"));
	assert_true(value_get_bool(value_at(courses, 1), "is_full"));
	assert_int_equal(value_get_int(value_at(courses, 1), "left", 1), 0);
	assert_int_equal(value_get_int(value_at(courses, 1), "waiting", 1), 0);
	assert_true(apply(story, "three").is_waiting);
}

struct applicant {
	struct story *story;
	struct token token;
	struct apply_result result;
	enum err err;
};

static void *submit(void *context)
{
	struct applicant *applicant = context;
	const struct call call = story_call(applicant->story);
	const struct apply_draft draft = {
		.call = &call, .token = str_from(applicant->token.text), .name = STORY_DRAFT, .client = ""};
	struct fault why;
	struct arena arena;

	arena_init(&arena);
	applicant->err = apply_submit(applicant->story->office, &arena, &draft, LANG_JA, &applicant->result, &why);
	arena_release(&arena);
	return NULL;
}

static void all_who_come_at_once_get_numbers_without_gaps_and_no_place_twice(void **state)
{
	enum { APPLICANTS = 16 };
	struct story *story = *state;
	struct applicant applicants[APPLICANTS];
	pthread_t threads[APPLICANTS];
	bool has_number[APPLICANTS + 1] = {false};
	int waiting = 0;

	for (int i = 0; i < APPLICANTS; i++)
		applicants[i] = (struct applicant){
			.story = story,
			.token = story_fill_in(story, story_answers(story, "株式会社ためし", "three")),
			.err = ERR_IO,
		};
	for (int i = 0; i < APPLICANTS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, submit, &applicants[i]), 0);
	for (int i = 0; i < APPLICANTS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < APPLICANTS; i++) {
		int64_t number = applicants[i].result.case_id;
		assert_int_equal(applicants[i].err, ERR_OK);
		assert_in_range(number, 1, APPLICANTS);
		assert_false(has_number[number]);
		has_number[number] = true;
		waiting += applicants[i].result.is_waiting;
	}
	assert_int_equal(waiting, APPLICANTS - 5);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case WHERE holds_place = 1"), 5);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message"), APPLICANTS);
}

struct end_of_reception {
	struct story *story;
	sem_t begun;
};

/* Keeps the one who writes busy until others wait behind it; then the reception is over. */
static enum err end_slowly(struct tx *tx, void *context, struct fault *why)
{
	struct end_of_reception *end = context;

	sem_post(&end->begun);
	usleep(500000);
	end->story->office->clock.fixed_ms = end->story->edition->closes_ms;
	return ERR_OK;
}

static void *end_reception(void *context)
{
	struct end_of_reception *end = context;
	struct fault why;

	return db_write(end->story->office->db, end_slowly, end, &why) ? end : NULL;
}

static void who_waits_for_the_writer_when_the_reception_ends_is_too_late(void **state)
{
	struct story *story = *state;
	struct end_of_reception end = {.story = story};
	enum apply_outcome outcome;
	struct token token;
	pthread_t thread;
	void *failed;

	story->office->clock.fixed_ms = story->edition->closes_ms - 1;
	token = story_fill_in(story, story_answers(story, "遅刻株式会社", "one"));
	assert_int_equal(sem_init(&end.begun, 0, 0), 0);
	assert_int_equal(pthread_create(&thread, NULL, end_reception, &end), 0);
	while (sem_wait(&end.begun) != 0)
		;
	outcome = story_submit(story, token, LANG_JA).outcome;
	assert_int_equal(pthread_join(thread, &failed), 0);
	assert_int_equal(outcome, APPLY_CLOSED);
	assert_null(failed);
	sem_destroy(&end.begun);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 0);
}

static void a_button_pressed_many_times_makes_one_application(void **state)
{
	enum { PRESSES = 8 };
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", "one"));
	struct applicant presses[PRESSES];
	pthread_t threads[PRESSES];

	for (int i = 0; i < PRESSES; i++) {
		presses[i] = (struct applicant){.story = story, .token = token, .err = ERR_IO};
		assert_int_equal(pthread_create(&threads[i], NULL, submit, &presses[i]), 0);
	}
	for (int i = 0; i < PRESSES; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(presses[i].err, ERR_OK);
		assert_true(presses[i].result.case_id == 1);
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_46th_application_waits),
		STORY(nobody_overtakes_the_waiting_list),
		STORY(all_who_come_at_once_get_numbers_without_gaps_and_no_place_twice),
		STORY(who_waits_for_the_writer_when_the_reception_ends_is_too_late),
		STORY(a_button_pressed_many_times_makes_one_application),
	};

	return test_store_run("places", tests, COUNT(tests));
}
