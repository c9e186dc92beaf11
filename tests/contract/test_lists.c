/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists, counts and pages of the office read no large table from end to end and sort nothing: asked of each engine's
 * own plan of every statement that they run. PostgreSQL, which prefers reading a small table whole, is told not to.
 */
#include <string.h>

#include "lib/test_store.h"
#include "store/application/case_count.h"
#include "store/application/case_list_store.h"
#include "store/application/earlier_case_store.h"
#include "store/application/twin_case_store.h"
#include "store/desk/task_store.h"
#include "store/diagnosis/diagnosis_store.h"
#include "store/post/message_store.h"

static struct {
	const struct engine *engine;
	bool is_postgres;
	bool may_sort;
	int statements;
} asked;

static bool is_small(const char *sql)
{
	return strstr(sql, "FROM case_count") || strstr(sql, "case_id = $1");
}

/* "page" is the rows of one page, found by an index. */
static bool is_slow(const char *line)
{
	if (asked.is_postgres)
		return strstr(line, "Seq Scan") || (strstr(line, "Sort") && !asked.may_sort);
	return (strstr(line, "SCAN") && !strstr(line, "USING") && strcmp(line, "SCAN page") != 0) ||
	       (strstr(line, "TEMP B-TREE") && !asked.may_sort);
}

static void assert_quick(struct conn *conn, struct arena *arena, const struct statement *statement)
{
	const char *explain = asked.is_postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
	const struct statement plan = {arena_printf(arena, "%s%s", explain, statement->sql), statement->params,
				       statement->count};
	const size_t column = asked.is_postgres ? 0 : 3;
	struct fault why;
	struct rows *rows;

	assert_ok(asked.engine->run(conn, arena, &plan, &rows, NULL, &why), &why);
	assert_true(rows_count(rows) > 0);
	for (size_t i = 0; i < rows_count(rows); i++)
		if (!is_small(statement->sql) && is_slow(rows_text(rows, i, column)))
			fail_msg("%s: %s", statement->sql, rows_text(rows, i, column));
	asked.statements++;
}

static enum err run_asked(struct conn *conn, struct arena *arena, const struct statement *statement,
			  struct rows **ret_rows, int64_t *ret_changed, struct fault *why)
{
	assert_quick(conn, arena, statement);
	return asked.engine->run(conn, arena, statement, ret_rows, ret_changed, why);
}

/* Runs the work in a transaction whose every statement has to have a quick plan; how many it ran. */
static int ask(const struct test_store *store, void (*work)(struct tx *tx, struct arena *arena))
{
	static const struct statement avoid[] = {{"SET enable_seqscan = off", NULL, 0},
						 {"SET enable_bitmapscan = off", NULL, 0},
						 {"SET enable_sort = off", NULL, 0}};
	struct engine asking = *test_store_engine(store);
	struct tx tx = {.engine = &asking};
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	asked.engine = test_store_engine(store);
	asked.is_postgres = store->is_postgres;
	asked.statements = 0;
	asked.may_sort = false;
	asking.run = run_asked;
	assert_ok(asked.engine->open(store->address, CONN_READS, &tx.conn, &why), &why);
	assert_ok(asked.engine->step(tx.conn, TX_BEGIN, &why), &why);
	for (size_t i = 0; store->is_postgres && i < COUNT(avoid); i++)
		assert_ok(asked.engine->run(tx.conn, &arena, &avoid[i], NULL, NULL, &why), &why);
	work(&tx, &arena);
	asked.engine->rollback(tx.conn);
	asked.engine->close(tx.conn);
	return asked.statements;
}

static void list(struct tx *tx, struct arena *arena, struct case_filter filter)
{
	struct case_row *rows;
	struct fault why;
	int64_t total;
	size_t count;

	filter.search_key = "";
	filter.offset = 100000;
	filter.limit = 50;
	assert_ok(case_list_store_read(tx, arena, &filter, &rows, &count, &why), &why);
	assert_ok(case_list_store_count(tx, &filter, &total, &why), &why);
}

