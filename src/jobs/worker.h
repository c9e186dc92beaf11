/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads that run due jobs. Knows leases, retries and threads; never what a job does: that is a table of
 * functions (main/job_table.c).
 *
 * A job may run more than once (the process died, or the store could not be told of its end), never twice at the
 * same time while its lease is renewed, which a thread of the worker does for as long as the job runs.
 * So the transactions of a run function must recognise that they have been run before.
 */
#ifndef TENKEN_JOBS_WORKER_H
#define TENKEN_JOBS_WORKER_H

#include <stdatomic.h>

#include "base/clock.h"
#include "store/db.h"

struct job {
	int64_t id;
	const char *kind;
	int64_t subject;
	int attempts;                   /* with this one, from 1 */
	const atomic_bool *is_stopping; /* the process wants to end: a long job may give up with ERR_BUSY */
};

/* A row of the table, which ends with a NULL name. At most 30 kinds. */
struct job_kind {
	const char *name;
	int lease_s;      /* after a crash the job rests this long; renewed each third of it */
	int attempts_max; /* then it is parked for a person to look at */
	enum err (*run)(void *context, const struct job *job, struct fault *why);
};

struct worker;

/* What a worker does beside its jobs, in its own time: once at the start, and then again and again. It must be short,
 * and never runs twice at the same time. */
struct worker_tick {
	int every_ms;
	void (*run)(void *context);
	void *context;
};

/* Starts threads that run jobs of these kinds, and one that renews leases and ticks. tick may be NULL. table, context,
 * clock and tick stay the caller's until worker_stop. A failed job is tried again later (jobs/retry.h), its fault kept
 * in the row and logged, so no text in it may name a person. */
MUST_USE enum err worker_start(struct db *db, const struct clock *clock, const struct job_kind *table, void *context,
			       int threads, const struct worker_tick *tick, struct worker **ret_worker,
			       struct fault *why);

/* Takes no more jobs and waits up to grace_ms for the running ones. True when all have ended and the
 * worker is freed. False when some still run: their leases are not renewed any more and expire, so that
 * others take the jobs; then stop again, or end the process without closing what the jobs use. NULL is fine. */
bool worker_stop(struct worker *worker, int grace_ms);

#endif
