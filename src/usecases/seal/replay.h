/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Replays the log: what each entry may say of a case follows from the entries before it alone. A number, a rank of
 * arrival given twice or passed over, a state that its event cannot lead to, or a place held in a state that holds none
 * is a claim that contradicts the log itself, whoever signed it.
 */
#ifndef TENKEN_USECASES_SEAL_REPLAY_H
#define TENKEN_USECASES_SEAL_REPLAY_H

#include "base/arena.h"
#include "cases/case_state.h"
#include "seal/log_entry.h"

enum replay_problem {
	REPLAY_GOOD,
	REPLAY_CASE,    /* it speaks of a case that never applied */
	REPLAY_NUMBER,  /* the number of an application is not the next one of its edition */
	REPLAY_ARRIVAL, /* the rank is not the next one of the course, or it changed later */
	REPLAY_COURSE,  /* none, or another one than it applied for */
	REPLAY_STATE,   /* the event cannot happen in the state before, or does not lead to this one */
	REPLAY_PLACE,   /* a place is held where the state holds none, or the reverse */
};
const char *replay_problem_name(enum replay_problem problem); /* "replay_state" */

/* One course of one edition, as it stands after the entries so far. */
struct replay_course {
	const char *edition, *course;
	int64_t applications;
	int64_t holding; /* cases that hold a place */
	int64_t waiting; /* cases on the waiting list */
};

struct replay_edition;

/* Lives in its arena; zeroed but for that, it is empty. */
struct replay {
	struct arena *arena;
	struct replay_edition *editions;
	size_t edition_count, edition_room;
	struct replay_course *courses;
	size_t course_count, course_room;
	int64_t cases;
};

/* Takes the next entry. After a problem the replay goes on from what the entry says. */
enum replay_problem replay_add(struct replay *replay, const struct log_entry *entry);

#endif
