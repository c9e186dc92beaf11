/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs run when they are due, at least once, and not twice at a time. */
#include "lib/test_store.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "jobs/lease.h"
#include "jobs/queue.h"
#include "jobs/retry.h"
#include "jobs/worker.h"

enum { NOON_MS = 1000000, PATIENCE_S = 20 };

/* What the run functions of this file share with their test. */
struct bench {
	struct db *db;
	struct clock clock;
	struct worker *worker;
	sem_t ran;  /* posted by each run when it starts */
	sem_t hold; /* awaited by "hold" */
	atomic_int runs;
	atomic_int attempts; /* of the last run */
	atomic_long subjects;
};

static void note_run(struct bench *bench, const struct job *job)
{
	atomic_fetch_add(&bench->runs, 1);
	atomic_fetch_add(&bench->subjects, job->subject);
	atomic_store(&bench->attempts, job->attempts);
	sem_post(&bench->ran);
}

static enum err run_well(void *context, const struct job *job, struct fault *why)
{
	note_run(context, job);
	return ERR_OK;
}

static enum err run_badly(void *context, const struct job *job, struct fault *why)
{
	note_run(context, job);
	return fault_set(why, ERR_IO, "the stone is wet");
}

static enum err run_held(void *context, const struct job *job, struct fault *why)
{
	struct bench *bench = context;

	note_run(bench, job);
	sem_wait(&bench->hold);
	return ERR_OK;
}

static enum err run_until_stopped(void *context, const struct job *job, struct fault *why)
{
	const struct timespec pause = {0, 5000000};

	note_run(context, job);
	while (!atomic_load(job->is_stopping))
		nanosleep(&pause, NULL);
	return fault_set(why, ERR_BUSY, "stopped");
}

static const struct job_kind kinds[] = {
	{"well", 30, 3, run_well},
	{"badly", 30, 3, run_badly},
	{"held", 1, 3, run_held},
	{"long", 30, 3, run_until_stopped},
	{0},
};

struct addition {
	const char *kind;
	int64_t subject;
	int64_t run_at_ms;
};

static enum err add_in_tx(struct tx *tx, void *context, struct fault *why)
{
	const struct addition *a = context;

	return queue_add(tx, a->kind, a->subject, a->run_at_ms, why);
}

static void add(struct bench *bench, const char *kind, int64_t subject, int64_t run_at_ms)
{
	struct fault why = {ERR_OK, ""};
	struct addition addition = {kind, subject, run_at_ms};

	assert_ok(db_write(bench->db, add_in_tx, &addition, &why), &why);
}

static void begin(struct bench *bench, void **state)
{
	struct test_store *store = *state;

	memset(bench, 0, sizeof(*bench));
	bench->db = store->db;
	bench->clock.fixed_ms = NOON_MS;
	sem_init(&bench->ran, 0, 0);
	sem_init(&bench->hold, 0, 0);
}

static void start(struct bench *bench, int threads)
{
	struct fault why = {ERR_OK, ""};

	assert_ok(worker_start(bench->db, &bench->clock, kinds, bench, threads, NULL, &bench->worker, &why), &why);
}

static void stop(struct bench *bench)
{
	assert_true(worker_stop(bench->worker, PATIENCE_S * 1000));
}

static void await_run(struct bench *bench)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE_S;
	assert_int_equal(sem_timedwait(&bench->ran, &until), 0);
}

static enum err count_in_tx(struct tx *tx, void *context, struct fault *why)
{
	return queue_count(tx, context, why);
}

static struct queue_counts count(struct bench *bench)
{
	struct queue_counts counts = {-1, -1, -1};
	struct fault why = {ERR_OK, ""};

	assert_ok(db_read(bench->db, count_in_tx, &counts, &why), &why);
	return counts;
}

static void assert_counts(struct bench *bench, int waiting, int leased, int parked)
{
	struct queue_counts counts = count(bench);

	assert_int_equal(counts.waiting, waiting);
	assert_int_equal(counts.leased, leased);
	assert_int_equal(counts.parked, parked);
}

/* The one row's text and run_at_ms. */
struct row {
	char error[64];
	int64_t run_at_ms;
};

static enum err read_row(struct tx *tx, void *context, struct fault *why)
{
	struct row *row = context;
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, "SELECT last_error, run_at_ms FROM job", NULL, 0, &rows, why);

	if (err)
		return err;
	snprintf(row->error, sizeof(row->error), "%s", rows_text(rows, 0, 0));
	row->run_at_ms = rows_int(rows, 0, 1);
	return ERR_OK;
}

static struct row look(struct bench *bench)
{
	struct row row = {"", 0};
	struct fault why = {ERR_OK, ""};

	assert_ok(db_read(bench->db, read_row, &row, &why), &why);
	return row;
}

static void a_due_job_runs_and_is_gone(void **state)
{
	struct bench bench;

	begin(&bench, state);
	start(&bench, 2);
	add(&bench, "well", 42, NOON_MS); /* wakes the sleepers */
	await_run(&bench);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.runs), 1);
	assert_int_equal(atomic_load(&bench.subjects), 42);
	assert_int_equal(atomic_load(&bench.attempts), 1);
	assert_counts(&bench, 0, 0, 0);
}

