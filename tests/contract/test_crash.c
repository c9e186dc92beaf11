/* SPDX-License-Identifier: Apache-2.0 */
/* What was answered stays, whoever dies: our process, the server, the connection. */
#include "lib/test_store.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/writer.h"

static enum err insert_setting(struct tx *tx, void *context, struct fault *why)
{
	char name[24];
	struct param params[] = {P_TEXT(name), P_TEXT("kept")};

	snprintf(name, sizeof(name), "%lld", (long long)*(int64_t *)context);
	params[0] = P_TEXT(name);
	return tx_execute(tx, "INSERT INTO setting (name, value) VALUES ($1, $2)", params, COUNT(params), NULL, why);
}

static enum err count_setting(struct tx *tx, void *context, struct fault *why)
{
	int64_t *number = context;
	char name[24];
	struct param param;
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err;

	snprintf(name, sizeof(name), "%lld", (long long)*number);
	param = P_TEXT(name);
	err = tx_query(tx, &arena, "SELECT count(*) FROM setting WHERE name = $1", PARAMS(param), &rows, why);
	if (!err)
		*number = rows_int(rows, 0, 0);
	return err;
}

static bool is_there(struct db *db, int64_t id)
{
	struct fault why = {ERR_OK, ""};
	int64_t number = id;

	assert_ok(db_read(db, count_setting, &number, &why), &why);
	return number == 1;
}

/* Threads that write numbers and report each one that was answered. */
struct reporter {
	struct db *db;
	int pipe;
	int64_t next;
};

static void *write_and_report(void *context)
{
	struct reporter *reporter = context;

	for (;; reporter->next++)
		if (db_write(reporter->db, insert_setting, &reporter->next, NULL) ||
		    write(reporter->pipe, &reporter->next, sizeof(reporter->next)) != sizeof(reporter->next))
			return NULL;
}

static void write_until_killed(const struct test_store *store, int pipe)
{
	struct reporter reporters[8];
	pthread_t thread;
	struct db *db;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (db_open(store->address, &db, NULL))
		_exit(1);
	for (int i = 0; i < 8; i++) {
		reporters[i] = (struct reporter){db, pipe, i * INT64_C(1000000)};
		if (pthread_create(&thread, NULL, write_and_report, &reporters[i]))
			_exit(1);
	}
	pthread_join(thread, NULL);
	_exit(1);
}

enum { REPORTS_MAX = 100000 };

static void what_was_answered_before_kill_9_is_there(void **state)
{
	struct test_store *store = *state;
	int64_t *reports = calloc(REPORTS_MAX, sizeof(*reports));
	size_t count = 0;
	int fds[2];
	struct db *db;
	pid_t child;

	assert_non_null(reports);
	assert_int_equal(pipe(fds), 0);
	db_close(test_store_open(store)); /* makes the schema; no thread of ours is left when we fork */
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(fds[0]);
		write_until_killed(store, fds[1]);
	}
	close(fds[1]);
	while (count < REPORTS_MAX && read(fds[0], &reports[count], sizeof(*reports)) == sizeof(*reports))
		if (++count == 500)
			kill(child, SIGKILL);
	close(fds[0]);
	waitpid(child, NULL, 0);
	assert_true(count >= 500);
	db = test_store_open(store);
	for (size_t i = 0; i < count; i++)
		if (!is_there(db, reports[i]))
			fail_msg("%lld was answered and is not there", (long long)reports[i]);
	db_close(db);
	free(reports);
}

static void writes_and_reads_work_after_the_server_came_back(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	int64_t id = 1;

	if (!store->is_postgres)
		return; /* a file has no server */
	assert_ok(db_write(store->db, insert_setting, &id, &why), &why);
	assert_true(is_there(store->db, 1));
	pg_server_halt_now(&store->server);
	assert_int_equal(pg_server_resume(&store->server), 0);
	id = 2;
	assert_ok(db_write(store->db, insert_setting, &id, &why), &why);
	assert_true(is_there(store->db, 1));
	assert_true(is_there(store->db, 2));
}

struct crowd {
	pthread_t threads[8];
	struct db *db;
	atomic_long next;
	atomic_int unclear; /* lost in the middle of the commit: ERR_IO says so */
	atomic_int refused; /* the writer gave up waiting for the server: ERR_BUSY, nothing is stored */
	atomic_bool stop;
	atomic_bool answered[REPORTS_MAX];
};

static void *write_on(void *context)
{
	struct crowd *crowd = context;

	while (!atomic_load(&crowd->stop)) {
		int64_t id = atomic_fetch_add(&crowd->next, 1);
		enum err err;

		if (id >= REPORTS_MAX)
			break;
		err = db_write(crowd->db, insert_setting, &id, NULL);
		if (!err)
			atomic_store(&crowd->answered[id], true);
		else if (err == ERR_IO)
			atomic_fetch_add(&crowd->unclear, 1);
		else if (err == ERR_BUSY)
			atomic_fetch_add(&crowd->refused, 1);
		else
			abort();
	}
	return NULL;
}

