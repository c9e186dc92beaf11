/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/queue.h"

#include "base/clock.h"
#include "jobs/worker.h"
#include "store/new_id.h"

enum err queue_add(struct tx *tx, const char *kind, int64_t subject, int64_t run_at_ms, struct fault *why)
{
	/* Beside the other jobs of its subject's owner, where the subject has such an id. */
	struct param params[] = {P_INT(new_id_of(new_id_owner(subject))), P_TEXT(kind), P_INT(subject),
				 P_INT(run_at_ms)};
	enum err err;

	/* A lease stays: its holder sees at the end that attempts was reset (jobs/lease.c). */
	err = tx_execute(
		tx,
		"INSERT INTO job (id, kind, subject, run_at_ms, lease_until_ms, lease_owner, attempts, last_error, "
		"steps_done, steps_total, reply) VALUES ($1, $2, $3, $4, 0, 0, 0, '', 0, 0, '') "
		"ON CONFLICT (kind, subject) DO UPDATE SET "
		"run_at_ms = excluded.run_at_ms, attempts = 0, last_error = ''",
		params, COUNT(params), NULL, why);
	return err ? err : tx_notify(tx, why);
}

enum err queue_save_progress(struct tx *tx, const struct job *job, int64_t steps_done, int64_t steps_total,
			     struct fault *why)
{
	return tx_execute(tx, "UPDATE job SET steps_done = $2, steps_total = $3 WHERE id = $1",
			  PARAMS(P_INT(job->id), P_INT(steps_done), P_INT(steps_total)), NULL, why);
}

enum err queue_save_reply(struct tx *tx, const struct job *job, const char *reply, struct fault *why)
{
	return tx_execute(tx, "UPDATE job SET reply = $2 WHERE id = $1", PARAMS(P_INT(job->id), P_TEXT(reply)), NULL,
			  why);
}

enum err queue_count(struct tx *tx, struct queue_counts *ret_counts, struct fault *why)
{
	struct param params[] = {P_INT(clock_now_ms(&(struct clock){0})), P_INT(QUEUE_PARKED_MS)};
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err;

	err = tx_query(
		tx, &arena,
		"SELECT COALESCE(SUM(CASE WHEN lease_until_ms <= $1 AND run_at_ms < $2 THEN 1 ELSE 0 END), 0), "
		"COALESCE(SUM(CASE WHEN lease_until_ms > $1 THEN 1 ELSE 0 END), 0), "
		"COALESCE(SUM(CASE WHEN lease_until_ms <= $1 AND run_at_ms >= $2 THEN 1 ELSE 0 END), 0) FROM job",
		params, COUNT(params), &rows, why);
	if (!err)
		*ret_counts = (struct queue_counts){rows_int(rows, 0, 0), rows_int(rows, 0, 1), rows_int(rows, 0, 2)};
	return err;
}
