/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tasks as rows (cases/task.h): one for each reason and occasion of a case.
 */
#ifndef TENKEN_STORE_DESK_TASK_STORE_H
#define TENKEN_STORE_DESK_TASK_STORE_H

#include "cases/task.h"
#include "store/db.h"

struct task_row {
	int64_t id;
	int64_t case_id; /* 0: of no case */
	enum task_kind kind;
	const char *occasion; /* tells repetitions of one reason apart; "" for what comes once */
	enum role owner;
	int64_t due_day; /* calendar/day.h; the last day on which it is in time */
	enum task_state state;
	int64_t made_ms;
	enum task_outcome outcome;
	const char *note;
	int64_t done_ms; /* 0 while it is open */
	int64_t done_by; /* the person; 0 while it is open, and where nobody did it */
};

/* False in *ret_is_new, and nothing is stored or announced, when the case has had it for this occasion. */
MUST_USE enum err task_store_insert(struct tx *tx, const struct task_row *row, bool *ret_is_new, struct fault *why);

/* ERR_NOT_FOUND when there is no such task. */
MUST_USE enum err task_store_load(struct tx *tx, struct arena *arena, int64_t id, struct task_row *ret_row,
				  struct fault *why);

/* Saves due_day, state, outcome, note, done_ms and done_by. */
MUST_USE enum err task_store_save(struct tx *tx, const struct task_row *row, struct fault *why);

/* Those of an owner in a state: open ones by the day they are due, the others with the latest day first. */
struct task_filter {
	enum role owner;
	enum task_state state;
	int64_t offset, limit;
};
MUST_USE enum err task_store_list(struct tx *tx, struct arena *arena, const struct task_filter *filter,
				  struct task_row **ret_rows, size_t *ret_count, struct fault *why);

/* How many an owner has in a state that are due on this day or before; INT64_MAX: on any. */
MUST_USE enum err task_store_count(struct tx *tx, enum role owner, enum task_state state, int64_t due_day,
				   int64_t *ret_count, struct fault *why);

/* The newest TASK_CASE_MAX of a case, newest first. */
#define TASK_CASE_MAX 50
MUST_USE enum err task_store_list_case(struct tx *tx, struct arena *arena, int64_t case_id, struct task_row **ret_rows,
				       size_t *ret_count, struct fault *why);

#endif
