/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/place_ledger.h"

bool place_ledger_is_full(const struct place_course *course)
{
	return course->holding >= course->places || course->waiting > 0;
}

bool place_ledger_owes_offer(const struct place_course *course)
{
	return course->holding < course->places && course->waiting > 0;
}

enum case_event place_ledger_arrival(const struct place_course *course)
{
	return place_ledger_is_full(course) ? CASE_EVENT_APPLIED_TO_WAIT : CASE_EVENT_APPLIED;
}

enum case_event place_ledger_change(const struct place_course *course)
{
	return place_ledger_is_full(course) ? CASE_EVENT_COURSE_CHANGED_TO_WAIT : CASE_EVENT_COURSE_CHANGED;
}

static bool is_application(enum case_event event)
{
	return event == CASE_EVENT_APPLIED || event == CASE_EVENT_APPLIED_TO_WAIT;
}

bool place_ledger_gives_rank(enum case_event event)
{
	return is_application(event) || event == CASE_EVENT_COURSE_CHANGED ||
	       event == CASE_EVENT_COURSE_CHANGED_TO_WAIT;
}

bool place_ledger_may_owe(enum case_event event, enum case_state from, enum case_state to)
{
	bool comes_to_wait = to == CASE_STATE_WAITING && from != CASE_STATE_WAITING;
	bool frees = case_state_holds_place(from) && (!case_state_holds_place(to) || place_ledger_gives_rank(event));

	return comes_to_wait || frees;
}

bool place_ledger_is_before(enum place_order order, const struct place_rank *a, const struct place_rank *b)
{
	return order == PLACE_ORDER_APPLICATION ? a->number < b->number : a->arrival < b->arrival;
}

bool place_ledger_first(const struct place_ledger *ledger, size_t course, size_t *ret_claim)
{
	const struct place_claim *first = NULL;

	for (size_t i = 0; i < ledger->claim_count; i++) {
		const struct place_claim *claim = &ledger->claims[i];
		if (claim->state != CASE_STATE_WAITING || claim->course != course)
			continue;
		if (!first || place_ledger_is_before(ledger->order, &claim->rank, &first->rank))
			first = claim;
	}
	if (first)
		*ret_claim = (size_t)(first - ledger->claims);
	return first != NULL;
}

static void count(struct place_ledger *ledger, const struct place_claim *claim, int change)
{
	struct place_course *course = &ledger->courses[claim->course];

	if (claim->state == CASE_STATE_NONE)
		return;
	course->holding += case_state_holds_place(claim->state) ? change : 0;
	course->waiting += claim->state == CASE_STATE_WAITING ? change : 0;
}

/* The claim comes from outside or from another course, so that it is in none of these numbers. */
static enum place_verdict judge_arrival(const struct place_course *course, enum case_state to)
{
	bool gets_place = case_state_holds_place(to);

	if (gets_place && course->holding >= course->places)
		return PLACE_FULL;
	if (gets_place && course->waiting > 0)
		return PLACE_UNFAIR;
	return !gets_place && !place_ledger_is_full(course) ? PLACE_PASSED : PLACE_GOOD;
}

static enum place_verdict judge_offer(const struct place_ledger *ledger, size_t claim)
{
	const struct place_course *course = &ledger->courses[ledger->claims[claim].course];
	size_t first;

	if (course->holding >= course->places)
		return PLACE_FULL;
	return place_ledger_first(ledger, ledger->claims[claim].course, &first) && first == claim ? PLACE_GOOD
												  : PLACE_UNFAIR;
}

static enum place_verdict judge(const struct place_ledger *ledger, size_t claim, enum case_event event,
				enum case_state to, size_t course)
{
	if (place_ledger_gives_rank(event))
		return judge_arrival(&ledger->courses[course], to);
	if (event == CASE_EVENT_PLACE_OFFERED)
		return judge_offer(ledger, claim);
	/* Nothing else makes a case hold a place that held none. */
	return case_state_holds_place(to) && !case_state_holds_place(ledger->claims[claim].state) ? PLACE_UNFAIR
												  : PLACE_GOOD;
}

enum place_verdict place_ledger_step(struct place_ledger *ledger, size_t claim, enum case_event event, size_t course)
{
	struct place_claim *moved = &ledger->claims[claim];
	enum place_verdict verdict;
	enum case_state to;

	if (!case_state_advance(moved->state, event, &to))
		return PLACE_IMPOSSIBLE;
	if (!is_application(event) && place_ledger_gives_rank(event) && course == moved->course)
		return PLACE_IMPOSSIBLE;
	verdict = judge(ledger, claim, event, to, course);
	count(ledger, moved, -1);
	if (is_application(event))
		moved->rank.number = ++ledger->numbers;
	if (place_ledger_gives_rank(event)) {
		moved->course = course;
		moved->rank.arrival = ++ledger->courses[course].ranks;
	}
	moved->state = to;
	count(ledger, moved, 1);
	return verdict;
}

void place_ledger_put(struct place_ledger *ledger, size_t claim, const struct place_claim *to)
{
	struct place_claim *moved = &ledger->claims[claim];

	count(ledger, moved, -1);
	*moved = *to;
	count(ledger, moved, 1);
}