static void list_by_each_filter(struct tx *tx, struct arena *arena)
{
	for (int filters = 0; filters < 16; filters++)
		list(tx, arena,
		     (struct case_filter){.edition = filters & 1 ? "r7" : "",
					  .state = filters & 2 ? "received" : "",
					  .course = filters & 4 ? "one" : "",
					  .expert_id = filters & 8 ? 7 : 0});
}

static void cases_are_listed_and_counted_by_an_index_of_the_filter(void **state)
{
	assert_int_equal(ask(*state, list_by_each_filter), 32);
}

static void list_by_each_step(struct tx *tx, struct arena *arena)
{
	asked.may_sort = true; /* the cases of one page */
	for (int step = SUPPORT_STEP_UNPERMITTED; step < SUPPORT_STEP_COUNT; step++)
		for (int filters = 0; filters < 4; filters++)
			list(tx, arena,
			     (struct case_filter){.edition = filters & 1 ? "r7" : "",
						  .state = "",
						  .course = filters & 2 ? "one" : "",
						  .step = (enum support_step)step,
						  .now_ms = 7});
}

static void companies_that_take_part_are_listed_and_counted_by_what_is_next(void **state)
{
	assert_int_equal(ask(*state, list_by_each_step), 48);
}

/* What it finds is sorted by arrival, so this alone is not asked. */
static void search_by_word(struct tx *tx, struct arena *arena)
{
	const struct case_filter filter = {.edition = "", .state = "", .course = "", .search_key = "電機", .limit = 50};
	bool is_common;
	struct case_row *rows;
	struct fault why;
	int64_t total;
	size_t count;

	asked.may_sort = true;
	assert_ok(case_list_store_read(tx, arena, &filter, &rows, &count, &why), &why);
	assert_ok(case_list_store_count(tx, &filter, &total, &why), &why);
	assert_ok(case_list_store_is_common(tx, "電機", &is_common, &why), &why);
}

static void a_search_reads_a_range_of_an_index(void **state)
{
	assert_int_equal(ask(*state, search_by_word), 3);
}

static void read_mails(struct tx *tx, struct arena *arena)
{
	struct message_row *rows;
	struct fault why;
	int64_t total;
	size_t count;

	for (int filters = 0; filters < 8; filters++) {
		const struct message_filter filter = {.state = filters & 1 ? "failed" : "",
						      .template_id = filters & 2 ? "receipt" : "",
						      .recipient = filters & 4 ? "a@example.jp" : "",
						      .search_key = "",
						      .offset = 1000,
						      .limit = 50};
		assert_ok(message_store_list(tx, arena, &filter, &rows, &count, &why), &why);
		assert_ok(message_store_count_listed(tx, &filter, &total, &why), &why);
	}
	assert_ok(message_store_list_case(tx, arena, 1, &rows, &count, &why), &why);
	assert_ok(message_store_count(tx, MESSAGE_STATE_QUEUED, &total, &why), &why);
	assert_ok(message_store_count(tx, MESSAGE_STATE_FAILED, &total, &why), &why);
}

static void mails_are_listed_and_counted_without_reading_all(void **state)
{
	assert_int_equal(ask(*state, read_mails), 19);
}

static void read_tasks(struct tx *tx, struct arena *arena)
{
	const struct task_filter open = {ROLE_SECRETARIAT, TASK_STATE_OPEN, 100, 50},
				 done = {ROLE_SECRETARIAT, TASK_STATE_DONE, 100, 50};
	struct task_row *rows;
	struct fault why;
	int64_t total;
	size_t count;

	assert_ok(task_store_list(tx, arena, &open, &rows, &count, &why), &why);
	assert_ok(task_store_list(tx, arena, &done, &rows, &count, &why), &why);
	assert_ok(task_store_list_case(tx, arena, 1, &rows, &count, &why), &why);
	assert_ok(task_store_count(tx, ROLE_SECRETARIAT, TASK_STATE_OPEN, 20000, &total, &why), &why);
}

