/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is to be done, as rows of the table job: a kind of work and the id of what it is about. Knows
 * nothing of the work itself; main/job_table.c names the kinds.
 *
 * A job is added in the transaction that makes it necessary, so it exists exactly when that is stored. It
 * runs at least once: a process that dies in the middle of a job leaves it to the next (jobs/worker.h).
 */
#ifndef TENKEN_JOBS_QUEUE_H
#define TENKEN_JOBS_QUEUE_H

#include "store/db.h"

/* run_at_ms of a job that failed too often and waits for a person: the end of the year 9999. */
#define QUEUE_PARKED_MS INT64_C(253402300799000)

/* Adds the job (kind, subject) or, when it is there already, gives it this new time and a fresh start; also
 * when it is running: then it runs once more. run_at_ms is in the time of the clock that the worker
 * was given. Wakes the workers. */
MUST_USE enum err queue_add(struct tx *tx, const char *kind, int64_t subject, int64_t run_at_ms, struct fault *why);

/* What changes while a job runs, kept in its row until it ends. A reply may name a person: it is for the desk, never
 * for a log. */
struct job;
MUST_USE enum err queue_save_progress(struct tx *tx, const struct job *job, int64_t steps_done, int64_t steps_total,
				      struct fault *why);
MUST_USE enum err queue_save_reply(struct tx *tx, const struct job *job, const char *reply, struct fault *why);

/* For metrics. */
struct queue_counts {
	int64_t waiting; /* also those whose time has not come */
	int64_t leased;  /* running now, somewhere */
	int64_t parked;
};
MUST_USE enum err queue_count(struct tx *tx, struct queue_counts *ret_counts, struct fault *why);

#endif
