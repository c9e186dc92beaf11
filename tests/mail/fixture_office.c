/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/application/case_store.h"
#include "usecases/message_queue.h"
#include "usecases/post/send_message.h"

enum err fixture_add_case(struct tx *tx, void *context, struct fault *why)
{
	const struct case_row row = {
		.id = 1,
		.edition = "a",
		.number = 1,
		.edition_version = 1,
		.state = CASE_STATE_RECEIVED,
		.course = "one",
		.company_name = "株式会社 点検",
		.search_key = "",
		.contact_name = "佐藤 花子",
		.mail = "hanako@example.co.jp",
		.lang = "ja",
		.link_version = 1,
		.event_hash = "",
	};
	enum err err = case_store_insert(tx, &row, why);

	return err == ERR_CONFLICT ? ERR_OK : err; /* it is there already */
}

void fixture_open_office(struct fixture *fixture)
{
	static struct edition_message messages[] = {
		{.id = "receipt",
		 .subject = {"受付のお知らせ {{number}}", "Received: {{number}}"},
		 .body = {"{{name}} 様\n\n受付番号は {{number}} です。\n",
			  "Dear {{name}},\n\nyour number is {{number}}.\n"}},
	};
	struct fault why = {ERR_OK, ""};
	char path[128];

	fixture->edition.messages = messages;
	fixture->edition.message_count = 1;
	fixture->edition.contact.name = (struct lang_text){"点検 事務局", "Tenken desk"};
	fixture->edition.contact.mail = "desk@tenken.example.jp";
	fixture->office.edition = &fixture->edition;
	fixture->office.mail = (struct office_mail){
		.smtp_url = fixture->url[0] ? fixture->url : NULL,
		.smtp_ca_file = fixture->ca_file,
		.from_address = "no-reply@tenken.example.jp",
		.bounce_domain = "tenken.example.jp",
	};
	snprintf(path, sizeof(path), "sqlite:%s/store.db", fixture->dir);
	if (db_open(path, &fixture->office.db, &why) || db_migrate(fixture->office.db, &why))
		fail_msg("%s", why.text);
}

void fixture_close_office(struct fixture *fixture)
{
	db_close(fixture->office.db);
	fixture->office.db = NULL;
}

struct queueing {
	struct fixture *fixture;
	const char *occasion;
	const struct value *context;
};

static enum err queue(struct tx *tx, void *context, struct fault *why)
{
	struct queueing *queueing = context;
	enum err err = fixture_add_case(tx, NULL, why);

	return err ? err
		   : message_queue(tx, &queueing->fixture->office, 1, "receipt", queueing->occasion, LANG_JA,
				   "hanako@example.co.jp", queueing->context, why);
}

enum err fixture_queue(struct fixture *fixture, const char *occasion, struct fault *why)
{
	ARENA_SCOPED arena;
	struct value *context;

	arena_init(&arena);
	context = value_map(&arena);
	value_set_text(&arena, context, "name", "佐藤 花子");
	value_set_text(&arena, context, "number", "R7-1");
	return db_write(fixture->office.db, queue, &(struct queueing){fixture, occasion, context}, why);
}

struct finding_newest {
	struct arena *arena;
	struct message_row *rows;
	size_t count;
	struct message_row newest;
};

static enum err find_newest(struct tx *tx, void *context, struct fault *why)
{
	struct finding_newest *finding = context;
	enum err err = message_store_list_case(tx, finding->arena, 1, &finding->rows, &finding->count, why);

	if (err || finding->count == 0)
		return err;
	return message_store_load(tx, finding->arena, finding->rows[0].id, &finding->newest, why);
}

bool fixture_find_newest(const struct fixture *fixture, struct arena *arena, struct message_row *ret_row)
{
	struct finding_newest finding = {.arena = arena};
	struct fault why = {ERR_OK, ""};

	if (db_read(fixture->office.db, find_newest, &finding, &why))
		fail_msg("%s", why.text);
	*ret_row = finding.newest;
	return finding.count > 0;
}

struct message_row fixture_newest(const struct fixture *fixture, struct arena *arena)
{
	struct message_row row;

	assert_true(fixture_find_newest(fixture, arena, &row));
	return row;
}

struct looking {
	int64_t now_ms;
	int64_t due;
	int64_t runs_at;
};

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct looking *looking = context;
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT count(*), max(run_at_ms) FROM job WHERE run_at_ms <= $1 OR lease_until_ms > 0",
		       PARAMS(P_INT(looking->now_ms)), &rows, why);
	if (err)
		return err;
	looking->due = rows_int(rows, 0, 0);
	err = tx_query(tx, &arena, "SELECT max(run_at_ms) FROM job", NULL, 0, &rows, why);
	if (!err)
		looking->runs_at = rows_int(rows, 0, 0);
	return err;
}

static struct looking look_at_jobs(const struct fixture *fixture)
{
	struct looking looking = {.now_ms = clock_now_ms(&fixture->office.clock)};
	struct fault why = {ERR_OK, ""};

	if (db_read(fixture->office.db, look, &looking, &why))
		fail_msg("%s", why.text);
	return looking;
}

void fixture_work_until_quiet(struct fixture *fixture)
{
	static const struct job_kind table[] = {
		{MESSAGE_JOB, SEND_MESSAGE_LEASE_S, SEND_MESSAGE_ATTEMPTS_MAX, send_message_run},
		{NULL, 0, 0, NULL},
	};
	struct worker *worker;
	struct fault why = {ERR_OK, ""};
	bool is_quiet = false;

	if (worker_start(fixture->office.db, &fixture->office.clock, table, &fixture->office, 1, NULL, &worker, &why))
		fail_msg("%s", why.text);
	for (int i = 0; i < 1000 && !is_quiet; i++) {
		is_quiet = look_at_jobs(fixture).due == 0;
		if (!is_quiet)
			nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
	}
	assert_true(is_quiet);
	assert_true(worker_stop(worker, 20000));
}

static enum err end_leases(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "UPDATE job SET lease_until_ms = 0", NULL, 0, NULL, why);
}

void fixture_let_leases_run_out(struct fixture *fixture)
{
	struct fault why = {ERR_OK, ""};

	if (db_write(fixture->office.db, end_leases, NULL, &why))
		fail_msg("%s", why.text);
}

int64_t fixture_job_runs_at(const struct fixture *fixture)
{
	return look_at_jobs(fixture).runs_at;
}

/* The tables are made once and then copied: a test that kills step by step begins a hundred times. */
static void make_empty_store(const char *path)
{
	struct fault why = {ERR_OK, ""};
	struct db *db;

	if (db_open(path, &db, &why) || db_migrate(db, &why))
		fail_msg("%s", why.text);
	db_close(db);
}

void fixture_forget(struct fixture *fixture)
{
	static const char *const names[] = {"store.db-wal", "store.db-shm", "accepted"};
	char empty[128], path[128];

	assert_null(fixture->office.db);
	snprintf(empty, sizeof(empty), "%s/empty.db", fixture->dir);
	if (access(empty, F_OK) != 0)
		make_empty_store(empty);
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", fixture->dir, names[i]);
		unlink(path);
	}
	snprintf(path, sizeof(path), "%s/store.db", fixture->dir);
	fixture_run((const char *const[]){"/bin/cp", "--", empty, path, NULL});
}
