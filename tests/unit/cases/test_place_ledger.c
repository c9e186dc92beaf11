/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules of places, one by one; and every order in which events can happen to three companies and two places, to the
 * end of what can be reached. A step of the exploration is what one work of the office does: a deed, then the offers
 * that the ledger owes. What is asserted is kept beside the ledger, from the events alone.
 */
#include "cases/place_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

/* --- every order of events --- */

#define COMPANIES 3
#define COURSES   2

/* What a bystander notes. */
struct witness {
	bool gave_up[COMPANIES];
	int came[COMPANIES]; /* order of coming: into the edition or into the course, as the rule says; from 1 */
};

struct world {
	struct place_claim claims[COMPANIES];
	struct place_course courses[COURSES];
	int64_t numbers;
	struct witness seen;
};

struct space {
	enum place_order order;
	size_t course_count;
	int64_t places; /* of each course */
	struct world *worlds;
	size_t count, room;
	size_t *slots; /* index of a world and 1; 0: free */
	size_t slot_count;
	size_t works, offers;
};

static struct place_ledger ledger_of(const struct space *space, struct world *world)
{
	return (struct place_ledger){space->order,  world->courses, space->course_count,
				     world->claims, COMPANIES,      world->numbers};
}

/* Only the order of numbers and ranks matters, so they are closed up: without this no two ways would ever meet. */
static void close_up(struct world *world)
{
	struct world old = *world;

	for (size_t i = 0; i < COMPANIES; i++) {
		int64_t number = 0, arrival = 0;
		int came = 0;
		for (size_t k = 0; k < COMPANIES; k++) {
			bool is_there = old.claims[k].state != CASE_STATE_NONE;
			number += is_there && old.claims[k].rank.number <= old.claims[i].rank.number;
			arrival += is_there && old.claims[k].course == old.claims[i].course &&
				   old.claims[k].rank.arrival <= old.claims[i].rank.arrival;
			came += is_there && old.seen.came[k] <= old.seen.came[i];
		}
		if (old.claims[i].state == CASE_STATE_NONE)
			continue;
		world->claims[i].rank = (struct place_rank){number, arrival};
		world->seen.came[i] = came;
	}
	world->numbers = 0;
	for (size_t i = 0; i < COMPANIES; i++)
		world->numbers += old.claims[i].state != CASE_STATE_NONE;
	for (size_t c = 0; c < COURSES; c++) {
		world->courses[c].ranks = 0;
		for (size_t i = 0; i < COMPANIES; i++)
			world->courses[c].ranks += old.claims[i].state != CASE_STATE_NONE && old.claims[i].course == c;
	}
}

static uint64_t hash(const struct world *world)
{
	uint64_t words[sizeof(*world) / sizeof(uint64_t)], h = UINT64_C(14695981039346656037);

	memcpy(words, world, sizeof(words));
	for (size_t i = 0; i < COUNT(words); i++)
		h = (h ^ words[i] ^ h >> 32) * UINT64_C(1099511628211);
	return h ^ h >> 32;
}

static size_t *find_slot(struct space *space, const struct world *world)
{
	size_t at = (size_t)hash(world) & (space->slot_count - 1);

	while (space->slots[at] && memcmp(&space->worlds[space->slots[at] - 1], world, sizeof(*world)) != 0)
		at = (at + 1) & (space->slot_count - 1);
	return &space->slots[at];
}

static void widen(struct space *space)
{
	space->slot_count = space->slot_count ? 2 * space->slot_count : 1024;
	free(space->slots);
	space->slots = calloc(space->slot_count, sizeof(*space->slots));
	for (size_t i = 0; i < space->count; i++)
		*find_slot(space, &space->worlds[i]) = i + 1;
}

static void keep(struct space *space, const struct world *world)
{
	size_t *slot;

	if (2 * (space->count + 1) > space->slot_count)
		widen(space);
	slot = find_slot(space, world);
	if (*slot)
		return;
	if (space->count == space->room) {
		space->room = space->room ? 2 * space->room : 1024;
		space->worlds = realloc(space->worlds, space->room * sizeof(*space->worlds));
	}
	space->worlds[space->count++] = *world;
	*slot = space->count;
}

/* --- what must be so --- */

static void assert_nobody_is_overtaken(const struct world *world, size_t offered)
{
	for (size_t i = 0; i < COMPANIES; i++)
		if (world->claims[i].state == CASE_STATE_WAITING &&
		    world->claims[i].course == world->claims[offered].course)
			assert_true(world->seen.came[i] >= world->seen.came[offered]);
}

