/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What came back is read from a real Dovecot with a configuration, a mailbox and a port of its own. It must be started
 * as root; what rude servers do is in test_imap.c, which needs none.
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "box.h"
#include "jobs/queue.h"
#include "mail/imap.h"
#include "steps.h"
#include "store/new_id.h"
#include "test.h"
#include "usecases/post/bounce_mailbox.h"
#include "usecases/post/read_bounces.h"
#include "usecases/say_deed.h"

#define STEPS_MAX 400
#define SKIPPED   77

/* --- mails --- */

/* Sends so many mails of case 1; their ids, newest first. */
static void send_mails(const struct box *box, size_t count, struct message_row *rows, struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(fixture_queue(box->fixture, arena_printf(arena, "%lld", (long long)new_id()), NULL),
				 ERR_OK);
		fixture_work_until_quiet(box->fixture);
		rows[i] = fixture_newest(box->fixture, arena);
		assert_int_equal(rows[i].state, MESSAGE_STATE_SENT);
	}
}

static void put(const struct box *box, const char *name, const char *text)
{
	char path[160];

	snprintf(path, sizeof(path), "%s/boxes/bounces/new/%s", box->fixture->dir, name);
	box_write_file(path, text);
}

static const char *notice(struct arena *arena, int64_t id, const char *action, const char *status)
{
	return arena_printf(
		arena,
		"From: MAILER-DAEMON@mx.example.jp\nTo: bounce+%lld@tenken.example.jp\nSubject: Undelivered\n"
		"MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
		"--b\nContent-Type: text/plain\n\nt3 OK\n\n--b\nContent-Type: message/delivery-status\n\n"
		"Reporting-MTA: dns; mx.example.jp\n\nFinal-Recipient: rfc822; hanako@example.co.jp\n"
		"Action: %s\nStatus: %s\n\n--b--\n",
		(long long)id, action, status);
}

/* Messages that bear the mark of having been handled. */
static size_t marked(const struct box *box)
{
	struct dirent *entry;
	size_t count = 0;
	char path[160];
	DIR *dir;

	snprintf(path, sizeof(path), "%s/boxes/bounces/cur", box->fixture->dir);
	dir = opendir(path);
	assert_non_null(dir);
	while ((entry = readdir(dir)))
		count += strstr(entry->d_name, ":2,S") != NULL;
	closedir(dir);
	return count;
}

/* --- what became of it --- */

struct counting {
	const char *sql;
	int64_t count;
};

static enum err count_rows(struct tx *tx, void *context, struct fault *why)
{
	struct counting *counting = context;
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, counting->sql, NULL, 0, &rows, why);
	if (!err)
		counting->count = rows_int(rows, 0, 0);
	return err;
}

static int64_t count(const struct box *box, const char *sql)
{
	struct counting counting = {.sql = sql};

	assert_int_equal(db_read(box->fixture->office.db, count_rows, &counting, NULL), ERR_OK);
	return counting.count;
}

#define BOUNCED "SELECT COUNT(*) FROM message WHERE state = 'bounced'"
#define TASKS   "SELECT COUNT(*) FROM task WHERE kind = 'mail_returned' AND state = 'open'"
#define NOTED   "SELECT MAX(done_ms) FROM message WHERE state = 'bounced'"

static void read_box(const struct box *box)
{
	struct fault why = {ERR_OK, ""};

	if (read_bounces_begin(&box->fixture->office, &why))
		fail_msg("%s", why.text);
	fixture_work_until_quiet(box->fixture);
}

/* --- tests --- */

static void what_failed_is_noted_marked_and_asked_for(void **state)
{
	struct box *box = *state;
	struct message_row rows[2], row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	send_mails(box, 2, rows, &arena);
	put(box, "1", "Subject: summer holidays\n\nI am away.\n");
	put(box, "2", notice(&arena, rows[0].id, "failed", "5.1.1"));
	put(box, "3", notice(&arena, rows[1].id, "failed", "4.4.7"));
	put(box, "4", notice(&arena, 4711, "failed", "5.1.1"));
	read_box(box);
	assert_int_equal(count(box, BOUNCED), 2);
	row = fixture_newest(box->fixture, &arena);
	assert_string_equal(row.last_reply, "4.4.7");
	assert_int_equal(count(box, TASKS), 1); /* nobody is rung twice for one address */
	assert_int_equal(marked(box), 2);
}

