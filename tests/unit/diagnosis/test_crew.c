/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diagnosis/crew.h"
#include "test.h"

#define WAIT_MS 10000

/* Says on its first channel how many descriptors it has, then lives on. */
static void count_descriptors(void *context, const int channels[CREW_CHANNELS_MAX])
{
	char open = 0;

	for (int fd = 0; fd < 256; fd++)
		open += fcntl(fd, F_GETFD) >= 0;
	if (write(channels[0], &open, 1) == 1 && (channels[1] < 0 || write(channels[1], "2", 1) == 1))
		pause();
}

static void ends_well(void *context, const int channels[CREW_CHANNELS_MAX])
{
}

/* What its standard input and output are. */
static void tell_standard(void *context, const int channels[CREW_CHANNELS_MAX])
{
	struct stat nowhere, seen;
	char same = 0;

	if (stat("/dev/null", &nowhere) != 0)
		return;
	for (int fd = STDIN_FILENO; fd <= STDOUT_FILENO; fd++)
		same += fstat(fd, &seen) == 0 && seen.st_rdev == nowhere.st_rdev;
	(void)!write(channels[0], &same, 1);
}

static enum err start(void (*life)(void *context, const int channels[CREW_CHANNELS_MAX]), int first, int second,
		      pid_t *ret_pid)
{
	const struct crew_plan plan = {life, NULL, {first, second}, open("/dev/null", O_RDWR | O_CLOEXEC)};
	enum err err = crew_start(&plan, ret_pid, NULL);

	close(plan.nowhere);
	return err;
}

static char next_byte(int fd)
{
	struct pollfd one = {.fd = fd, .events = POLLIN};
	char byte = 0;

	assert_int_equal(poll(&one, 1, WAIT_MS), 1);
	assert_true(read(fd, &byte, 1) >= 0);
	return byte;
}

static void a_process_has_its_channels_and_no_other_descriptor(void **state)
{
	int first[2], second[2];
	pid_t pid;

	assert_int_equal(pipe(first) | pipe(second), 0);
	/* The higher one first: neither may be lost on the way to its place. */
	assert_int_equal(start(count_descriptors, second[1], first[1], &pid), ERR_OK);
	assert_int_equal(next_byte(second[0]), 5);
	assert_int_equal(next_byte(first[0]), '2');
	assert_int_equal(crew_end(pid), SIGKILL);
	for (int i = 0; i < 2; i++) {
		close(first[i]);
		close(second[i]);
	}
}

static void its_standard_descriptors_lead_nowhere(void **state)
{
	int pipes[2];
	pid_t pid;

	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(start(tell_standard, pipes[1], -1, &pid), ERR_OK);
	assert_int_equal(next_byte(pipes[0]), 2);
	(void)crew_end(pid);
	close(pipes[0]);
	close(pipes[1]);
}

static void one_that_ends_by_itself_ends_well(void **state)
{
	siginfo_t info;
	int status = 7;
	pid_t pid;

	assert_int_equal(start(ends_well, -1, -1, &pid), ERR_OK);
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	assert_true(crew_has_ended(pid, &status));
	assert_int_equal(status, 0);
}

/* Else a probe that is killed would leave processes behind that still hold connections. */
static void nobody_outlives_who_started_it(void **state)
{
	int pipes[2];
	pid_t starter;

	assert_int_equal(pipe(pipes), 0);
	starter = fork();
	if (starter == 0) {
		pid_t pid;

		if (!start(count_descriptors, pipes[1], -1, &pid))
			pause();
		_exit(1);
	}
	close(pipes[1]);
	assert_int_equal(next_byte(pipes[0]), 4);
	kill(starter, SIGKILL);
	assert_int_equal(waitpid(starter, NULL, 0), starter);
	assert_int_equal(next_byte(pipes[0]), 0); /* the end: nobody holds it any more */
	close(pipes[0]);
}

int test_crew(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_process_has_its_channels_and_no_other_descriptor),
		cmocka_unit_test(its_standard_descriptors_lead_nowhere),
		cmocka_unit_test(one_that_ends_by_itself_ends_well),
		cmocka_unit_test(nobody_outlives_who_started_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
