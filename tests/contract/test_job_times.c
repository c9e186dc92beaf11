/* SPDX-License-Identifier: Apache-2.0 */
/* What was planned or leased by a clock that was ahead does not rest until then. */
#include <semaphore.h>
#include <stdio.h>
#include <time.h>

#include "jobs/queue.h"
#include "jobs/retry.h"
#include "jobs/worker.h"
#include "lib/test_store.h"

#define NOON_MS INT64_C(1000000)
#define DAY_MS  (INT64_C(24) * 3600 * 1000)

enum { PATIENCE_S = 20, LEASE_S = 30 };

static const struct clock noon = {.fixed_ms = NOON_MS};

static enum err run(void *context, const struct job *job, struct fault *why)
{
	sem_post(context);
	return ERR_OK;
}

static const struct job_kind kinds[] = {{"test", LEASE_S, 3, run}, {0}};

struct statement_run {
	const char *sql;
	int64_t number;
};

static enum err change(struct tx *tx, void *context, struct fault *why)
{
	const struct statement_run *statement = context;

	return tx_execute(tx, statement->sql, PARAMS(P_INT(statement->number)), NULL, why);
}

static enum err ask_number(struct tx *tx, void *context, struct fault *why)
{
	struct statement_run *statement = context;
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, statement->sql, PARAMS(P_INT(statement->number)), &rows, why);

	if (!err)
		statement->number = rows_int(rows, 0, 0);
	return err;
}

/* A job of that subject with these times. */
static void add(struct db *db, int64_t subject, int64_t run_at_ms, int64_t attempts, int64_t lease_until_ms)
{
	char sql[300];
	struct fault why = {ERR_OK, ""};
	struct statement_run statement = {sql, subject};

	snprintf(sql, sizeof(sql),
		 "INSERT INTO job (id, kind, subject, run_at_ms, lease_until_ms, lease_owner, attempts, last_error, "
		 "steps_done, steps_total, reply) VALUES ($1, 'test', $1, %lld, %lld, 0, %lld, '', 0, 0, '')",
		 (long long)run_at_ms, (long long)lease_until_ms, (long long)attempts);
	assert_ok(db_write(db, change, &statement, &why), &why);
}

static int64_t ask(struct db *db, const char *column, int64_t subject)
{
	char sql[100];
	struct fault why = {ERR_OK, ""};
	struct statement_run statement = {sql, subject};

	snprintf(sql, sizeof(sql), "SELECT %s FROM job WHERE subject = $1", column);
	assert_ok(db_read(db, ask_number, &statement, &why), &why);
	return statement.number;
}

/* A worker that has looked at the times when it runs the first job. */
static void work_once(struct db *db)
{
	struct fault why = {ERR_OK, ""};
	struct timespec until;
	struct worker *worker;
	sem_t ran;

	add(db, 99, NOON_MS, 0, 0);
	sem_init(&ran, 0, 0);
	assert_ok(worker_start(db, &noon, kinds, &ran, 1, NULL, &worker, &why), &why);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE_S;
	assert_int_equal(sem_timedwait(&ran, &until), 0);
	assert_true(worker_stop(worker, PATIENCE_S * 1000));
	sem_destroy(&ran);
}

static void a_retry_planned_by_a_clock_that_was_ahead_rests_no_longer_than_any(void **state)
{
	struct db *db = ((struct test_store *)*state)->db;

	add(db, 1, NOON_MS + 20 * DAY_MS, 1, 0);
	add(db, 2, NOON_MS + 20 * DAY_MS, 0, 0);
	work_once(db);
	assert_true(ask(db, "run_at_ms", 1) == NOON_MS + RETRY_LONGEST_MS / 4 * 5);
	assert_true(ask(db, "run_at_ms", 2) == NOON_MS + RETRY_LONGEST_MS / 4 * 5);
}

static void what_is_planned_for_tomorrow_or_parked_stays_so(void **state)
{
	struct db *db = ((struct test_store *)*state)->db;

	add(db, 1, NOON_MS + DAY_MS, 0, 0);
	add(db, 2, QUEUE_PARKED_MS, 3, 0);
	work_once(db);
	assert_true(ask(db, "run_at_ms", 1) == NOON_MS + DAY_MS);
	assert_true(ask(db, "run_at_ms", 2) == QUEUE_PARKED_MS);
}

static void a_lease_by_a_clock_that_was_ahead_ends_soon(void **state)
{
	struct db *db = ((struct test_store *)*state)->db;

	add(db, 1, NOON_MS, 1, INT64_MAX);
	work_once(db);
	assert_true(ask(db, "lease_until_ms", 1) <= clock_now_ms(&(struct clock){0}) + LEASE_S * INT64_C(1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(a_retry_planned_by_a_clock_that_was_ahead_rests_no_longer_than_any),
		TEST_ON_STORE(what_is_planned_for_tomorrow_or_parked_stays_so),
		TEST_ON_STORE(a_lease_by_a_clock_that_was_ahead_ends_soon),
	};
	return test_store_run("job_times", tests, COUNT(tests));
}
