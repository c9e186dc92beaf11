/* SPDX-License-Identifier: Apache-2.0 */
/* A log that contradicts itself is caught at the entry that does it. */
#include <string.h>

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
	assert_int_equal(replay->ledgers[0].ranks, 2);
	assert_int_equal(replay->ledgers[0].holding, 2);
	assert_int_equal(replay->ledgers[1].holding, 1);
	assert_int_equal(replay->cases, 3);
}

static void a_place_that_is_given_up_is_free_again(void **state)
{
	struct replay *replay = *state;
	struct log_entry first = applied(1, "one", 1);

	add(replay, first);
	assert_int_equal(moved(replay, first, "withdrawn", "withdrawn", false), REPLAY_GOOD);
	assert_int_equal(replay->ledgers[0].holding, 0);
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
	assert_int_equal(replay->ledgers[0].waiting, 2);
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

/* --- places --- */

static bool two_places(void *context, const char *edition, int64_t version, const char *course,
		       struct replay_places *ret_places)
{
	*ret_places = (struct replay_places){version == 2 ? 3 : 2, PLACE_ORDER_APPLICATION};
	return strcmp(course, "unknown") != 0;
}

static struct log_entry waits(int64_t number)
{
	struct log_entry entry = applied(number, "one", number);

	entry.kind = "applied_to_wait";
	entry.state = "waiting";
	entry.holds_place = false;
	return entry;
}

/* The cases 1 and 2 have the two places, the next ones wait. */
static struct replay *full(void **state, int64_t waiting)
{
	struct replay *replay = *state;

	replay->rules = (struct replay_rules){two_places, NULL};
	for (int64_t number = 1; number <= 2; number++)
		assert_int_equal(add(replay, applied(number, "one", number)), REPLAY_GOOD);
	for (int64_t number = 3; number < 3 + waiting; number++)
		assert_int_equal(add(replay, waits(number)), REPLAY_GOOD);
	return replay;
}

static enum replay_problem withdrawn(struct replay *replay, int64_t number)
{
	return moved(replay, applied(number, "one", number), "withdrawn", "withdrawn", false);
}

static enum replay_problem offered(struct replay *replay, int64_t number)
{
	return moved(replay, applied(number, "one", number), "place_offered", "offered", true);
}

static void a_place_that_is_not_there_is_a_contradiction(void **state)
{
	struct replay *replay = full(state, 0);

	assert_int_equal(add(replay, applied(3, "one", 3)), REPLAY_FULL);
}

static void waiting_beside_a_free_place_is_a_contradiction(void **state)
{
	struct replay *replay = *state;

	replay->rules = (struct replay_rules){two_places, NULL};
	assert_int_equal(add(replay, waits(1)), REPLAY_PASSED);
}

static void a_place_over_the_head_of_one_who_waits_is_a_contradiction(void **state)
{
	struct replay *replay = full(state, 2);

	assert_int_equal(withdrawn(replay, 1), REPLAY_GOOD);
	assert_int_equal(offered(replay, 4), REPLAY_UNFAIR);
	assert_int_equal(withdrawn(replay, 2), REPLAY_GOOD);
	assert_int_equal(add(replay, applied(5, "one", 5)), REPLAY_UNFAIR);
}

static void a_freed_place_goes_to_the_first_before_anything_else_happens(void **state)
{
	struct replay *replay = full(state, 2);

	assert_int_equal(withdrawn(replay, 1), REPLAY_GOOD);
	assert_int_equal(offered(replay, 3), REPLAY_GOOD);
	assert_int_equal(moved(replay, applied(3, "one", 3), "offer_refused", "withdrawn", false), REPLAY_GOOD);
	assert_int_equal(offered(replay, 4), REPLAY_GOOD);
	assert_int_equal(replay_end(replay), REPLAY_GOOD);
	assert_int_equal(replay->ledgers[0].holding, 2);
}

static void a_freed_place_that_is_not_offered_is_told_once(void **state)
{
	struct replay *replay = full(state, 1);

	assert_int_equal(withdrawn(replay, 1), REPLAY_GOOD);
	assert_int_equal(moved(replay, applied(2, "one", 2), "checked", "checked", true), REPLAY_OWED);
	assert_int_equal(add(replay, waits(4)), REPLAY_GOOD);
	assert_int_equal(replay_end(replay), REPLAY_GOOD);
}

static void a_freed_place_that_is_not_offered_at_the_end_is_told_too(void **state)
{
	struct replay *replay = full(state, 1);

	assert_int_equal(withdrawn(replay, 1), REPLAY_GOOD);
	assert_int_equal(replay_end(replay), REPLAY_OWED);
}

static void a_closed_call_offers_no_place(void **state)
{
	struct replay *replay = full(state, 1);

	assert_int_equal(add(replay, (struct log_entry){.kind = "edition_closed", .edition = "r7"}), REPLAY_GOOD);
	assert_int_equal(withdrawn(replay, 1), REPLAY_GOOD);
	assert_int_equal(replay_end(replay), REPLAY_GOOD);
}

static void a_version_with_more_places_has_one_for_who_waits(void **state)
{
	const struct log_bound bound = {.name = "edition_version", .key = "r7.2"};
	struct replay *replay = full(state, 1);

	assert_int_equal(offered(replay, 3), REPLAY_FULL);
	assert_int_equal(
		add(replay,
		    (struct log_entry){.kind = "edition_changed", .edition = "r7", .bound = &bound, .bound_count = 1}),
		REPLAY_GOOD);
	assert_int_equal(add(replay, applied(4, "one", 4)), REPLAY_FULL);
}

static void who_changes_the_course_has_a_new_rank_there_and_keeps_its_turn(void **state)
{
	struct replay *replay = full(state, 1);
	struct log_entry other = applied(4, "three", 1);
	int64_t *numbers;

	for (int64_t number = 4; number <= 5; number++) {
		other.case_number = number;
		other.arrival = number - 3;
		assert_int_equal(add(replay, other), REPLAY_GOOD);
	}
	other = waits(6);
	other.course = "three";
	other.arrival = 3;
	assert_int_equal(add(replay, other), REPLAY_GOOD);
	other = waits(3);
	other.kind = "course_changed_to_wait";
	other.course = "three";
	other.arrival = 4;
	assert_int_equal(add(replay, other), REPLAY_GOOD);
	assert_int_equal(replay_waiting(replay, 1, &numbers), 2);
	assert_int_equal(numbers[0], 3);
	assert_int_equal(numbers[1], 6);
	assert_int_equal(replay_waiting(replay, 0, &numbers), 0);
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
		TEST(a_place_that_is_not_there_is_a_contradiction),
		TEST(waiting_beside_a_free_place_is_a_contradiction),
		TEST(a_place_over_the_head_of_one_who_waits_is_a_contradiction),
		TEST(a_freed_place_goes_to_the_first_before_anything_else_happens),
		TEST(a_freed_place_that_is_not_offered_is_told_once),
		TEST(a_freed_place_that_is_not_offered_at_the_end_is_told_too),
		TEST(a_closed_call_offers_no_place),
		TEST(a_version_with_more_places_has_one_for_who_waits),
		TEST(who_changes_the_course_has_a_new_rank_there_and_keeps_its_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