static void adding_again_only_moves_it(void **state)
{
	struct bench bench;

	begin(&bench, state);
	add(&bench, "well", 1, NOON_MS - 5);
	add(&bench, "well", 1, NOON_MS + 1);
	add(&bench, "well", 2, NOON_MS);
	assert_counts(&bench, 2, 0, 0);
	start(&bench, 1);
	await_run(&bench);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.subjects), 2);
	assert_counts(&bench, 1, 0, 0);
	bench.clock.fixed_ms = NOON_MS + 1;
	start(&bench, 1);
	await_run(&bench);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.subjects), 3);
	assert_counts(&bench, 0, 0, 0);
}

static void what_failed_waits_and_is_parked_in_the_end(void **state)
{
	struct bench bench;
	struct row row;

	begin(&bench, state);
	add(&bench, "badly", 7, NOON_MS);
	for (int attempt = 1; attempt <= 3; attempt++) {
		start(&bench, 1);
		await_run(&bench);
		stop(&bench);
		assert_int_equal(atomic_load(&bench.runs), attempt);
		assert_int_equal(atomic_load(&bench.attempts), attempt);
		row = look(&bench);
		assert_string_equal(row.error, "the stone is wet");
		if (attempt < 3) {
			assert_in_range(row.run_at_ms - bench.clock.fixed_ms, RETRY_FIRST_MS * attempt,
					RETRY_FIRST_MS * attempt * 5 / 4);
			assert_counts(&bench, 1, 0, 0);
		}
		bench.clock.fixed_ms = attempt < 3 ? row.run_at_ms : bench.clock.fixed_ms;
	}
	assert_true(row.run_at_ms == QUEUE_PARKED_MS);
	assert_counts(&bench, 0, 0, 1);
	add(&bench, "badly", 7, bench.clock.fixed_ms); /* a person starts it afresh */
	assert_counts(&bench, 1, 0, 0);
	assert_string_equal(look(&bench).error, "");
}

static void a_job_added_while_it_runs_runs_once_more(void **state)
{
	struct bench bench;

	begin(&bench, state);
	start(&bench, 2);
	add(&bench, "held", 1, NOON_MS);
	await_run(&bench);
	add(&bench, "held", 1, NOON_MS);
	assert_counts(&bench, 0, 1, 0);
	sem_post(&bench.hold);
	await_run(&bench);
	sem_post(&bench.hold);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.runs), 2);
	assert_int_equal(atomic_load(&bench.attempts), 1); /* a fresh start */
	assert_counts(&bench, 0, 0, 0);
}

/* The lease of "held" is one second; the second worker thread looks for work all the time. */
static void a_long_job_keeps_its_lease(void **state)
{
	const struct timespec longer = {2, 500000000};
	struct bench bench;

	begin(&bench, state);
	start(&bench, 2);
	add(&bench, "held", 1, NOON_MS);
	await_run(&bench);
	nanosleep(&longer, NULL);
	assert_counts(&bench, 0, 1, 0);
	sem_post(&bench.hold);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.runs), 1);
	assert_counts(&bench, 0, 0, 0);
}

static void many_jobs_run_once_each(void **state)
{
	struct bench bench;

	begin(&bench, state);
	for (int i = 1; i <= 100; i++)
		add(&bench, "well", i, NOON_MS);
	start(&bench, 6);
	for (int i = 1; i <= 100; i++)
		await_run(&bench);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.runs), 100);
	assert_int_equal(atomic_load(&bench.subjects), 5050);
	assert_counts(&bench, 0, 0, 0);
}

static void a_kind_that_nobody_knows_here_is_left_for_others(void **state)
{
	struct bench bench;

	begin(&bench, state);
	add(&bench, "newer", 1, NOON_MS);
	add(&bench, "well", 2, NOON_MS);
	start(&bench, 1);
	await_run(&bench);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.subjects), 2);
	assert_counts(&bench, 1, 0, 0);
}

static enum err explain_lease(struct tx *tx, void *context, struct fault *why)
{
	static const struct lease_kind due[] = {{"well", 30}, {"badly", 30}, {"long", 30}};
	struct lease_terms terms = {.kinds = due, .count = COUNT(due)};
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err;

	lease_terms_prepare(&terms, &arena);
	err = tx_query(tx, &arena, arena_printf(&arena, "EXPLAIN QUERY PLAN %s", terms.sql),
		       PARAMS(P_INT(1), P_INT(1), P_TEXT("well"), P_TEXT("badly"), P_TEXT("long")), &rows, why);
	if (!err)
		*(bool *)context = rows_count(rows) == 1 && strstr(rows_text(rows, 0, 3), "job_run_at");
	return err;
}