/* The server crashes under writers; they wait for it, and nothing that was answered is lost. */
static void a_crash_of_the_server_under_load_loses_nothing(void **state)
{
	struct test_store *store = *state;
	struct crowd *crowd = calloc(1, sizeof(*crowd));
	int64_t answered = 0, halted_ms;
	bool was_away_long;

	assert_non_null(crowd);
	if (!store->is_postgres) {
		free(crowd);
		return;
	}
	crowd->db = store->db;
	for (int i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&crowd->threads[i], NULL, write_on, crowd), 0);
	poll(NULL, 0, 200);
	halted_ms = clock_monotonic_ms();
	pg_server_halt_now(&store->server);
	assert_int_equal(pg_server_resume(&store->server), 0);
	was_away_long = clock_monotonic_ms() - halted_ms > WRITER_PATIENCE_MS / 2;
	poll(NULL, 0, 1000);
	atomic_store(&crowd->stop, true);
	for (int i = 0; i < 8; i++)
		pthread_join(crowd->threads[i], NULL);
	for (int64_t id = 0; id < atomic_load(&crowd->next) && id < REPORTS_MAX; id++)
		if (atomic_load(&crowd->answered[id])) {
			answered++;
			assert_true(is_there(store->db, id));
		}
	assert_true(answered > 0);
	assert_true(atomic_load(&crowd->unclear) <= 8); /* at most the one batch that was being committed */
	if (!was_away_long) /* a slow machine's server may need longer than the writer waits */
		assert_int_equal(atomic_load(&crowd->refused), 0);
	free(crowd);
}

/* Reads a number and writes it back one larger: loses steps unless transactions are serial. */
static enum err step_counter(struct tx *tx, void *context, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, "SELECT value FROM counter WHERE name = 'steps'", NULL, 0, &rows, why);
	int64_t value = err ? 0 : rows_int(rows, 0, 0);

	if (err)
		return err;
	if (context) {
		*(int64_t *)context = value;
		return ERR_OK;
	}
	return tx_execute(tx, "UPDATE counter SET value = $1 WHERE name = 'steps'", PARAMS(P_INT(value + 1)), NULL,
			  why);
}

static enum err make_counter(struct tx *tx, void *context, struct fault *why)
{
	enum err err = tx_execute(tx, "CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)", NULL, 0,
				  NULL, why);

	return err ? err : tx_execute(tx, "INSERT INTO counter (name, value) VALUES ('steps', 0)", NULL, 0, NULL, why);
}

enum { STEPS_EACH = 100, TRIES_MAX = 1000 };

/* The writer may tire of a row that others hold again and again, and says ERR_BUSY: nothing is stored, try again. */
static void step_and_exit(const struct test_store *store)
{
	struct fault why = {ERR_OK, ""};
	struct db *db;
	enum err err = db_open(store->address, &db, &why);
	int steps = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int tries = 0; !err && steps < STEPS_EACH && tries < TRIES_MAX; tries++) {
		err = db_write(db, step_counter, NULL, &why);
		steps += err == ERR_OK;
		if (err == ERR_BUSY)
			err = ERR_OK;
	}
	if (!err && steps < STEPS_EACH)
		err = ERR_BUSY;
	if (err)
		fprintf(stderr, "%s\n", why.text);
	_exit(err ? 1 : 0);
}

static void processes_that_write_the_same_row_lose_no_step(void **state)
{
	struct test_store *store = *state;
	int processes = store->is_postgres ? 4 : 1;
	struct fault why = {ERR_OK, ""};
	struct db *db = test_store_open(store);
	int64_t value = 0;
	pid_t children[4];

	assert_ok(db_write(db, make_counter, NULL, &why), &why);
	db_close(db);
	for (int i = 0; i < processes; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0)
			step_and_exit(store);
	}
	for (int i = 0; i < processes; i++) {
		int status = -1;

		waitpid(children[i], &status, 0);
		assert_int_equal(status, 0);
	}
	db = test_store_open(store);
	assert_ok(db_read(db, step_counter, &value, &why), &why);
	assert_int_equal(value, processes * STEPS_EACH);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_ADDRESS(what_was_answered_before_kill_9_is_there),
		TEST_ON_STORE(writes_and_reads_work_after_the_server_came_back),
		TEST_ON_STORE(a_crash_of_the_server_under_load_loses_nothing),
		TEST_ON_ADDRESS(processes_that_write_the_same_row_lose_no_step),
	};
	return test_store_run("crash", tests, COUNT(tests));
}
