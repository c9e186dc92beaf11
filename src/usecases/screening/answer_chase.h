/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who was approved and does not answer the pre-interview is reminded by mail, then rung, and at last loses the place:
 * on business days behind the approval, as the edition says. Each happens once however often the job runs; whatever was
 * missed while no worker ran is made up, but who is out is reminded of nothing. Who has no mail address, because the
 * application came on paper, is not out by itself: the secretariat rings, and again as long as it does not answer. The
 * days follow from the history and from the last day in the case's row, so that a clock that jumps back and forth sends
 * nothing twice.
 */
#ifndef TENKEN_USECASES_SCREENING_ANSWER_CHASE_H
#define TENKEN_USECASES_SCREENING_ANSWER_CHASE_H

#include "jobs/worker.h"
#include "usecases/case_deed.h"

/* Begins to wait for the answer of a case that is being approved. */
MUST_USE enum err answer_chase_begin(struct tx *tx, const struct case_facts *facts, struct fault *why);

extern const struct case_deed answer_chase_expire; /* the program does */

/* What is going to happen by itself to a case that waits for its answer; 0 for what will not, or has happened. */
struct answer_chase_plan {
	int64_t remind_ms, call_ms, end_ms;
	bool is_reminder_held;
};
MUST_USE enum err answer_chase_look(struct tx *tx, struct arena *arena, const struct case_facts *facts,
				    struct answer_chase_plan *ret_plan, struct fault *why);

/* The secretariat holds the reminder back; the call and the last day stay. */
extern const struct case_deed answer_chase_hold;

/* The job of main/job_table.c; its subject is the case. */
#define ANSWER_CHASE_JOB          "chase_answer"
#define ANSWER_CHASE_LEASE_S      60
#define ANSWER_CHASE_ATTEMPTS_MAX 12
MUST_USE enum err answer_chase_run(void *office, const struct job *job, struct fault *why);

#endif
