/* SPDX-License-Identifier: Apache-2.0 */
/* What store/db.h promises, on each engine. */
#include "lib/test_store.h"
#include "store/new_id.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err make_table(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx,
			  "CREATE TABLE item (id BIGINT PRIMARY KEY, number BIGINT, body TEXT, bytes BYTEA, "
			  "parent BIGINT REFERENCES item (id))",
			  NULL, 0, NULL, why);
}

static struct db *open_with_table(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_ok(db_write(store->db, make_table, NULL, &why), &why);
	return store->db;
}

static enum err insert(struct tx *tx, int64_t id, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO item (id) VALUES ($1)", PARAMS(P_INT(id)), NULL, why);
}

static enum err insert_one(struct tx *tx, void *context, struct fault *why)
{
	return insert(tx, *(int64_t *)context, why);
}

static enum err count_all(struct tx *tx, void *context, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, "SELECT count(*) FROM item", NULL, 0, &rows, why);

	if (!err)
		*(int64_t *)context = rows_int(rows, 0, 0);
	return err;
}

static int64_t count_items(struct db *db)
{
	struct fault why = {ERR_OK, ""};
	int64_t count = -1;

	assert_ok(db_read(db, count_all, &count, &why), &why);
	return count;
}

/* Writers that meet in one batch: while the gate's work holds the writer, they queue up behind it. */
struct gate {
	sem_t entered;
	sem_t open;
};

static enum err hold_writer(struct tx *tx, void *context, struct fault *why)
{
	struct gate *gate = context;

	sem_post(&gate->entered);
	sem_wait(&gate->open);
	return ERR_OK;
}

struct submitter {
	pthread_t thread;
	struct db *db;
	db_work work;
	int64_t id;
	int times;
	void *context; /* of the work when not NULL, else &id */
	enum err result;
	struct fault why;
};

static void *submit(void *context)
{
	struct submitter *s = context;
	enum err err = ERR_OK;

	for (int i = 0; i < s->times && !err; i++, s->id++)
		err = db_write(s->db, s->work, s->context ? s->context : &s->id, &s->why);
	s->result = err;
	return NULL;
}

static void start(struct submitter *s)
{
	s->times = s->times ? s->times : 1;
	assert_int_equal(pthread_create(&s->thread, NULL, submit, s), 0);
}

/* Fails after it has written, as a rule that finds out late would. */
static enum err insert_and_refuse(struct tx *tx, void *context, struct fault *why)
{
	enum err err = insert_one(tx, context, why);

	return err ? err : fault_set(why, ERR_DENIED, "refused");
}

static void a_failed_work_leaves_the_others_of_its_batch(void **state)
{
	struct db *db = open_with_table(state);
	struct gate gate;
	struct submitter holder = {.db = db, .work = hold_writer, .context = &gate};
	struct submitter others[9] = {0};

	sem_init(&gate.entered, 0, 0);
	sem_init(&gate.open, 0, 0);
	start(&holder);
	sem_wait(&gate.entered);
	for (int i = 0; i < 9; i++) {
		others[i] = (struct submitter){.db = db, .work = i % 3 == 1 ? insert_and_refuse : insert_one, .id = i};
		start(&others[i]);
	}
	sem_post(&gate.open);
	pthread_join(holder.thread, NULL);
	for (int i = 0; i < 9; i++) {
		pthread_join(others[i].thread, NULL);
		assert_int_equal(others[i].result, i % 3 == 1 ? ERR_DENIED : ERR_OK);
		if (i % 3 == 1)
			assert_string_equal(others[i].why.text, "refused");
	}
	assert_int_equal(count_items(db), 6);
	sem_destroy(&gate.entered);
	sem_destroy(&gate.open);
}

static enum err insert_unless_refused(struct tx *tx, void *context, struct fault *why)
{
	int64_t id = *(int64_t *)context;

	return id % 100 == 99 ? fault_set(why, ERR_DENIED, "%lld is refused", (long long)id) : insert(tx, id, why);
}

static void works_that_are_queued_together_stand_alone(void **state)
{
	struct db *db = open_with_table(state);
	static int64_t ids[300];
	static void *contexts[300];
	struct fault why;

	for (int64_t i = 0; i < 300; i++) {
		ids[i] = i;
		contexts[i] = &ids[i];
	}
	assert_int_equal(db_write_each(db, insert_unless_refused, contexts, 300, &why), ERR_DENIED);
	assert_string_equal(why.text, "99 is refused");
	assert_int_equal(count_items(db), 297);
	assert_ok(db_write_each(db, insert_unless_refused, contexts, 0, &why), &why);
}

static enum err insert_twice_then_go_on(struct tx *tx, void *context, struct fault *why)
{
	enum err err = insert(tx, 1, why);
	enum err second = insert(tx, 1, why);
	ARENA_SCOPED arena = {0};
	struct rows *rows;

	*(enum err *)context = second;
	if (!err)
		err = tx_query(tx, &arena, "INSERT INTO item (id) VALUES (1) RETURNING id", NULL, 0, &rows, why) ==
				      ERR_CONFLICT
			      ? ERR_OK
			      : ERR_CORRUPT;
	return err ? err : insert(tx, 2, why);
}

