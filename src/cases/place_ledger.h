/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The places of a course, first come, first served: pure rules, no I/O, no clock. Which states hold a place says
 * case_state_holds_place. Whoever comes gets a place while one is free and nobody waits, and waits otherwise. A place
 * that becomes free is offered to the first one who waits, in the work that frees it; the offer itself holds the place,
 * so that it is offered once. A refused or expired offer frees it again, for the next one. Who gave a place up has left
 * the waiting list and is never offered one again; only whom the office itself turned away can be reopened, and waits
 * then with the rank it had.
 *
 * The rules take what a course holds as numbers, so that the store counts and the rule decides. place_ledger_step moves
 * whole ledgers in memory by the same rules: the replay of a log and the exploration of every order of events
 * (tests/unit/cases/test_place_ledger.c) stand on it.
 */
#ifndef TENKEN_CASES_PLACE_LEDGER_H
#define TENKEN_CASES_PLACE_LEDGER_H

#include "cases/case_state.h"

#include <stddef.h>
#include <stdint.h>

/* The numbers of one course of one edition. */
struct place_course {
	int64_t places;
	int64_t holding; /* cases that hold a place, an offered one included */
	int64_t waiting;
	int64_t ranks; /* ranks of arrival given so far, each once */
};

/* Whether whoever comes now has to wait: no place is free, or those that are belong to those who wait already. */
bool place_ledger_is_full(const struct place_course *course);

/* Whether a place is free that somebody waits for: it must be offered before the work ends. */
bool place_ledger_owes_offer(const struct place_course *course);

/* By which event a case comes into the course, from outside or from another course. */
enum case_event place_ledger_arrival(const struct place_course *course);
enum case_event place_ledger_change(const struct place_course *course);

/* Events that bring a case into a course, which gives it a rank there. */
bool place_ledger_gives_rank(enum case_event event);

/* Whether a case that moves so may leave an offer owed, by the course it was in or the one it is in now. */
bool place_ledger_may_owe(enum case_event event, enum case_state from, enum case_state to);

/* By what those who wait are ordered; a rule of the edition, which matters where somebody changed the course. */
enum place_order {
	PLACE_ORDER_APPLICATION, /* by when they applied, whatever course it was for */
	PLACE_ORDER_COURSE,      /* by when they came into this course */
};

struct place_rank {
	int64_t number;  /* of the application in the edition */
	int64_t arrival; /* in the course */
};
bool place_ledger_is_before(enum place_order order, const struct place_rank *a, const struct place_rank *b);

/* --- a whole ledger --- */

struct place_claim {
	enum case_state state; /* CASE_STATE_NONE: has not applied */
	size_t course;
	struct place_rank rank;
};

/* One edition. The arrays are the caller's. */
struct place_ledger {
	enum place_order order;
	struct place_course *courses;
	size_t course_count;
	struct place_claim *claims;
	size_t claim_count;
	int64_t numbers; /* given so far */
};

enum place_verdict {
	PLACE_GOOD,
	PLACE_IMPOSSIBLE, /* the event cannot happen in this state */
	PLACE_UNFAIR,     /* it takes a place while somebody waits for it, or is not the first who waits */
	PLACE_FULL,       /* no place is free */
	PLACE_PASSED,     /* it waits though a place is free for it */
};

/* Moves one claim by one event, into this course where the event gives a rank. The claim moves whenever its state
 * allows the event, be it fair or not, so that a replay can go on behind what was wrong. */
enum place_verdict place_ledger_step(struct place_ledger *ledger, size_t claim, enum case_event event, size_t course);

/* Puts the claim where it is said to stand, whatever the rules say. */
void place_ledger_put(struct place_ledger *ledger, size_t claim, const struct place_claim *to);

/* The first one who waits for the course; false when nobody does. */
bool place_ledger_first(const struct place_ledger *ledger, size_t course, size_t *ret_claim);

#endif