static void a_delay_changes_nothing(void **state)
{
	struct box *box = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	send_mails(box, 1, &row, &arena);
	put(box, "1", notice(&arena, row.id, "delayed", "4.4.1"));
	put(box, "2", notice(&arena, row.id, "delivered", "2.0.0"));
	read_box(box);
	assert_int_equal(count(box, BOUNCED), 0);
	assert_int_equal(count(box, TASKS), 0);
	put(box, "3", notice(&arena, row.id, "failed", "4.4.7"));
	read_box(box);
	assert_int_equal(count(box, BOUNCED), 1);
}

/* The server of the mail may say that it came back before we said that it was sent. */
static void a_notice_that_comes_too_soon_waits(void **state)
{
	struct box *box = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	box->fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_stop_peer(box->fixture);
	assert_int_equal(fixture_queue(box->fixture, "", NULL), ERR_OK);
	fixture_work_until_quiet(box->fixture); /* it is put off */
	row = fixture_newest(box->fixture, &arena);
	put(box, "1", notice(&arena, row.id, "failed", "5.1.1"));
	read_box(box);
	assert_int_equal(count(box, BOUNCED), 0);
	fixture_start_peer(box->fixture, "polite");
	box->fixture->office.clock.fixed_ms += 60000;
	fixture_work_until_quiet(box->fixture);
	box->fixture->office.clock.fixed_ms += 60000;
	fixture_work_until_quiet(box->fixture);
	assert_int_equal(count(box, BOUNCED), 1);
}

/* A mailbox that is made anew numbers its messages anew. */
static void other_numbers_double_nothing(void **state)
{
	struct box *box = *state;
	struct message_row rows[2];
	int64_t noted_ms;
	char path[128];
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	send_mails(box, 2, rows, &arena);
	put(box, "1", notice(&arena, rows[0].id, "failed", "5.1.1"));
	read_box(box);
	noted_ms = count(box, NOTED);
	box_stop(box);
	snprintf(path, sizeof(path), "%s/boxes/bounces/dovecot-uidlist", box->fixture->dir);
	box_write_file(path, "3 V99 N1 G0123456789abcdef0123456789abcdef\n");
	fixture_run((const char *const[]){"/bin/sh", "-c", "rm -f \"$0\"/dovecot.index*",
					  arena_printf(&arena, "%s/boxes/bounces", box->fixture->dir), NULL});
	box_start(box);
	read_box(box);
	assert_int_equal(count(box, "SELECT uid_validity FROM mailbox"), 99);
	assert_int_equal(count(box, NOTED), noted_ms);
	put(box, "2", notice(&arena, rows[1].id, "failed", "5.1.1"));
	read_box(box);
	assert_int_equal(count(box, BOUNCED), 2);
}

static void a_message_of_100_megabytes_costs_64_kilobytes(void **state)
{
	struct box *box = *state;
	struct message_row row;
	struct rusage before, after;
	char path[160];
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	send_mails(box, 1, &row, &arena);
	put(box, "1", notice(&arena, row.id, "failed", "5.1.1"));
	snprintf(path, sizeof(path), "%s/boxes/bounces/new/1", box->fixture->dir);
	assert_int_equal(truncate(path, 100L * 1024 * 1024), 0);
	getrusage(RUSAGE_SELF, &before);
	read_box(box);
	getrusage(RUSAGE_SELF, &after);
	assert_int_equal(count(box, BOUNCED), 1);
	assert_in_range(after.ru_maxrss - before.ru_maxrss, 0, 32 * 1024);
}