static void a_conflict_is_told_and_the_transaction_goes_on(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};
	enum err second = ERR_OK;

	assert_ok(db_write(db, insert_twice_then_go_on, &second, &why), &why);
	assert_int_equal(second, ERR_CONFLICT);
	assert_int_equal(count_items(db), 2);
}

struct snapshot {
	struct db *db;
	int64_t before;
	int64_t after;
};

static enum err read_write_read(struct tx *tx, void *context, struct fault *why)
{
	struct snapshot *snapshot = context;
	int64_t id = 77;
	enum err err = count_all(tx, &snapshot->before, why);

	if (!err)
		err = db_write(snapshot->db, insert_one, &id, why);
	return err ? err : count_all(tx, &snapshot->after, why);
}

static void a_read_sees_one_snapshot(void **state)
{
	struct db *db = open_with_table(state);
	struct snapshot snapshot = {db, -1, -1};
	struct fault why = {ERR_OK, ""};

	assert_ok(db_read(db, read_write_read, &snapshot, &why), &why);
	assert_int_equal(snapshot.before, 0);
	assert_int_equal(snapshot.after, 0);
	assert_int_equal(count_items(db), 1);
}

static void sixty_four_threads_lose_nothing(void **state)
{
	struct db *db = open_with_table(state);
	struct submitter threads[64] = {0};

	for (int i = 0; i < 64; i++) {
		threads[i] = (struct submitter){.db = db, .work = insert_one, .id = i * INT64_C(1000), .times = 50};
		start(&threads[i]);
	}
	for (int i = 0; i < 64; i++) {
		pthread_join(threads[i].thread, NULL);
		assert_ok(threads[i].result, &threads[i].why);
	}
	assert_int_equal(count_items(db), 64 * 50);
}

static void what_was_answered_is_seen_by_the_next_read(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};

	for (int64_t id = 1; id <= 20; id++) {
		assert_ok(db_write(db, insert_one, &id, &why), &why);
		assert_int_equal(count_items(db), id);
	}
}

static enum err write_inside(struct tx *tx, void *context, struct fault *why)
{
	int64_t id = 1;

	return db_write(context, insert_one, &id, why);
}

static void a_write_inside_a_write_is_refused(void **state)
{
	struct db *db = open_with_table(state);

	assert_int_equal(db_write(db, write_inside, db, NULL), ERR_UNSUPPORTED);
	assert_int_equal(count_items(db), 0);
}

static enum err write_in_a_read(struct tx *tx, void *context, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct rows *rows;

	assert_int_equal(insert(tx, 1, why), ERR_DENIED);
	assert_int_equal(tx_notify(tx, why), ERR_DENIED);
	return tx_query(tx, &arena, "INSERT INTO item (id) VALUES (1) RETURNING id", NULL, 0, &rows, why);
}

static void a_read_may_not_write(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};

	assert_int_equal(db_read(db, write_in_a_read, NULL, &why), ERR_DENIED);
	assert_int_equal(count_items(db), 0);
}

static enum err notify(struct tx *tx, void *context, struct fault *why)
{
	enum err err = tx_notify(tx, why);

	return err ? err : *(enum err *)context;
}

static void a_notification_wakes_who_looked_before_it(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	enum err result = ERR_OK;
	uint64_t seen = db_notified(store->db);

	assert_ok(db_write(store->db, notify, &result, &why), &why);
	db_wait_since(store->db, seen, 60000); /* the test's own limit is shorter than this and the next would be */
	assert_true(db_notified(store->db) != seen);
}

static void a_rolled_back_notification_wakes_nobody(void **state)
{
	struct test_store *store = *state;
	enum err result = ERR_DENIED;
	uint64_t seen;

	if (store->is_postgres) { /* the first bell is that of the listener itself */
		seen = db_notified(store->db);
		db_wait_since(store->db, seen, 10000);
	}
	seen = db_notified(store->db);
	assert_int_equal(db_write(store->db, notify, &result, NULL), ERR_DENIED);
	db_wait_since(store->db, seen, 200);
	assert_true(db_notified(store->db) == seen);
}

static void another_process_is_notified_too(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	enum err result = ERR_OK;
	struct db *other;
	uint64_t seen;

	if (!store->is_postgres)
		return; /* no other process writes the file */
	other = test_store_open(store);
	db_wait_since(other, db_notified(other), 10000); /* until its listener listens */
	seen = db_notified(other);
	assert_ok(db_write(store->db, notify, &result, &why), &why);
	db_wait_since(other, seen, 60000);
	assert_true(db_notified(other) != seen);
	db_close(other);
}

/* Reads, then writes what it read and one more: two of these at once conflict. */
static enum err count_up(struct tx *tx, void *context, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena = {0};
	char value[32];
	enum err err = tx_query(tx, &arena, "SELECT value FROM setting WHERE name = 'count'", NULL, 0, &rows, why);

	if (err)
		return err;
	snprintf(value, sizeof(value), "%d", atoi(rows_text(rows, 0, 0)) + 1);
	return tx_execute(tx, "UPDATE setting SET value = $1 WHERE name = 'count'", PARAMS(P_TEXT(value)), NULL, why);
}

