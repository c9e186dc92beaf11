/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "store/application/case_store.h"
#include "store/system/edition_store.h"
#include "test.h"
#include "usecases/application/draft_saving.h"
#include "usecases/edition_folder.h"
#include "usecases/edition_shelf.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/message_queue.h"
#include "usecases/post/read_bounces.h"
#include "usecases/post/send_message.h"

/* The mails are the fixture's own; who writes them is the contact of this edition. */
static enum err add_edition(struct tx *tx, struct fault *why)
{
	const struct edition_row row = {"tokyo_r7", "R7-", EDITION_STATE_PUBLISHED, 1, 0, 0};
	struct edition_version_row version = {
		.edition = "tokyo_r7", .version = 1, .hash = "", .reason = "", .changes = ""};
	struct edition_parts parts;
	ARENA_SCOPED arena;
	BUF_SCOPED packed;
	enum err err;

	arena_init(&arena);
	buf_init(&packed, EDITION_PACKED_MAX);
	err = edition_folder_read(&arena, "programmes/tokyo-r7", &parts, why);
	if (!err)
		err = edition_parts_pack(&parts, &packed, why);
	version.parts = buf_text(&packed);
	if (!err)
		err = edition_store_insert(tx, &row, why);
	return err ? err : edition_store_add_version(tx, &version, why);
}

static enum err is_there(struct tx *tx, bool *ret_is_there, struct fault *why)
{
	struct edition_row *rows;
	size_t count;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = edition_store_list(tx, &arena, &rows, &count, why);
	*ret_is_there = !err && count > 0;
	return err;
}

enum err fixture_add_case(struct tx *tx, void *context, struct fault *why)
{
	const struct case_row row = {
		.id = 1,
		.edition = "tokyo_r7",
		.number = 1,
		.edition_version = 1,
		.state = CASE_STATE_RECEIVED,
		.course = "one",
		.company_name = "株式会社 点検",
		.search_key = "",
		.address_key = "",
		.corporate_number = "",
		.contact_name = "佐藤 花子",
		.mail = "hanako@example.co.jp",
		.lang = "ja",
		.link_version = 1,
	};
	bool was_added = false;
	enum err err = is_there(tx, &was_added, why);

	if (err || was_added)
		return err;
	err = add_edition(tx, why);
	return err ? err : case_store_insert(tx, &row, why);
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
	fixture->office.editions = edition_shelf_new();
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
	edition_shelf_free(fixture->office.editions);
	db_close(fixture->office.db);
	fixture->office.db = NULL;
	fixture->office.editions = NULL;
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
		   : message_queue(tx, &queueing->fixture->office, &queueing->fixture->edition, 1, "receipt",
				   queueing->occasion, LANG_JA, "hanako@example.co.jp", queueing->context, why);
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
		{DRAFT_SAVING_JOB, DRAFT_SAVING_LEASE_S, DRAFT_SAVING_ATTEMPTS_MAX, draft_saving_run},
		{INVITATION_MAIL_JOB, INVITATION_MAIL_LEASE_S, INVITATION_MAIL_ATTEMPTS_MAX, invitation_mail_run},
		{READ_BOUNCES_JOB, READ_BOUNCES_LEASE_S, READ_BOUNCES_ATTEMPTS_MAX, read_bounces_run},
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
