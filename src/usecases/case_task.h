/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a case needs a person to do beside its states, such as a telephone call (cases/task.h): made where its reason
 * comes up, over where its reason goes. The person who does one: desk/task_deed.h.
 */
#ifndef TENKEN_USECASES_CASE_TASK_H
#define TENKEN_USECASES_CASE_TASK_H

#include "store/application/case_store.h"
#include "store/desk/task_store.h"
#include "usecases/office.h"

/* Due `call_days` of the edition from now. *ret_is_new is false, and nothing was written, when the case has had the
 * task for this occasion. What makes it has to say so to the log. */
MUST_USE enum err case_task_make(struct tx *tx, const struct office *office, const struct edition *edition,
				 int64_t case_id, enum task_kind kind, const char *occasion, bool *ret_is_new,
				 struct fault *why);

/* The same for a reason that lasts: a new task each time that `days` business days have passed since the last one of
 * the occasion was done. *ret_look_ms is when to look again. */
MUST_USE enum err case_task_make_again(struct tx *tx, const struct office *office, const struct edition *edition,
				       int64_t case_id, enum task_kind kind, const char *occasion, int days,
				       int64_t *ret_look_ms, bool *ret_is_new, struct fault *why);

/* When case_task_make_again makes the next one; 0 while one is open, and before the first. tasks: newest first. */
int64_t case_task_again_ms(const struct edition *edition, const struct task_row *tasks, size_t count,
			   enum task_kind kind, const char *occasion, int days);

/* Ends the open ones whose reason went with this event; row is the case after it. */
MUST_USE enum err case_task_end(struct tx *tx, const struct case_row *row, enum case_event event, int64_t now_ms,
				struct fault *why);

#endif
