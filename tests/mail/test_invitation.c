/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An invitation over SMTP: what arrives, and what is left when its process is killed with -9 at every step. It is never
 * lost; it is doubled only when the kill fell between the server's 250 and our commit, and then under the same
 * Message-ID.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "steps.h"
#include "store/invitation/invitation_store.h"
#include "test.h"
#include "usecases/invitation/invitation_mail.h"

#define STEPS_MAX 400
#define NOW_MS    INT64_C(1748826000000) /* 2025-06-02T10:00+09:00: the reception is open */
#define COMPANY   "info@kodama.example.jp"

static enum err invite(struct tx *tx, void *context, struct fault *why)
{
	struct invitation_row row = {
		.id = 7,
		.edition = "tokyo_r7",
		.company_key = "7000012050002",
		.search_key = "こだま",
		.company_name = "株式会社こだま印刷",
		.corporate_number = "",
		.postal_code = "",
		.address = "",
		.mail = COMPANY,
		.phone = "",
		.made_ms = NOW_MS,
		.mail_reply = "",
		.call_note = "",
	};
	enum err err = fixture_add_case(tx, NULL, why); /* and the call */

	return err ? err : invitation_store_insert(tx, &row, why);
}

static void open_office(struct fixture *fixture)
{
	fixture_open_office(fixture);
	fixture->office.clock.fixed_ms = NOW_MS;
	fixture->office.base_url = "https://check.example.jp";
}

static void make_invitation(struct fixture *fixture)
{
	struct fault why = {ERR_OK, ""};

	if (db_write(fixture->office.db, invite, NULL, &why))
		fail_msg("%s", why.text);
}

/* Pressed again, the button writes to whom it did not write yet. */
static void press_and_work(struct fixture *fixture)
{
	const struct actor secretariat = {.role = ROLE_SECRETARIAT, .person_id = 1, .name = "佐藤"};
	struct fault why = {ERR_OK, ""};
	int64_t queued = 0;

	if (invitation_mail_queue(&fixture->office, &secretariat, "tokyo_r7", &queued, &why))
		fail_msg("%s", why.text);
	fixture->office.clock.fixed_ms = NOW_MS + 2 * INVITATION_MAIL_GAP_MS;
	fixture_work_until_quiet(fixture);
}

struct loading {
	enum message_state state;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct loading *loading = context;
	struct invitation_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = invitation_store_load(tx, &arena, 7, &row, why);
	loading->state = err ? MESSAGE_STATE_NONE : row.mail_state;
	return err;
}

static enum message_state state_of(const struct fixture *fixture)
{
	struct loading loading = {MESSAGE_STATE_NONE};
	struct fault why = {ERR_OK, ""};

	if (db_read(fixture->office.db, load, &loading, &why))
		fail_msg("%s", why.text);
	return loading.state;
}

static void an_invitation_arrives_and_can_be_refused_from_its_mail(void **state)
{
	struct fixture *fixture = *state;
	const char *mail;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_start_peer(fixture, "polite");
	open_office(fixture);
	make_invitation(fixture);
	press_and_work(fixture);
	assert_int_equal(state_of(fixture), MESSAGE_STATE_SENT);
	assert_string_equal(fixture_read(fixture, &arena, "accepted"),
			    "i.7@tenken.example.jp bounce+7@tenken.example.jp " COMPANY "\n");
	mail = fixture_read(fixture, &arena, "latest.eml");
	assert_non_null(strstr(mail, "\r\nList-Unsubscribe: <https://check.example.jp/calls/tokyo_r7/invited/"));
	press_and_work(fixture);
	assert_int_equal(fixture_accepted(fixture, ""), 1);
}

/* --- two lives --- */

static void live(struct fixture *fixture, int step, int name_fd)
{
	open_office(fixture);
	make_invitation(fixture);
	steps_arm(step, name_fd);
	press_and_work(fixture);
	_exit(0);
}

/* Answers with the state that it found, as its exit status. */
static void live_on(struct fixture *fixture)
{
	enum message_state before;

	open_office(fixture);
	before = state_of(fixture);
	fixture_let_leases_run_out(fixture);
	press_and_work(fixture);
	assert_int_equal(state_of(fixture), MESSAGE_STATE_SENT);
	_exit(before == MESSAGE_STATE_SENT ? 1 : 0);
}

static int end_of(pid_t pid)
{
	int status = 0;

	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static bool kill_at(struct fixture *fixture, int step, char name[200])
{
	int ends[2], status;
	ssize_t size;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0)
		live(fixture, step, ends[1]);
	status = end_of(pid);
	close(ends[1]);
	size = read(ends[0], name, 199);
	close(ends[0]);
	name[size > 0 ? size : 0] = '\0';
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return false;
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("step %d (%s): status %x instead of a kill", step, name, status);
	return true;
}

static void it_is_never_lost_and_doubled_only_behind_the_250(void **state)
{
	struct fixture *fixture = *state;
	size_t once = 0, twice = 0;
	bool was_killed = true;
	int step = 0;

	fixture_start_peer(fixture, "polite");
	while (was_killed && ++step <= STEPS_MAX) {
		size_t before, all, expected;
		char name[200];
		int status;
		pid_t pid;

		fixture_forget(fixture);
		was_killed = kill_at(fixture, step, name);
		before = fixture_accepted(fixture, "");
		pid = fork();
		if (pid == 0)
			live_on(fixture);
		status = end_of(pid);
		if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
			fail_msg("killed %s: the process that went on ended with %x", name, status);
		all = fixture_accepted(fixture, "");
		expected = before == 1 && WEXITSTATUS(status) == 0 ? 2 : 1;
		if (all != expected || fixture_accepted(fixture, "i.7@") != all)
			fail_msg("killed %s: taken %zu before and %zu in all", name, before, all);
		once += all == 1;
		twice += all == 2;
	}
	print_message("%d steps: sent once %zu, twice %zu\n", step - 1, once, twice);
	assert_in_range(step, 20, STEPS_MAX);
	assert_true(once > 0 && twice > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_invitation_arrives_and_can_be_refused_from_its_mail, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(it_is_never_lost_and_doubled_only_behind_the_250, fixture_setup,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
