/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The right to run a job for a while. At most one worker holds it; the lease of a worker that dies expires.
 *
 * A candidate is looked up on a reading connection and then leased by its id in one UPDATE that checks again.
 * So an idle worker never touches the writer, one SQL text serves both engines, and two processes meet only when both
 * chose the same row out of several at random; then the second UPDATE finds the lease taken. FOR UPDATE SKIP LOCKED
 * would spare that rare second look and cost a text per engine.
 *
 * Lease times are of this machine's real clock, also when the office's clock is set to another day; run_at_ms
 * is in the office's time.
 */
#ifndef TENKEN_JOBS_LEASE_H
#define TENKEN_JOBS_LEASE_H

#include "base/clock.h"
#include "store/db.h"

enum { LEASE_KINDS_MAX = 30 };

/* The kinds that may be leased, and for how long each. */
struct lease_kind {
	const char *name;
	int lease_s;
};
struct lease_terms {
	const struct clock *clock;
	const struct lease_kind *kinds;
	size_t count; /* at most LEASE_KINDS_MAX */
	char *sql;    /* made by lease_terms_prepare */
};
void lease_terms_prepare(struct lease_terms *terms, struct arena *arena);

struct lease {
	int64_t job_id;
	int64_t owner;
	size_t kind; /* index in the terms' kinds */
	int lease_s;
	int64_t subject;
	int attempts; /* with this one */
};

/* *ret_is_taken is false when nothing is due. */
MUST_USE enum err lease_take(struct db *db, const struct lease_terms *terms, struct lease *ret_lease,
			     bool *ret_is_taken, struct fault *why);

/* Extends the lease by lease_s from now; *ret_is_held is false when another worker has the job by now. */
MUST_USE enum err lease_renew(struct db *db, const struct lease *lease, bool *ret_is_held, struct fault *why);

/* The job is done: removes it, or frees it to run again when it was added again meanwhile. */
MUST_USE enum err lease_finish(struct db *db, const struct lease *lease, struct fault *why);

/* The job failed: it runs again at run_at_ms, unless it was added again meanwhile with its own time. */
MUST_USE enum err lease_postpone(struct db *db, const struct lease *lease, int64_t run_at_ms, const char *error,
				 struct fault *why);

/* Takes back times that a clock gave which was ahead: a lease longer than any is, a job planned further ahead than any
 * retry or daily plan is. *ret_count: how many jobs; they wait no longer than a live job would. */
MUST_USE enum err lease_mend_times(struct db *db, const struct lease_terms *terms, int64_t *ret_count,
				   struct fault *why);

#endif
