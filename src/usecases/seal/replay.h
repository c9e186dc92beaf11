/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Replays the log: what each entry may say of a case follows from the entries before it alone. A number, a rank of
 * arrival given twice or passed over, a state that its event cannot lead to, or a place held in a state that holds none
 * is a claim that contradicts the log itself, whoever signed it. So is a place given while others wait or where none is
 * free, and a free one that was not offered to the first one who waits: the rules of places (cases/place_ledger.h) run
 * again, with the numbers of places of the version of the call that was current at the entry.
 */
#ifndef TENKEN_USECASES_SEAL_REPLAY_H
#define TENKEN_USECASES_SEAL_REPLAY_H

#include "base/arena.h"
#include "cases/place_ledger.h"
#include "seal/log_entry.h"

enum replay_problem {
	REPLAY_GOOD,
	REPLAY_CASE,    /* it speaks of a case that never applied */
	REPLAY_NUMBER,  /* the number of an application is not the next one of its edition */
	REPLAY_ARRIVAL, /* the rank is not the next one of the course, or it changed later */
	REPLAY_COURSE,  /* none, or another one than it applied for */
	REPLAY_STATE,   /* the event cannot happen in the state before, or does not lead to this one */
	REPLAY_PLACE,   /* a place is held where the state holds none, or the reverse */
	REPLAY_FULL,    /* a place is given that there is not */
	REPLAY_UNFAIR,  /* a place is given over the head of one who waits for it */
	REPLAY_PASSED,  /* it has to wait though a place is free for it */
	REPLAY_OWED,    /* a free place was not offered to the first one who waits before something else was done */
};
const char *replay_problem_name(enum replay_problem problem); /* "replay_state" */

/* What a version of a call says of a course. */
struct replay_places {
	int64_t places;
	enum place_order order;
};

/* False where nothing is known of that course; then nobody is judged by its places. */
struct replay_rules {
	bool (*find)(void *context, const char *edition, int64_t version, const char *course,
		     struct replay_places *ret_places);
	void *context;
};

/* One course of one edition; its numbers stand at the same place of replay.ledgers. */
struct replay_course {
	const char *edition, *course;
	bool is_known;
	bool is_told; /* that it owes an offer */
};

struct replay_edition;

/* Lives in its arena; zeroed but for that and the rules, it is empty. */
struct replay {
	struct arena *arena;
	struct replay_rules rules; /* NULL: nobody is judged by places */
	struct replay_edition *editions;
	size_t edition_count, edition_room;
	struct replay_course *courses;
	struct place_course *ledgers;
	size_t course_count, course_room, ledger_room;
	int64_t cases;
};

/* Takes the next entry. After a problem the replay goes on from what the entry says. */
enum replay_problem replay_add(struct replay *replay, const struct log_entry *entry);

/* Behind the last entry: REPLAY_OWED where a free place was not offered. */
enum replay_problem replay_end(struct replay *replay);

/* Where the case of this number stands, for as long as no entry is added; NULL when there is none. Its course is a
 * place in replay.courses. */
const struct place_claim *replay_claim(struct replay *replay, const char *edition, int64_t number);

/* How many applications are for the course now: whoever changed it counts in its new one alone. */
int64_t replay_applications(struct replay *replay, size_t course);

/* Numbers of those who wait for the course, in their order; in the replay's arena. */
size_t replay_waiting(struct replay *replay, size_t course, int64_t **ret_numbers);

#endif
