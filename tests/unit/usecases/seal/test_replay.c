/* SPDX-License-Identifier: Apache-2.0 */
/* A log that contradicts itself is caught at the entry that does it. */
#include "test.h"
#include "usecases/seal/replay.h"

static int empty(void **state)
{
	static struct arena arena;
	static struct replay replay;

	arena_init(&arena);
	replay = (struct replay){.arena = &arena};
	*state = &replay;
	return 0;
}

static int forget(void **state)
{
	arena_release(((struct replay *)*state)->arena);
	return 0;
}

/* An application that gets a place. */
static struct log_entry applied(int64_t number, const char *course, int64_t arrival)
{
	return (struct log_entry){.kind = "applied",
				  .edition = "r7",
				  .case_number = number,
				  .state = "received",
				  .course = course,
				  .arrival = arrival,
				  .holds_place = true};
}

static enum replay_problem add(struct replay *replay, struct log_entry entry)
{
	return replay_add(replay, &entry);
}

/* The same case, moved on. */
static enum replay_problem moved(struct replay *replay, struct log_entry first, const char *kind, const char *to,
				 bool holds_place)
{
	first.kind = kind;
	first.state = to;
	first.holds_place = holds_place;
	return replay_add(replay, &first);
}

static void applications_of_two_courses_are_counted_apart(void **state)
{
	struct replay *replay = *state;

	assert_int_equal(add(replay, applied(1, "one", 1)), REPLAY_GOOD);
	assert_int_equal(add(replay, applied(2, "three", 1)), REPLAY_GOOD);
	assert_int_equal(add(replay, applied(3, "one", 2)), REPLAY_GOOD);
	assert_int_equal(replay->course_count, 2);
	assert_int_equal(replay->courses[0].applications, 2);
	assert_int_equal(replay->courses[0].holding, 2);
	assert_int_equal(replay->courses[1].holding, 1);
	assert_int_equal(replay->cases, 3);
}

static void a_place_that_is_given_up_is_free_again(void **state)
{
	struct replay *replay = *state;
	struct log_entry first = applied(1, "one", 1);

	add(replay, first);
	assert_int_equal(moved(replay, first, "withdrawn", "withdrawn", false), REPLAY_GOOD);
	assert_int_equal(replay->courses[0].holding, 0);
}

static void who_waits_holds_no_place(void **state)
{
	struct replay *replay = *state;
	struct log_entry waits = applied(1, "one", 1);

	waits.kind = "applied_to_wait";
	waits.state = "waiting";
	assert_int_equal(add(replay, waits), REPLAY_PLACE);
	waits = applied(2, "one", 2);
	waits.kind = "applied_to_wait";
	waits.state = "waiting";
	waits.holds_place = false;
	assert_int_equal(add(replay, waits), REPLAY_GOOD);
	assert_int_equal(replay->courses[0].waiting, 2);
}

static void a_number_passed_over_is_a_contradiction(void **state)
{
	struct replay *replay = *state;

	add(replay, applied(1, "one", 1));
	assert_int_equal(add(replay, applied(3, "one", 2)), REPLAY_NUMBER);
}

static void a_rank_given_twice_is_a_contradiction(void **state)
{
	struct replay *replay = *state;

	add(replay, applied(1, "one", 1));
	assert_int_equal(add(replay, applied(2, "one", 1)), REPLAY_ARRIVAL);
}

static void a_rank_that_changes_later_is_a_contradiction(void **state)
{
	struct replay *replay = *state;
	struct log_entry first = applied(1, "one", 1);

	add(replay, first);
	first.arrival = 2;
	assert_int_equal(moved(replay, first, "checked", "checked", true), REPLAY_ARRIVAL);
}

static void a_course_that_changes_later_is_a_contradiction(void **state)
{
	struct replay *replay = *state;
	struct log_entry first = applied(1, "one", 1);

	add(replay, first);
	first.course = "three";
	assert_int_equal(moved(replay, first, "checked", "checked", true), REPLAY_COURSE);
}

static void a_state_that_no_event_leads_to_is_a_contradiction(void **state)
{
	struct replay *replay = *state;
	struct log_entry first = applied(1, "one", 1);

	add(replay, first);
	assert_int_equal(moved(replay, first, "approved", "invited", true), REPLAY_STATE);
	assert_int_equal(moved(replay, first, "no_such_event", "invited", true), REPLAY_STATE);
}

static void a_word_about_a_case_that_never_applied_is_a_contradiction(void **state)
{
	struct replay *replay = *state;
	struct log_entry mail = {.kind = "mail_sent", .edition = "r7", .case_number = 1, .state = "", .course = ""};

	assert_int_equal(add(replay, mail), REPLAY_CASE);
	add(replay, applied(1, "one", 1));
	assert_int_equal(add(replay, mail), REPLAY_GOOD);
}

static void editions_number_their_cases_each_from_one(void **state)
{
	struct replay *replay = *state;
	struct log_entry next = applied(1, "one", 1);

	add(replay, applied(1, "one", 1));
	next.edition = "r8";
	assert_int_equal(add(replay, next), REPLAY_GOOD);
}

static void what_concerns_the_office_alone_is_passed_over(void **state)
{
	assert_int_equal(add(*state, (struct log_entry){.kind = "person_added"}), REPLAY_GOOD);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, empty, forget)

int test_replay(void)
{
	const struct CMUnitTest tests[] = {
		TEST(applications_of_two_courses_are_counted_apart),
		TEST(a_place_that_is_given_up_is_free_again),
		TEST(who_waits_holds_no_place),
		TEST(a_number_passed_over_is_a_contradiction),
		TEST(a_rank_given_twice_is_a_contradiction),
		TEST(a_rank_that_changes_later_is_a_contradiction),
		TEST(a_course_that_changes_later_is_a_contradiction),
		TEST(a_state_that_no_event_leads_to_is_a_contradiction),
		TEST(a_word_about_a_case_that_never_applied_is_a_contradiction),
		TEST(editions_number_their_cases_each_from_one),
		TEST(what_concerns_the_office_alone_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