/* Half of them are no notices. With a gap of numbers, which deleted messages leave. */
static void a_long_mailbox_is_read_to_its_end(void **state)
{
	const char *given = getenv("MAILBOX_MESSAGES");
	const int messages = given ? atoi(given) : 1500;
	struct box *box = *state;
	struct message_row rows[3];
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	send_mails(box, 3, rows, &arena);
	for (int i = 0; i < messages; i++) {
		char name[16];

		snprintf(name, sizeof(name), "%06d", i);
		put(box, name, i % 2 ? "Subject: hello\n\nhello\n" : notice(&arena, i + 1, "failed", "5.1.1"));
	}
	put(box, "000100x", notice(&arena, rows[0].id, "failed", "5.1.1"));
	put(box, "zzzzzz", notice(&arena, rows[1].id, "failed", "5.1.1"));
	read_box(box);
	while (given && count(box, "SELECT uid FROM mailbox") < messages)
		fixture_work_until_quiet(box->fixture);
	assert_int_equal(count(box, BOUNCED), 2);
	assert_int_equal(count(box, "SELECT uid FROM mailbox"), messages + 2);
}

/* Reads until nothing is left, or until the step at which it is killed. */
static bool life(struct box *box, int step)
{
	int status = 0, ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		box_open_office(box);
		fixture_let_leases_run_out(box->fixture);
		if (step)
			steps_arm(step, ends[1]);
		read_box(box);
		_exit(0);
	}
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void killed_anywhere_it_loses_and_doubles_nothing(void **state)
{
	struct box *box = *state;
	struct message_row rows[2];
	bool was_killed = true;
	int step = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_forget(box->fixture);
	while (was_killed && step < STEPS_MAX) {
		box_open_office(box);
		send_mails(box, 2, rows, &arena);
		put(box, arena_printf(&arena, "%d.1", step), notice(&arena, rows[0].id, "failed", "5.1.1"));
		put(box, arena_printf(&arena, "%d.2", step), "Subject: hello\n\nhello\n");
		put(box, arena_printf(&arena, "%d.3", step), notice(&arena, rows[1].id, "failed", "5.1.1"));
		fixture_close_office(box->fixture);
		was_killed = life(box, ++step);
		assert_false(life(box, 0));
		box_open_office(box);
		if (count(box, BOUNCED) != 2 * step || count(box, TASKS) != 1 || marked(box) != 2 * (size_t)step)
			fail_msg("step %d: %lld bounced, %lld tasks, %zu marked", step, (long long)count(box, BOUNCED),
				 (long long)count(box, TASKS), marked(box));
		fixture_close_office(box->fixture);
	}
	print_message("%d steps\n", step);
	assert_in_range(step, 10, STEPS_MAX);
}

static enum err open_box(const struct box *box, struct fault *why)
{
	struct imap_server server;
	struct imap *imap = NULL;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = bounce_mailbox_read(&arena, box->file, &server, why);
	if (!err)
		err = imap_open(&server, &imap, why);
	imap_close(imap);
	return err;
}

static void a_wrong_password_and_a_wrong_certificate_are_refused(void **state)
{
	struct box *box = *state;
	struct fault why = {ERR_OK, ""};
	char other[96];

	assert_int_equal(open_box(box, &why), ERR_OK);
	box_write_settings(box, "geheim:4712", box->fixture->ca_file, 0600);
	assert_int_equal(open_box(box, &why), ERR_DENIED);
	assert_null(strstr(why.text, "4712"));
	snprintf(other, sizeof(other), "%s/other.pem", box->fixture->dir);
	box_write_settings(box, "geheim:4711", other, 0600);
	assert_int_equal(open_box(box, &why), ERR_IO);
	box_write_settings(box, "geheim:4711", box->fixture->ca_file, 0640);
	assert_int_equal(open_box(box, &why), ERR_DENIED);
	box_stop(box);
	box_write_settings(box, "geheim:4711", box->fixture->ca_file, 0600);
	assert_int_equal(open_box(box, &why), ERR_IO);
}

static enum err change(struct tx *tx, void *context, struct fault *why)
{
	const struct clock clock = {0};
	const struct actor program = actor_program();

	say_deed(tx, &clock, &program, "tested");
	return tx_execute(tx, context, NULL, 0, NULL, why);
}

