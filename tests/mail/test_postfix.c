/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The whole way against a real Postfix with a configuration, a queue and a port of its own. Postfix must be started as
 * root; without that test_outbox and test_kill say the same of our own small server.
 */
#include <dirent.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lives.h"
#include "mail/bounce.h"
#include "mail/smtp.h"
#include "test.h"

#define MASTER    "/usr/lib/postfix/sbin/master"
#define STEPS_MAX 400
#define SKIPPED   77

extern char **environ;

struct postfix {
	struct fixture *fixture;
	char etc[96];
	pid_t master;
};

static pid_t spawn(const char *const argv[])
{
	pid_t pid = 0;

	assert_int_equal(posix_spawn(&pid, argv[0], NULL, NULL, (char *const *)argv, environ), 0);
	return pid;
}

/* Waits until it listens. */
static void start(struct postfix *postfix)
{
	postfix->master = spawn((const char *const[]){"/usr/bin/setpriv", "--pdeathsig", "KILL", MASTER, "-c",
						      postfix->etc, "-s", NULL});
	fixture_wait_for_port(atoi(postfix->fixture->port));
}

static void stop(struct postfix *postfix)
{
	if (!postfix->master)
		return;
	kill(postfix->master, SIGTERM);
	waitpid(postfix->master, NULL, 0);
	postfix->master = 0;
}

static int setup(void **state)
{
	struct postfix *postfix = calloc(1, sizeof(*postfix));
	int status = -1;
	pid_t pid;

	assert_non_null(postfix);
	fixture_setup((void **)&postfix->fixture);
	snprintf(postfix->fixture->port, sizeof(postfix->fixture->port), "%d", fixture_free_port());
	snprintf(postfix->fixture->url, sizeof(postfix->fixture->url), "smtp://localhost:%s", postfix->fixture->port);
	snprintf(postfix->etc, sizeof(postfix->etc), "%s/etc", postfix->fixture->dir);
	pid = spawn((const char *const[]){MAKE_POSTFIX, postfix->fixture->dir, postfix->fixture->port, NULL});
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	*state = postfix;
	return 0;
}

static int teardown(void **state)
{
	struct postfix *postfix = *state;

	stop(postfix);
	fixture_teardown((void **)&postfix->fixture);
	free(postfix);
	return 0;
}

/* Mails in a mailbox that hold the text; *ret_last (may be NULL) is the bytes of the last one of them. */
static size_t delivered(const struct postfix *postfix, const char *box, const char *text, struct arena *arena,
			const char **ret_last)
{
	char path[160], name[600];
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/boxes/%s/new", postfix->fixture->dir, box);
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		const char *mail;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "boxes/%s/new/%s", box, entry->d_name);
		mail = fixture_read(postfix->fixture, arena, name);
		if (!strstr(mail, text))
			continue;
		count++;
		if (ret_last)
			*ret_last = mail;
	}
	if (dir)
		closedir(dir);
	return count;
}

/* Postfix delivers in its own time: waits until the mailbox holds so many. */
static size_t wait_for(const struct postfix *postfix, const char *box, const char *text, size_t wanted,
		       struct arena *arena, const char **ret_last)
{
	size_t count = 0;

	for (int i = 0; i < 1000 && count < wanted; i++) {
		count = delivered(postfix, box, text, arena, ret_last);
		if (count < wanted)
			nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
	}
	return count;
}

static size_t files_in(const struct postfix *postfix, const char *queue)
{
	struct dirent *entry;
	size_t count = 0;
	char path[160];
	DIR *dir;

	snprintf(path, sizeof(path), "%s/queue/%s", postfix->fixture->dir, queue);
	dir = opendir(path);
	assert_non_null(dir);
	while ((entry = readdir(dir)))
		count += entry->d_name[0] != '.';
	closedir(dir);
	return count;
}

static void wait_until_all_is_delivered(const struct postfix *postfix)
{
	size_t left = 1;

	for (int i = 0; i < 1000 && left > 0; i++) {
		left = files_in(postfix, "incoming") + files_in(postfix, "active");
		if (left > 0)
			nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
	}
	assert_int_equal(left, 0);
}

static void a_receipt_is_delivered_through_starttls(void **state)
{
	struct postfix *postfix = *state;
	struct message_row row;
	const char *mail = "";
	ARENA_SCOPED arena;

	arena_init(&arena);
	start(postfix);
	fixture_open_office(postfix->fixture);
	assert_int_equal(fixture_queue(postfix->fixture, "", NULL), ERR_OK);
	fixture_work_until_quiet(postfix->fixture);
	row = fixture_newest(postfix->fixture, &arena);
	if (row.state != MESSAGE_STATE_SENT)
		fail_msg("%s", row.last_reply);
	assert_int_equal(wait_for(postfix, "people", row.message_id, 1, &arena, &mail), 1);
	assert_non_null(
		strstr(mail, arena_printf(&arena, "Return-Path: <bounce+%lld@tenken.example.jp>", (long long)row.id)));
	assert_non_null(strstr(mail, "Auto-Submitted: auto-generated\n"));
	assert_non_null(strstr(mail, "with ESMTPS"));
}

