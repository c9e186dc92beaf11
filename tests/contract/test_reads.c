/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What today's work reads of a store with very many cases, of which nearly none are work: not what the plans promise
 * (test_lists.c) but what the engines count while they run. A plan may find rows by an index and still look at each.
 */
#include <string.h>

#include "lib/test_store.h"
#include "people/role.h"
#include "store/application/case_count.h"
#include "store/desk/task_store.h"
#include "store/post/message_store.h"
#include "store/sql_text.h"
#include "usecases/desk/desk_list.h"

#define CASES "4000"
#define SHOWN 20

/* In SQLite steps of its machine: some sixty for each row that a page shows, at least three for one passed over. In
 * PostgreSQL rows, shown or passed over, of every part of the plan. */
#define STEPS_MAX 4000
#define ROWS_MAX  200

#define MANY "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " CASES ") "

/* Each case was diagnosed, judged again and looked at, had its mail and its call, and takes part no more. */
static const char *const filling[] = {
	"INSERT INTO edition (id, receipt_prefix, state, version) VALUES ('r7', 'R7', 'published', 1)",
	"INSERT INTO person (id, sign_in_name, display_name, role, password_hash, created_ms, mail) "
	"VALUES (1, 'clerk', 'clerk', 'secretariat', '', 1, '')",
	MANY
	"INSERT INTO company_case (id, edition, number, edition_version, state, holds_place, course, arrival, "
	"company_name, search_key, address_key, corporate_number, contact_name, mail, lang, arrived_ms, link_version, "
	"event_count) SELECT i, 'r7', i, 1, 'completed', 1, 'one', i, 'n', 'n', '', '', 'n', 'a@b.jp', 'ja', 1, 1, 1 "
	"FROM n",
	MANY "INSERT INTO authorisation (id, case_id, state, document, authorised_ms) "
	     "SELECT i, i, 'ended', '', 1 FROM n",
	MANY "INSERT INTO diagnosis (id, case_id, authorisation_id, purpose, state, queued_ms, probe_version, "
	     "source_addresses, "
	     "problem, knowledge, judgement, released_judgement, remarks) SELECT i, i, i, 'first_diagnosis', 'done', "
	     "1, '', '', '', '', "
	     "2, 2, '' FROM n",
	MANY "INSERT INTO judgement (diagnosis_id, number, state, judged_ms, knowledge, changes, priority, seen_ms, "
	     "seen_by) "
	     "SELECT i, 2, 'seen', 1, '', 1, '', 1, 1 FROM n",
	MANY "INSERT INTO message (id, case_id, template, occasion, state, recipient, lang, subject, body, message_id, "
	     "attempts, queued_ms, done_ms, last_reply) "
	     "SELECT i, i, 'receipt', '', 'sent', 'a@b.jp', 'ja', '', '', '', 1, 1, 1, '' FROM n",
	MANY "INSERT INTO mail_hold (case_id, reason, held_ms, until_ms) SELECT i, 'address', 1, 2 FROM n",
	MANY
	"INSERT INTO task (id, case_id, kind, occasion, owner_role, due_day, state, made_ms, outcome, note, done_ms, "
	"done_by) SELECT i, i, 'call', '', 'secretariat', 1, 'done', 1, '', '', 1, 1 FROM n",
	/* A few that are work. */
	"INSERT INTO judgement (diagnosis_id, number, state, judged_ms, knowledge, changes, priority) "
	"SELECT id, 3, 'open', id, '', 1, '' FROM diagnosis WHERE id > 3990",
	"UPDATE diagnosis SET judgement = 3 WHERE id > 3995",
	"UPDATE mail_hold SET until_ms = 8 WHERE case_id > 3997",
};

static struct {
	const struct engine *engine;
	bool is_postgres;
	int statements;
} asked;

static void run(struct conn *conn, struct arena *arena, const char *sql, const struct statement *like,
		struct rows **ret_rows)
{
	const struct statement statement = {sql, like ? like->params : NULL, like ? like->count : 0};
	struct fault why;

	assert_ok(asked.engine->run(conn, arena, &statement, ret_rows, NULL, &why), &why);
}

/* The number behind a word of a line of a plan; otherwise what is given. */
static int64_t number_behind(const char *line, const char *word, int64_t otherwise)
{
	const char *at = strstr(line, word);
	int64_t number = otherwise;
	struct str digits;

	if (!at)
		return otherwise;
	digits = str_from(at + strlen(word));
	digits.n = strspn(digits.p, "0123456789");
	assert_true(str_to_i64(digits, &number));
	return number;
}