static void tamper(const struct box *box, const char *sql)
{
	struct fault why = {ERR_OK, ""};

	if (db_write(box->fixture->office.db, change, (void *)(uintptr_t)sql, &why))
		fail_msg("%s", why.text);
}

/* What comes behind it is noted all the same. */
static void a_notice_that_cannot_be_noted_is_passed_over_in_the_end(void **state)
{
	struct box *box = *state;
	struct message_row first, second;
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	box->fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	send_mails(box, 1, &first, &arena);
	box->fixture->office.clock.fixed_ms += 60000; /* so that each is the newest in its turn */
	send_mails(box, 1, &second, &arena);
	tamper(box, arena_printf(&arena,
				 "CREATE TRIGGER refuse BEFORE UPDATE ON message WHEN NEW.id = %lld BEGIN SELECT "
				 "RAISE(ABORT, 'no'); END",
				 (long long)first.id));
	put(box, "1", notice(&arena, first.id, "failed", "5.1.1"));
	put(box, "2", notice(&arena, second.id, "failed", "5.1.1"));
	for (int i = 0; i < 8; i++) {
		read_box(box);
		box->fixture->office.clock.fixed_ms += 60000;
	}
	assert_int_equal(count(box, BOUNCED), 1);
	assert_int_equal(count(box, "SELECT COUNT(*) FROM message WHERE state = 'sent'"), 1);
	assert_int_equal(count(box, TASKS), 1);
}

static void a_process_without_a_mailbox_leaves_it_to_the_next_one(void **state)
{
	struct box *box = *state;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	box_open_office(box);
	box->fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	send_mails(box, 1, &row, &arena);
	put(box, "1", notice(&arena, row.id, "failed", "5.1.1"));
	assert_int_equal(read_bounces_begin(&box->fixture->office, NULL), ERR_OK);
	box->fixture->office.mail.mailbox = NULL;
	fixture_work_until_quiet(box->fixture);
	assert_int_equal(count(box, "SELECT MAX(attempts) FROM job WHERE kind = '" READ_BOUNCES_JOB "'"), 0);
	box->fixture->office.mail.mailbox = box->file;
	box->fixture->office.clock.fixed_ms += READ_BOUNCES_EVERY_MS;
	fixture_work_until_quiet(box->fixture);
	assert_int_equal(count(box, BOUNCED), 1);
}

/* Its own server said at once that there is no such address. */
static void what_is_refused_is_asked_for_as_what_came_back(void **state)
{
	struct box *box = *state;

	fixture_stop_peer(box->fixture);
	fixture_start_peer(box->fixture, "unknown-user");
	box_open_office(box);
	assert_int_equal(fixture_queue(box->fixture, "", NULL), ERR_OK);
	fixture_work_until_quiet(box->fixture);
	assert_int_equal(count(box, "SELECT COUNT(*) FROM message WHERE state = 'failed'"), 1);
	assert_int_equal(count(box, TASKS), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_failed_is_noted_marked_and_asked_for, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(a_delay_changes_nothing, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(a_notice_that_comes_too_soon_waits, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(other_numbers_double_nothing, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(a_message_of_100_megabytes_costs_64_kilobytes, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(a_long_mailbox_is_read_to_its_end, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(killed_anywhere_it_loses_and_doubles_nothing, box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(a_wrong_password_and_a_wrong_certificate_are_refused, box_setup,
						box_teardown),
		cmocka_unit_test_setup_teardown(a_notice_that_cannot_be_noted_is_passed_over_in_the_end, box_setup,
						box_teardown),
		cmocka_unit_test_setup_teardown(a_process_without_a_mailbox_leaves_it_to_the_next_one, box_setup,
						box_teardown),
		cmocka_unit_test_setup_teardown(what_is_refused_is_asked_for_as_what_came_back, box_setup,
						box_teardown),
	};

	if (geteuid() != 0 || access(DOVECOT, X_OK) != 0) {
		fprintf(stderr, "skipped: a private Dovecot needs root and the package dovecot-imapd\n");
		return SKIPPED;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
