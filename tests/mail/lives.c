/* SPDX-License-Identifier: Apache-2.0 */
#include "lives.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "steps.h"
#include "test.h"

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

bool lives_kill_at(struct fixture *fixture, int step, char name[200])
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

struct told lives_go_on(struct fixture *fixture)
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
