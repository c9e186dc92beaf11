/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process that stores a case with its mail and sends it is killed with -9 at every step in turn; then another one
 * works until nothing is left to do. The mail is never lost. It is doubled only when the kill fell between
 * the server's 250 and our commit, and then under the same Message-ID.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "fixture.h"
#include "jobs/queue.h"
#include "steps.h"

#define STEPS_MAX 400

/* What a child tells its parent. */
struct told {
	char message_id[200]; /* "" when no mail was stored */
	enum message_state state_before, state_after;
};

enum { EXIT_DONE = 0, EXIT_FAILED = 1 };

/* The life of the process that is to be killed. */
static void live(struct fixture *fixture, int step, int name_fd)
{
	fixture_open_office(fixture);
	steps_arm(step, name_fd);
	if (fixture_queue(fixture, "", NULL) != ERR_OK)
		_exit(EXIT_FAILED);
	fixture_work_until_quiet(fixture);
	_exit(EXIT_DONE);
}

/* The life of the process that comes after it. */
static void live_on(struct fixture *fixture, int fd)
{
	struct told told = {.message_id = ""};
	struct message_row row;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fixture_open_office(fixture);
	if (fixture_find_newest(fixture, &arena, &row)) {
		told.state_before = row.state;
		fixture_let_leases_run_out(fixture);
		fixture_work_until_quiet(fixture);
		row = fixture_newest(fixture, &arena);
		told.state_after = row.state;
		snprintf(told.message_id, sizeof(told.message_id), "%s", row.message_id);
	}
	_exit(write(fd, &told, sizeof(told)) == (ssize_t)sizeof(told) ? EXIT_DONE : EXIT_FAILED);
}

static int wait_for(pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* True when the process was killed at that step, false when its life was shorter. */
static bool kill_at(struct fixture *fixture, int step, char name[200])
{
	int ends[2];
	ssize_t size;
	int status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		live(fixture, step, ends[1]);
	status = wait_for(pid);
	close(ends[1]);
	size = read(ends[0], name, 199);
	close(ends[0]);
	name[size > 0 ? size : 0] = '\0';
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_DONE)
		return false;
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("step %d (%s): status %x instead of a kill", step, name, status);
	return true;
}

static struct told go_on(struct fixture *fixture)
{
	struct told told;
	int ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		live_on(fixture, ends[1]);
	assert_int_equal(wait_for(pid), 0);
	close(ends[1]);
	assert_int_equal(read(ends[0], &told, sizeof(told)), sizeof(told));
	close(ends[0]);
	return told;
}

/* How often the mail was taken in all; taken_before the kill. */
static size_t check(const struct fixture *fixture, const char *name, const struct told *told, size_t taken_before)
{
	size_t all = fixture_accepted(fixture, "");
	size_t same = told->message_id[0] ? fixture_accepted(fixture, told->message_id) : 0;
	size_t expected = told->message_id[0] ? 1 : 0;

	/* Taken by the server, and our commit of that is missing. */
	if (taken_before == 1 && told->state_before != MESSAGE_STATE_SENT)
		expected = 2;
	if (all != same || all != expected || (told->message_id[0] && told->state_after != MESSAGE_STATE_SENT))
		fail_msg("killed %s: taken %zu before and %zu in all, %zu of them under one Message-ID; state %s then "
			 "%s",
			 name, taken_before, all, same, message_state_name(told->state_before),
			 message_state_name(told->state_after));
	return all;
}

static void a_mail_is_never_lost_and_doubled_only_behind_the_250(void **state)
{
	struct fixture *fixture = *state;
	size_t none = 0, once = 0, twice = 0;
	int step = 0;
	char name[200];

	fixture_start_peer(fixture, "polite");
	for (step = 1; step <= STEPS_MAX; step++) {
		size_t taken_before, all;
		struct told told;
		bool was_killed;

		fixture_forget(fixture);
		was_killed = kill_at(fixture, step, name);
		taken_before = fixture_accepted(fixture, "");
		told = go_on(fixture);
		all = check(fixture, was_killed ? name : "never", &told, taken_before);
		none += all == 0;
		once += all == 1;
		twice += all == 2;
		if (!was_killed)
			break;
	}
	print_message("%d steps: not stored %zu, sent once %zu, twice %zu\n", step - 1, none, once, twice);
	assert_in_range(step, 20, STEPS_MAX);
	/* Each outcome was met, so each of the claims above was put to the test. */
	assert_true(none > 0 && once > 0 && twice > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_mail_is_never_lost_and_doubled_only_behind_the_250, fixture_setup,
						fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