/* Counted anew, and not by the ledger's own numbers. */
static void assert_places_are_right(const struct space *space, const struct world *world)
{
	for (size_t c = 0; c < space->course_count; c++) {
		int64_t holding = 0, offered = 0, waiting = 0;
		for (size_t i = 0; i < COMPANIES; i++) {
			if (world->claims[i].state == CASE_STATE_NONE || world->claims[i].course != c)
				continue;
			holding += case_state_holds_place(world->claims[i].state);
			offered += world->claims[i].state == CASE_STATE_OFFERED;
			waiting += world->claims[i].state == CASE_STATE_WAITING;
		}
		assert_true(holding <= space->places);
		assert_true(offered <= space->places - (holding - offered)); /* one offer at a time a place */
		assert_true(holding == space->places || waiting == 0);       /* no place lies idle */
		assert_int_equal(world->courses[c].holding, holding);
		assert_int_equal(world->courses[c].waiting, waiting);
	}
}

/* --- a work --- */

static void note(struct space *space, struct world *world, size_t company, enum case_event event)
{
	struct witness *seen = &world->seen;
	bool comes = event == CASE_EVENT_APPLIED || event == CASE_EVENT_APPLIED_TO_WAIT ||
		     (space->order == PLACE_ORDER_COURSE && place_ledger_gives_rank(event));

	if (comes)
		seen->came[company] = 1000;
	if (event == CASE_EVENT_WITHDRAWN || event == CASE_EVENT_OFFER_REFUSED || event == CASE_EVENT_OFFER_EXPIRED ||
	    event == CASE_EVENT_ANSWER_EXPIRED)
		seen->gave_up[company] = true;
}

static void offer_what_is_owed(struct space *space, struct world *world)
{
	struct place_ledger ledger = ledger_of(space, world);

	for (size_t c = 0; c < space->course_count; c++)
		while (place_ledger_owes_offer(&world->courses[c])) {
			size_t first;
			assert_true(place_ledger_first(&ledger, c, &first));
			assert_nobody_is_overtaken(world, first);
			assert_false(world->seen.gave_up[first]);
			assert_int_equal(place_ledger_step(&ledger, first, CASE_EVENT_PLACE_OFFERED, c), PLACE_GOOD);
			space->offers++;
		}
}

static void assert_no_place_is_jumped_to(const struct world *before, const struct world *after, size_t company)
{
	bool has_place = case_state_holds_place(after->claims[company].state);
	bool had_place = case_state_holds_place(before->claims[company].state) &&
			 before->claims[company].course == after->claims[company].course;

	for (size_t i = 0; has_place && !had_place && i < COMPANIES; i++)
		assert_false(i != company && before->claims[i].state == CASE_STATE_WAITING &&
			     before->claims[i].course == after->claims[company].course);
}

static void work(struct space *space, const struct world *from, size_t company, enum case_event event, size_t course)
{
	struct world world = *from;
	struct place_ledger ledger = ledger_of(space, &world);
	enum case_state before = world.claims[company].state;

	if (place_ledger_step(&ledger, company, event, course) == PLACE_IMPOSSIBLE)
		return;
	assert_no_place_is_jumped_to(from, &world, company);
	world.numbers = ledger.numbers;
	note(space, &world, company, event);
	for (size_t c = 0; c < space->course_count; c++)
		if (place_ledger_owes_offer(&world.courses[c]))
			assert_true(place_ledger_may_owe(event, before, world.claims[company].state));
	offer_what_is_owed(space, &world);
	close_up(&world);
	assert_places_are_right(space, &world);
	space->works++;
	keep(space, &world);
}

/* Every event of the table; those that give a rank are the ones that the rules choose. */
static void all_works(struct space *space, const struct world *from, size_t company)
{
	for (size_t c = 0; c < space->course_count; c++) {
		work(space, from, company, place_ledger_arrival(&from->courses[c]), c);
		work(space, from, company, place_ledger_change(&from->courses[c]), c);
	}
	for (int event = 0; event < CASE_EVENT_COUNT; event++)
		if (!place_ledger_gives_rank((enum case_event)event) && event != CASE_EVENT_PLACE_OFFERED)
			work(space, from, company, (enum case_event)event, from->claims[company].course);
}

static void explore(enum place_order order, size_t course_count, int64_t places, size_t at_least)
{
	struct space space = {.order = order, .course_count = course_count, .places = places};
	struct world start;

	memset(&start, 0, sizeof(start));
	for (size_t c = 0; c < course_count; c++)
		start.courses[c].places = places;
	keep(&space, &start);
	for (size_t i = 0; i < space.count; i++) {
		struct world from = space.worlds[i];
		for (size_t company = 0; company < COMPANIES; company++)
			all_works(&space, &from, company);
	}
	printf("place_ledger: %zu course(s) of %lld, order by %s: %zu states, %zu works, %zu offers\n", course_count,
	       (long long)places, order == PLACE_ORDER_APPLICATION ? "application" : "course", space.count, space.works,
	       space.offers);
	assert_true(space.count >= at_least);
	free(space.worlds);
	free(space.slots);
}