static struct smtp_result send_to(const struct postfix *postfix, const char *recipient)
{
	struct smtp_server server = {.url = postfix->fixture->url, .ca_file = postfix->fixture->ca_file};
	struct smtp_result result = {.code = -1};
	struct fault why = {ERR_OK, ""};

	if (smtp_send(&server, "bounce+4711@tenken.example.jp", recipient,
		      STR("Message-ID: <m.4711@tenken.example.jp>\r\nSubject: x\r\n\r\n.dots\r\n.\r\nend\r\n"), &result,
		      &why))
		fail_msg("%s", why.text);
	return result;
}

static void it_refuses_whom_it_does_not_know_and_takes_odd_old_addresses(void **state)
{
	struct postfix *postfix = *state;
	const char *mail = "";
	ARENA_SCOPED arena;

	arena_init(&arena);
	start(postfix);
	assert_int_equal(send_to(postfix, "nobody@example.co.jp").outcome, SMTP_OUTCOME_REFUSED);
	/* "Relay access denied" speaks of us, not of the address: a server that is set right later takes it. */
	assert_int_equal(send_to(postfix, "a@elsewhere.example").outcome, SMTP_OUTCOME_LATER);
	assert_int_equal(send_to(postfix, "a..b.@docomo.ne.jp").outcome, SMTP_OUTCOME_SENT);
	assert_int_equal(wait_for(postfix, "people", "m.4711@", 1, &arena, &mail), 1);
	assert_non_null(strstr(mail, "\n.dots\n.\nend\n"));
}

static void what_it_bounces_is_understood(void **state)
{
	struct postfix *postfix = *state;
	struct bounce bounce;
	const char *mail = "";
	ARENA_SCOPED arena;

	arena_init(&arena);
	start(postfix);
	assert_int_equal(send_to(postfix, "gone@example.co.jp").outcome, SMTP_OUTCOME_SENT);
	assert_int_equal(wait_for(postfix, "bounces", "bounce+4711@", 1, &arena, &mail), 1);
	assert_true(bounce_parse(str_from(mail), &bounce));
	assert_int_equal(bounce.id, 4711);
	assert_string_equal(bounce.message_id, "m.4711@tenken.example.jp");
	assert_string_equal(bounce.status, "5.2.1");
	assert_true(bounce.is_permanent);
}

static void it_is_tried_again_when_it_was_away(void **state)
{
	struct postfix *postfix = *state;
	struct fixture *fixture = postfix->fixture;
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture->office.clock.fixed_ms = INT64_C(1748826000000);
	fixture_open_office(fixture);
	assert_int_equal(fixture_queue(fixture, "", NULL), ERR_OK);
	fixture_work_until_quiet(fixture);
	assert_int_equal(fixture_newest(fixture, &arena).state, MESSAGE_STATE_QUEUED);
	start(postfix);
	fixture->office.clock.fixed_ms = fixture_job_runs_at(fixture);
	fixture_work_until_quiet(fixture);
	row = fixture_newest(fixture, &arena);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_int_equal(row.attempts, 2);
	assert_int_equal(wait_for(postfix, "people", row.message_id, 1, &arena, NULL), 1);
}

/* As in test_kill; here the deliveries are counted when all is over, because Postfix delivers in its own time. */
static void killed_at_any_step_each_mail_arrives(void **state)
{
	static struct told told[STEPS_MAX + 1];
	struct postfix *postfix = *state;
	size_t stored = 0, doubled = 0;
	bool was_killed = true;
	ARENA_SCOPED arena;
	char name[200];
	int steps = 0;

	arena_init(&arena);
	start(postfix);
	while (was_killed && steps < STEPS_MAX) {
		fixture_forget(postfix->fixture);
		was_killed = lives_kill_at(postfix->fixture, steps + 1, name);
		told[steps++] = lives_go_on(postfix->fixture);
	}
	assert_false(was_killed);
	wait_until_all_is_delivered(postfix);
	for (int i = 0; i < steps; i++) {
		size_t count;

		if (told[i].message_id[0] == '\0')
			continue;
		stored++;
		arena_reset(&arena);
		count = delivered(postfix, "people", told[i].message_id, &arena, NULL);
		doubled += count == 2;
		if (count < 1 || count > 2 || (count == 2 && told[i].state_before == MESSAGE_STATE_SENT))
			fail_msg("step %d: %zu deliveries of %s", i + 1, count, told[i].message_id);
	}
	arena_reset(&arena);
	print_message("%d steps: stored %zu, doubled %zu\n", steps, stored, doubled);
	assert_int_equal(delivered(postfix, "people", "Message-Id: <m.", &arena, NULL), stored + doubled);
	assert_true(doubled > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_receipt_is_delivered_through_starttls, setup, teardown),
		cmocka_unit_test_setup_teardown(it_refuses_whom_it_does_not_know_and_takes_odd_old_addresses, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_it_bounces_is_understood, setup, teardown),
		cmocka_unit_test_setup_teardown(it_is_tried_again_when_it_was_away, setup, teardown),
		cmocka_unit_test_setup_teardown(killed_at_any_step_each_mail_arrives, setup, teardown),
	};

	if (geteuid() != 0 || access(MASTER, X_OK) != 0) {
		fprintf(stderr,
			"skipped: a private Postfix needs root and the package postfix; the tests mail outbox and mail "
			"kill stand in with our own SMTP server\n");
		return SKIPPED;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