static enum err count_from_zero(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO setting (name, value) VALUES ('count', '0')", NULL, 0, NULL, why);
}

static enum err read_count(struct tx *tx, void *context, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena = {0};
	enum err err = tx_query(tx, &arena, "SELECT value FROM setting WHERE name = 'count'", NULL, 0, &rows, why);

	if (!err)
		*(int *)context = atoi(rows_text(rows, 0, 0));
	return err;
}

/* Each of the two loses to the other now and then; none gives up, and nothing is counted twice. */
static void processes_that_write_the_same_row_lose_nothing(void **state)
{
	struct test_store *store = *state;
	struct submitter submitters[2] = {{.work = count_up, .times = 200}, {.work = count_up, .times = 200}};
	struct fault why = {ERR_OK, ""};
	struct db *other;
	int count = 0;

	if (!store->is_postgres)
		skip(); /* no other process writes the file */
	assert_ok(db_write(store->db, count_from_zero, NULL, &why), &why);
	other = test_store_open(store);
	submitters[0].db = store->db;
	submitters[1].db = other;
	for (size_t i = 0; i < COUNT(submitters); i++)
		start(&submitters[i]);
	for (size_t i = 0; i < COUNT(submitters); i++) {
		pthread_join(submitters[i].thread, NULL);
		assert_ok(submitters[i].result, &submitters[i].why);
	}
	assert_ok(db_read(store->db, read_count, &count, &why), &why);
	assert_int_equal(count, 400);
	db_close(other);
}

static void a_nudge_is_not_missed_by_a_sleeper_who_looked_before_it(void **state)
{
	struct test_store *store = *state;
	uint64_t seen = db_notified(store->db);

	db_nudge(store->db);
	db_wait_since(store->db, seen, 600000);
	assert_true(db_notified(store->db) != seen);
}

static enum err change_many(struct tx *tx, void *context, struct fault *why)
{
	int64_t *changed = context;
	enum err err = ERR_OK;

	for (int64_t id = 1; id <= 5 && !err; id++)
		err = insert(tx, id, why);
	if (!err)
		err = tx_execute(tx, "UPDATE item SET number = 1 WHERE id > $1", PARAMS(P_INT(2)), &changed[0], why);
	if (!err)
		err = tx_execute(tx, "DELETE FROM item WHERE id = $1", PARAMS(P_INT(99)), &changed[1], why);
	return err;
}

static void the_number_of_changed_rows_is_told(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};
	int64_t changed[2] = {-1, -1};

	assert_ok(db_write(db, change_many, changed, &why), &why);
	assert_int_equal(changed[0], 3);
	assert_int_equal(changed[1], 0);
}

/* More texts than a connection keeps prepared, each twice. */
static enum err use_many_statements(struct tx *tx, void *context, struct fault *why)
{
	for (int i = 0; i < 400; i++) {
		ARENA_SCOPED arena = {0};
		struct rows *rows;
		const char *sql = arena_printf(&arena, "SELECT $1 + %d", i % 200);
		enum err err = tx_query(tx, &arena, sql, PARAMS(P_INT(1000)), &rows, why);

		if (err)
			return err;
		assert_int_equal(rows_int(rows, 0, 0), 1000 + i % 200);
	}
	return ERR_OK;
}

static void more_statements_than_are_kept_prepared_work(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_ok(db_write(store->db, use_many_statements, NULL, &why), &why);
	assert_ok(db_read(store->db, use_many_statements, NULL, &why), &why);
}

static void new_ids_are_positive_and_differ(void **state)
{
	int64_t last = 0;

	for (int i = 0; i < 1000; i++) {
		int64_t id = new_id();

		assert_true(id > 0 && id != last);
		last = id;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(a_failed_work_leaves_the_others_of_its_batch),
		TEST_ON_STORE(works_that_are_queued_together_stand_alone),
		TEST_ON_STORE(a_conflict_is_told_and_the_transaction_goes_on),
		TEST_ON_STORE(a_read_sees_one_snapshot),
		TEST_ON_STORE(sixty_four_threads_lose_nothing),
		TEST_ON_STORE(what_was_answered_is_seen_by_the_next_read),
		TEST_ON_STORE(a_write_inside_a_write_is_refused),
		TEST_ON_STORE(a_read_may_not_write),
		TEST_ON_STORE(a_notification_wakes_who_looked_before_it),
		TEST_ON_STORE(a_rolled_back_notification_wakes_nobody),
		TEST_ON_STORE(another_process_is_notified_too),
		TEST_ON_STORE(processes_that_write_the_same_row_lose_nothing),
		TEST_ON_STORE(a_nudge_is_not_missed_by_a_sleeper_who_looked_before_it),
		TEST_ON_STORE(the_number_of_changed_rows_is_told),
		TEST_ON_STORE(more_statements_than_are_kept_prepared_work),
		cmocka_unit_test(new_ids_are_positive_and_differ),
	};
	return test_store_run("db", tests, COUNT(tests));
}