/* How many rows the parts of the plan gave or passed over. */
static int64_t rows_read(struct conn *conn, struct arena *arena, const struct statement *statement)
{
	const char *sql = arena_printf(arena, "EXPLAIN (ANALYZE, TIMING OFF) %s", statement->sql);
	int64_t sum = 0, loops = 1;
	struct rows *plan;

	run(conn, arena, sql, statement, &plan);
	for (size_t i = 0; i < rows_count(plan); i++) {
		const char *line = rows_text(plan, i, 0);

		loops = number_behind(line, " loops=", loops);
		sum += loops * number_behind(line, "(actual rows=", 0);
		sum += loops * number_behind(line, "Rows Removed by Filter: ", 0);
	}
	return sum;
}

/* Of this statement on this connection, as often as it ran. */
static int64_t steps_so_far(struct conn *conn, struct arena *arena, const struct statement *statement)
{
	const char *sql = "SELECT COALESCE(MAX(nstep), 0) FROM sqlite_stmt WHERE sql = $1";
	const struct statement of = {NULL, PARAMS(P_TEXT(sql_text_number(arena, statement->sql)))};
	struct rows *rows;

	run(conn, arena, sql, &of, &rows);
	return rows_int(rows, 0, 0);
}

static enum err run_counted(struct conn *conn, struct arena *arena, const struct statement *statement,
			    struct rows **ret_rows, int64_t *ret_changed, struct fault *why)
{
	int64_t before = asked.is_postgres ? 0 : steps_so_far(conn, arena, statement);
	int64_t limit = asked.is_postgres ? ROWS_MAX : STEPS_MAX, count;
	enum err err = asked.engine->run(conn, arena, statement, ret_rows, ret_changed, why);

	count = asked.is_postgres ? rows_read(conn, arena, statement) : steps_so_far(conn, arena, statement) - before;
	assert_true(asked.is_postgres || count > 0);
	if (count > limit)
		fail_msg("%lld read, at most %lld: %s", (long long)count, (long long)limit, statement->sql);
	asked.statements++;
	return err;
}

static void fill(struct conn *conn, struct arena *arena)
{
	for (size_t i = 0; i < COUNT(filling); i++)
		run(conn, arena, filling[i], NULL, NULL);
	if (asked.is_postgres) /* as it does by itself; a store of SQLite's is never analysed */
		run(conn, arena, "ANALYZE", NULL, NULL);
}

static void read_list(struct tx *tx, struct arena *arena, const char *key, const char *edition, int64_t expected)
{
	struct case_filter filter = {.edition = edition, .course = "", .search_key = "", .limit = SHOWN};
	struct case_row *rows;
	struct fault why;
	int64_t total;
	size_t count;

	assert_true(desk_list_narrow(key, 7, &filter));
	assert_ok(case_list_store_read(tx, arena, &filter, &rows, &count, &why), &why);
	assert_ok(case_list_store_count(tx, &filter, &total, &why), &why);
	assert_int_equal(count, expected);
	assert_int_equal(total, expected);
}

static void read_desk(struct tx *tx, struct arena *arena, const char *edition)
{
	struct case_count cases;
	int64_t total;
	struct fault why;

	for (const struct desk_list *list = desk_lists; list->key; list++)
		read_list(tx, arena, list->key, edition, 0);
	read_list(tx, arena, DESK_LIST_REJUDGED, edition, 5);
	read_list(tx, arena, DESK_LIST_HELD, edition, 3);
	read_list(tx, arena, DESK_LIST_UNPRINTED, edition, 0);
	assert_ok(case_count_load(tx, edition, "", &cases, &why), &why);
	assert_ok(message_store_count(tx, MESSAGE_STATE_QUEUED, &total, &why), &why);
	assert_ok(message_store_count(tx, MESSAGE_STATE_FAILED, &total, &why), &why);
	assert_ok(message_store_count(tx, MESSAGE_STATE_BOUNCED, &total, &why), &why);
	assert_ok(task_store_count(tx, ROLE_SECRETARIAT, TASK_STATE_OPEN, INT64_MAX, &total, &why), &why);
	assert_ok(task_store_count(tx, ROLE_SECRETARIAT, TASK_STATE_OPEN, 7, &total, &why), &why);
}

static void todays_work_reads_what_is_work_however_many_cases_there_are(void **state)
{
	const struct test_store *store = *state;
	struct engine counting = *test_store_engine(store);
	struct tx tx = {.engine = &counting};
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	asked.engine = test_store_engine(store);
	asked.is_postgres = store->is_postgres;
	asked.statements = 0;
	counting.run = run_counted;
	assert_ok(asked.engine->open(store->address, CONN_WRITES, &tx.conn, &why), &why);
	assert_ok(asked.engine->step(tx.conn, TX_BEGIN, &why), &why);
	fill(tx.conn, &arena);
	read_desk(&tx, &arena, "r7");
	read_desk(&tx, &arena, "");
	asked.engine->rollback(tx.conn);
	asked.engine->close(tx.conn);
	assert_true(asked.statements > 70);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(todays_work_reads_what_is_work_however_many_cases_there_are),
	};

	return test_store_run("reads", tests, COUNT(tests));
}