static void leasing_reads_the_earliest_jobs_and_not_the_whole_queue(void **state)
{
	const struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	bool is_by_time = false;

	if (store->is_postgres)
		skip(); /* it plans by what the tables hold */
	assert_ok(db_read(store->db, explain_lease, &is_by_time, &why), &why);
	assert_true(is_by_time);
}

static void stopping_waits_no_longer_than_the_grace(void **state)
{
	struct bench bench;

	begin(&bench, state);
	start(&bench, 3);
	add(&bench, "held", 1, NOON_MS);
	await_run(&bench);
	assert_false(worker_stop(bench.worker, 10));
	sem_post(&bench.hold);
	stop(&bench);
	assert_counts(&bench, 0, 0, 0);
}

static void a_job_is_told_that_the_process_wants_to_end(void **state)
{
	struct bench bench;

	begin(&bench, state);
	start(&bench, 1);
	add(&bench, "long", 1, NOON_MS);
	await_run(&bench);
	stop(&bench);
	assert_string_equal(look(&bench).error, "stopped");
	assert_counts(&bench, 1, 0, 0);
}

/* In the child: runs the held job and says so through the pipe. */
static void run_until_killed(const struct test_store *store, int pipe)
{
	struct bench bench = {.clock = {.fixed_ms = NOON_MS}};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sem_init(&bench.ran, 0, 0);
	sem_init(&bench.hold, 0, 0);
	if (db_open(store->address, &bench.db, NULL) ||
	    worker_start(bench.db, &bench.clock, kinds, &bench, 1, NULL, &bench.worker, NULL))
		_exit(1);
	sem_wait(&bench.ran);
	if (write(pipe, "r", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static void a_job_whose_process_was_killed_runs_again_after_its_lease(void **state)
{
	struct test_store *store = *state;
	struct bench bench;
	char byte = 0;
	int fds[2];
	pid_t child;

	store->db = test_store_open(store);
	begin(&bench, state);
	add(&bench, "held", 9, NOON_MS);
	db_close(store->db); /* no thread of ours is left when we fork */
	store->db = NULL;
	assert_int_equal(pipe(fds), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		run_until_killed(store, fds[1]);
	close(fds[1]);
	assert_int_equal(read(fds[0], &byte, 1), 1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(fds[0]);
	store->db = test_store_open(store);
	begin(&bench, state);
	start(&bench, 1);
	await_run(&bench);
	sem_post(&bench.hold);
	stop(&bench);
	assert_int_equal(atomic_load(&bench.attempts), 2);
	assert_int_equal(atomic_load(&bench.subjects), 9);
	assert_counts(&bench, 0, 0, 0);
}

static void count_tick(void *context)
{
	sem_post(context);
}

static void a_tick_comes_at_the_start_and_again_beside_the_jobs(void **state)
{
	struct worker_tick tick = {20, count_tick, NULL};
	struct fault why = {ERR_OK, ""};
	struct bench bench;
	sem_t ticks;

	begin(&bench, state);
	sem_init(&ticks, 0, 0);
	tick.context = &ticks;
	assert_ok(worker_start(bench.db, &bench.clock, kinds, &bench, 1, &tick, &bench.worker, &why), &why);
	for (int i = 0; i < 3; i++) {
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += PATIENCE_S;
		assert_int_equal(sem_timedwait(&ticks, &until), 0);
	}
	stop(&bench);
	sem_destroy(&ticks);
}

static void wrong_tables_are_refused(void **state)
{
	struct test_store *store = *state;
	const struct job_kind none[] = {{0}};
	struct worker *worker = NULL;
	struct clock clock = {0};
	struct fault why = {ERR_OK, ""};

	assert_int_equal(worker_start(store->db, &clock, none, NULL, 1, NULL, &worker, &why), ERR_INVALID);
	assert_int_equal(worker_start(store->db, &clock, kinds, NULL, 0, NULL, &worker, &why), ERR_INVALID);
	assert_null(worker);
	assert_true(worker_stop(NULL, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(a_due_job_runs_and_is_gone),
		TEST_ON_STORE(adding_again_only_moves_it),
		TEST_ON_STORE(what_failed_waits_and_is_parked_in_the_end),
		TEST_ON_STORE(a_job_added_while_it_runs_runs_once_more),
		TEST_ON_STORE(a_long_job_keeps_its_lease),
		TEST_ON_STORE(many_jobs_run_once_each),
		TEST_ON_STORE(a_kind_that_nobody_knows_here_is_left_for_others),
		TEST_ON_STORE(leasing_reads_the_earliest_jobs_and_not_the_whole_queue),
		TEST_ON_STORE(stopping_waits_no_longer_than_the_grace),
		TEST_ON_STORE(a_job_is_told_that_the_process_wants_to_end),
		TEST_ON_ADDRESS(a_job_whose_process_was_killed_runs_again_after_its_lease),
		TEST_ON_STORE(a_tick_comes_at_the_start_and_again_beside_the_jobs),
		TEST_ON_STORE(wrong_tables_are_refused),
	};
	return test_store_run("jobs", tests, COUNT(tests));
}
