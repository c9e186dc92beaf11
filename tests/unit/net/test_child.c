/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "net/child.h"
#include "test.h"

struct heard {
	struct buf lines;
	int count;
	int refuse_at; /* this line is an error; 0: none */
	bool is_unwanted;
};

static enum err take_line(void *context, struct str line, struct fault *why)
{
	struct heard *heard = context;

	buf_add(&heard->lines, line);
	buf_add_byte(&heard->lines, '|');
	if (++heard->count == heard->refuse_at)
		return fault_set(why, ERR_CORRUPT, "this line is wrong");
	return ERR_OK;
}

static bool is_wanted(void *context)
{
	return !((struct heard *)context)->is_unwanted;
}

/* Runs a script as a program of its own; it is read whole before it is started, so it can be removed at once. */
static enum err run(const char *script, const char *input, int64_t run_ms, struct heard *heard, struct child_end *end,
		    struct fault *why)
{
	char path[] = "/tmp/tenken-child-XXXXXX";
	const struct child_plan plan = {
		.path = path,
		.input = str_from(input),
		.line_max = 1000,
		.lines_max = 1000,
		.run_ms = run_ms,
		.take_line = take_line,
		.is_wanted = is_wanted,
		.context = heard,
	};
	int fd = mkstemp(path);
	enum err err;

	assert_true(fd >= 0);
	assert_true(dprintf(fd, "#!/bin/sh\n%s\n", script) > 0);
	assert_int_equal(fchmod(fd, 0700), 0);
	close(fd);
	buf_init(&heard->lines, 1 << 20);
	err = child_run(&plan, end, why);
	unlink(path);
	return err;
}

static void a_child_hears_its_input_and_is_heard_line_by_line(void **state)
{
	struct heard heard = {0};
	struct child_end end = {0};

	assert_int_equal(
		run("read a; echo got $a; echo two; echo oops >&2; exit 3", "one\n", 10000, &heard, &end, NULL),
		ERR_OK);
	assert_string_equal(buf_text(&heard.lines), "got one|two|");
	assert_int_equal(end.exit_status, 3);
	assert_string_equal(end.errors, "oops\n");
	assert_false(end.was_stopped);
	buf_release(&heard.lines);
}

static void its_environment_and_descriptors_are_clean(void **state)
{
	struct heard heard = {0};
	struct child_end end = {0};
	int leaked = open("/dev/null", O_RDONLY);

	/* The fourth is the one with which ls reads the directory. */
	assert_int_equal(run("echo ${HOME-none}; ls /proc/self/fd | wc -l", "", 10000, &heard, &end, NULL), ERR_OK);
	assert_true(leaked >= 0);
	assert_string_equal(buf_text(&heard.lines), "none|4|");
	close(leaked);
	buf_release(&heard.lines);
}

static void it_is_asked_to_stop_by_a_line(void **state)
{
	struct heard heard = {.is_unwanted = true};
	struct child_end end = {0};

	assert_int_equal(run("while read a; do test \"$a\" = stop && exit 5; done", "x\n", 10000, &heard, &end, NULL),
			 ERR_OK);
	assert_int_equal(end.exit_status, 5);
	assert_true(end.was_stopped);
	buf_release(&heard.lines);
}

static void one_who_does_not_hear_is_killed(void **state)
{
	struct heard heard = {.is_unwanted = true};
	struct child_end end = {0};

	assert_int_equal(run("trap '' TERM; while :; do sleep 0.05; done", "", 60000, &heard, &end, NULL), ERR_OK);
	assert_int_equal(end.exit_status, -1);
	buf_release(&heard.lines);
}

static void its_time_ends(void **state)
{
	struct heard heard = {0};
	struct child_end end = {.exit_status = 77};

	assert_int_equal(run("exec sleep 600", "", 300, &heard, &end, NULL), ERR_TIMEOUT);
	assert_int_equal(end.exit_status, 77);
	buf_release(&heard.lines);
}

static void one_who_outlives_his_life_is_killed_without_a_question(void **state)
{
	const struct child_plan plan = {.path = "/bin/sleep",
					.argument = "600",
					.line_max = 10,
					.lines_max = 10,
					.run_ms = 60000,
					.life_ms = 300};
	struct child_end end = {0};

	assert_int_equal(child_run(&plan, &end, NULL), ERR_OK);
	assert_true(end.was_killed);
	assert_false(end.was_stopped);
	assert_int_equal(end.exit_status, -1);
}

static void endless_lines_and_endless_output_are_cut(void **state)
{
	struct heard heard = {0};
	struct child_end end;

	assert_int_equal(run("while :; do printf xxxxxxxxxxxxxxxxxxxxxxxx; done", "", 20000, &heard, &end, NULL),
			 ERR_TOO_LARGE);
	buf_release(&heard.lines);
	assert_int_equal(run("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxx; done", "", 20000, &heard, &end, NULL),
			 ERR_TOO_LARGE);
	buf_release(&heard.lines);
}

static void a_line_that_is_refused_ends_the_run(void **state)
{
	struct heard heard = {.refuse_at = 2};
	struct child_end end;
	struct fault why = {0};

	assert_int_equal(run("while :; do echo x; sleep 0.05; done", "", 20000, &heard, &end, &why), ERR_CORRUPT);
	assert_int_equal(heard.count, 2);
	assert_string_equal(why.text, "this line is wrong");
	buf_release(&heard.lines);
}

static void half_a_line_at_the_end_is_not_taken(void **state)
{
	struct heard heard = {0};
	struct child_end end;

	assert_int_equal(run("echo whole; printf half", "", 10000, &heard, &end, NULL), ERR_OK);
	assert_string_equal(buf_text(&heard.lines), "whole|");
	buf_release(&heard.lines);
}

static void a_child_that_does_not_read_its_input_does_no_harm(void **state)
{
	static char input[300000];
	struct heard heard = {0};
	struct child_end end;

	memset(input, 'x', sizeof(input) - 1);
	assert_int_equal(run("exit 4", input, 10000, &heard, &end, NULL), ERR_OK);
	assert_int_equal(end.exit_status, 4);
	buf_release(&heard.lines);
}

static void a_program_that_is_not_there_is_said_so(void **state)
{
	const struct child_plan plan = {
		.path = "/nonexistent/nothing", .line_max = 10, .lines_max = 10, .run_ms = 1000};
	struct child_end end;
	struct fault why = {0};

	assert_int_equal(child_run(&plan, &end, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, "/nonexistent/nothing"));
}

int test_child(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_child_hears_its_input_and_is_heard_line_by_line),
		cmocka_unit_test(its_environment_and_descriptors_are_clean),
		cmocka_unit_test(it_is_asked_to_stop_by_a_line),
		cmocka_unit_test(one_who_does_not_hear_is_killed),
		cmocka_unit_test(its_time_ends),
		cmocka_unit_test(one_who_outlives_his_life_is_killed_without_a_question),
		cmocka_unit_test(endless_lines_and_endless_output_are_cut),
		cmocka_unit_test(a_line_that_is_refused_ends_the_run),
		cmocka_unit_test(half_a_line_at_the_end_is_not_taken),
		cmocka_unit_test(a_child_that_does_not_read_its_input_does_no_harm),
		cmocka_unit_test(a_program_that_is_not_there_is_said_so),
	};

	signal(SIGPIPE, SIG_IGN); /* as the programs that use it do */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