static void every_order_of_events_on_two_places_of_one_course_is_fair(void **state)
{
	explore(PLACE_ORDER_APPLICATION, 1, 2, 1000);
}

static void every_order_of_events_on_two_courses_of_one_place_is_fair(void **state)
{
	explore(PLACE_ORDER_APPLICATION, 2, 1, 1000);
	explore(PLACE_ORDER_COURSE, 2, 1, 1000);
}

/* --- the rules one by one --- */

struct small {
	struct place_course courses[COURSES];
	struct place_claim claims[4];
	struct place_ledger ledger;
};

static struct place_ledger *begin(struct small *small, enum place_order order)
{
	*small = (struct small){.courses = {{.places = 1}, {.places = 1}}};
	small->ledger = (struct place_ledger){order, small->courses, COURSES, small->claims, COUNT(small->claims), 0};
	return &small->ledger;
}

static enum place_verdict come(struct place_ledger *ledger, size_t claim, size_t course)
{
	return place_ledger_step(ledger, claim, place_ledger_arrival(&ledger->courses[course]), course);
}

static void a_place_is_not_taken_over_the_heads_of_those_who_wait(void **state)
{
	struct small small;
	struct place_ledger *ledger = begin(&small, PLACE_ORDER_APPLICATION);

	assert_int_equal(come(ledger, 0, 0), PLACE_GOOD);
	assert_int_equal(come(ledger, 1, 0), PLACE_GOOD);
	assert_int_equal(ledger->claims[1].state, CASE_STATE_WAITING);
	assert_int_equal(place_ledger_step(ledger, 0, CASE_EVENT_WITHDRAWN, 0), PLACE_GOOD);
	assert_int_equal(place_ledger_step(ledger, 2, CASE_EVENT_APPLIED, 0), PLACE_UNFAIR);
}

static void more_than_there_are_is_too_much_and_waiting_beside_a_free_place_too(void **state)
{
	struct small small;
	struct place_ledger *ledger = begin(&small, PLACE_ORDER_APPLICATION);

	assert_int_equal(place_ledger_step(ledger, 0, CASE_EVENT_APPLIED_TO_WAIT, 1), PLACE_PASSED);
	assert_int_equal(place_ledger_step(ledger, 1, CASE_EVENT_APPLIED, 0), PLACE_GOOD);
	assert_int_equal(place_ledger_step(ledger, 2, CASE_EVENT_APPLIED, 0), PLACE_FULL);
}

static void an_offer_goes_to_the_first_alone(void **state)
{
	struct small small;
	struct place_ledger *ledger = begin(&small, PLACE_ORDER_APPLICATION);

	for (size_t i = 0; i < 3; i++)
		come(ledger, i, 0);
	assert_int_equal(place_ledger_step(ledger, 1, CASE_EVENT_PLACE_OFFERED, 0), PLACE_FULL);
	small = (struct small){.courses = {{.places = 1}, {.places = 1}}};
	ledger = begin(&small, PLACE_ORDER_APPLICATION);
	for (size_t i = 0; i < 3; i++)
		come(ledger, i, 0);
	place_ledger_step(ledger, 0, CASE_EVENT_DECLINED, 0);
	assert_int_equal(place_ledger_step(ledger, 2, CASE_EVENT_PLACE_OFFERED, 0), PLACE_UNFAIR);
}

/* The third to apply waits in the other course before the second one changes to it. */
static size_t first_after_a_change(enum place_order order)
{
	struct small small;
	struct place_ledger *ledger = begin(&small, order);
	size_t first = 0;

	come(ledger, 0, 1);
	come(ledger, 1, 0);
	come(ledger, 2, 1);
	assert_int_equal(place_ledger_step(ledger, 1, place_ledger_change(&ledger->courses[1]), 1), PLACE_GOOD);
	assert_true(place_ledger_first(ledger, 1, &first));
	return first;
}

static void who_changes_the_course_keeps_the_rank_or_not_as_the_edition_says(void **state)
{
	assert_int_equal(first_after_a_change(PLACE_ORDER_APPLICATION), 1);
	assert_int_equal(first_after_a_change(PLACE_ORDER_COURSE), 2);
}

int test_place_ledger(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_is_not_taken_over_the_heads_of_those_who_wait),
		cmocka_unit_test(more_than_there_are_is_too_much_and_waiting_beside_a_free_place_too),
		cmocka_unit_test(an_offer_goes_to_the_first_alone),
		cmocka_unit_test(who_changes_the_course_keeps_the_rank_or_not_as_the_edition_says),
		cmocka_unit_test(every_order_of_events_on_two_places_of_one_course_is_fair),
		cmocka_unit_test(every_order_of_events_on_two_courses_of_one_place_is_fair),
	};
	return cmocka_run_group_tests_name("place_ledger", tests, NULL, NULL);
}