static void tasks_are_listed_and_counted_by_an_index(void **state)
{
	assert_int_equal(ask(*state, read_tasks), 4);
}

/* The mails of what it finds are sorted, so this alone is not asked. */
static void search_mails(struct tx *tx, struct arena *arena)
{
	const struct message_filter filter = {
		.state = "failed", .template_id = "", .recipient = "", .search_key = "電機", .limit = 50};
	struct message_row *rows;
	struct fault why;
	bool is_common;
	int64_t total;
	size_t count;

	asked.may_sort = true;
	assert_ok(message_store_list(tx, arena, &filter, &rows, &count, &why), &why);
	assert_ok(message_store_count_listed(tx, &filter, &total, &why), &why);
	assert_ok(message_store_is_common(tx, "電機", &is_common, &why), &why);
}

static void a_search_for_mails_reads_those_of_the_cases_that_it_finds(void **state)
{
	assert_int_equal(ask(*state, search_mails), 3);
}

/* The two ways of being a twin are put together. */
static void find_twins(struct tx *tx, struct arena *arena)
{
	const struct case_row of = {.id = 9, .edition = "r8", .corporate_number = "4999901000020", .mail = "A@b.jp"};
	const struct case_row page[30] = {of};
	struct case_row *rows;
	bool marks[30];
	struct fault why;
	size_t count;

	asked.may_sort = true;
	assert_ok(twin_case_store_list(tx, arena, &of, &rows, &count, &why), &why);
	assert_ok(twin_case_store_mark(tx, page, COUNT(page), marks, &why), &why);
	assert_false(marks[0]);
}

static void cases_of_one_company_are_found_by_an_index(void **state)
{
	assert_int_equal(ask(*state, find_twins), 3);
}

static void read_runs(struct tx *tx, struct arena *arena)
{
	struct diagnosis_row *rows;
	struct fault why;
	int64_t total;
	size_t count;

	assert_ok(diagnosis_store_list(tx, arena, 1000, 50, &rows, &count, &why), &why);
	assert_ok(diagnosis_store_count(tx, &total, &why), &why);
}

static void diagnoses_are_listed_by_an_index(void **state)
{
	assert_int_equal(ask(*state, read_runs), 2);
}

static void find_earlier(struct tx *tx, struct arena *arena)
{
	const struct case_row of = {
		.id = 9, .edition = "r8", .search_key = "A", .address_key = "B", .corporate_number = "4999901000020"};
	struct case_row *rows;
	struct fault why;
	size_t count;

	assert_ok(earlier_case_store_list(tx, arena, &of, EARLIER_CASE_SAME, &rows, &count, &why), &why);
	assert_ok(earlier_case_store_list(tx, arena, &of, EARLIER_CASE_LOOK, &rows, &count, &why), &why);
}

static void a_company_is_found_in_earlier_calls_by_an_index(void **state)
{
	assert_int_equal(ask(*state, find_earlier), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(cases_are_listed_and_counted_by_an_index_of_the_filter),
		TEST_ON_STORE(companies_that_take_part_are_listed_and_counted_by_what_is_next),
		TEST_ON_STORE(a_search_reads_a_range_of_an_index),
		TEST_ON_STORE(a_company_is_found_in_earlier_calls_by_an_index),
		TEST_ON_STORE(cases_of_one_company_are_found_by_an_index),
		TEST_ON_STORE(tasks_are_listed_and_counted_by_an_index),
		TEST_ON_STORE(a_search_for_mails_reads_those_of_the_cases_that_it_finds),
		TEST_ON_STORE(diagnoses_are_listed_by_an_index),
		TEST_ON_STORE(mails_are_listed_and_counted_without_reading_all),
	};
	return test_store_run("lists", tests, COUNT(tests));
}
