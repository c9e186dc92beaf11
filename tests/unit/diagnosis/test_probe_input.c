/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "diagnosis/probe_input.h"
#include "net/stop.h"
#include "test.h"

static void an_object_ends_with_its_outermost_brace(void **state)
{
	static const struct {
		const char *text;
		size_t end;
	} rows[] = {
		{"", 0},
		{"  \n", 0},
		{"{}", 2},
		{" {\n}\nstop\n", 4},
		{"{\"a\":\"}\"}x", 9},
		{"{\"a\":\"\\\"}\"}", 11},
		{"{\"a\":[{}]}", 10},
		{"{\"a\":[{}]", 0},
		{"{\"a", 0},
		{"[1]\nstop\n", 4},
		{"nonsense", 0},
		{"nonsense\n", 9},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (probe_input_object_end(str_from(rows[i].text)) != rows[i].end)
			fail_msg("%s: %zu", rows[i].text, probe_input_object_end(str_from(rows[i].text)));
}

static enum err read_from(const char *text, size_t cap, struct buf *input, size_t *end)
{
	int pipes[2];
	enum err err;

	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(write(pipes[1], text, strlen(text)), (ssize_t)strlen(text));
	close(pipes[1]);
	buf_init(input, cap);
	err = probe_input_read(pipes[0], input, end, NULL);
	close(pipes[0]);
	return err;
}

static void what_follows_the_object_is_kept_for_control(void **state)
{
	BUF_SCOPED input;
	size_t end = 0;

	assert_int_equal(read_from("{\n\"a\":1\n}\nstop\n", 100, &input, &end), ERR_OK);
	assert_int_equal(end, 9);
	assert_string_equal(input.bytes + end, "\nstop\n");
}

static void an_object_that_is_never_closed_ends_with_the_input(void **state)
{
	BUF_SCOPED input;
	size_t end = 0;

	assert_int_equal(read_from("{\"a\":1", 100, &input, &end), ERR_OK);
	assert_int_equal(end, 6);
}

static void input_has_a_cap(void **state)
{
	BUF_SCOPED input;
	size_t end = 77;

	assert_int_equal(read_from("{\"a\":\"0123456789\"}", 10, &input, &end), ERR_TOO_LARGE);
	assert_int_equal(end, 77);
}

static void stop_is_a_line_of_its_own(void **state)
{
	static const struct {
		const char *text;
		enum stop_reason reason;
	} rows[] = {
		{"\nstop\n", STOP_ASKED},   {"stop\r\n", STOP_ASKED}, {"stop", STOP_NONE},
		{"go\nstop\n", STOP_ASKED}, {"stop it\n", STOP_NONE}, {"non-stop\n", STOP_NONE},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct stop stop = {.signal_fd = -1, .control_fd = -1};

		stop_feed(&stop, rows[i].text, strlen(rows[i].text));
		assert_int_equal(stop_check(&stop), rows[i].reason);
	}
}

static void pause_and_continue_are_lines_too(void **state)
{
	struct stop stop = {.signal_fd = -1, .control_fd = -1};

	stop_feed(&stop, "pause\n", 6);
	assert_true(stop.is_paused);
	assert_int_equal(stop_check(&stop), STOP_NONE);
	stop_feed(&stop, "pausing\ncontinue\n", 17);
	assert_false(stop.is_paused);
}

static void the_end_of_the_control_input_is_no_reason_to_stop(void **state)
{
	struct stop stop = {.signal_fd = -1};
	int pipes[2];

	assert_int_equal(pipe(pipes), 0);
	close(pipes[1]);
	stop.control_fd = pipes[0];
	assert_int_equal(stop_check(&stop), STOP_NONE);
	assert_int_equal(stop.control_fd, -1);
	close(pipes[0]);
}

static void a_stop_on_the_control_input_ends_a_wait(void **state)
{
	struct stop stop = {.signal_fd = -1};
	int pipes[2];

	assert_int_equal(pipe(pipes), 0);
	stop.control_fd = pipes[0];
	assert_int_equal(stop_wait(&stop, -1, 0, clock_monotonic_ms() + 10), ERR_TIMEOUT);
	assert_int_equal(write(pipes[1], "stop\n", 5), 5);
	assert_int_equal(stop_wait(&stop, -1, 0, clock_monotonic_ms() + 600000), ERR_DENIED);
	assert_int_equal(stop_check(&stop), STOP_ASKED);
	close(pipes[0]);
	close(pipes[1]);
}

int test_probe_input(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_object_ends_with_its_outermost_brace),
		cmocka_unit_test(what_follows_the_object_is_kept_for_control),
		cmocka_unit_test(an_object_that_is_never_closed_ends_with_the_input),
		cmocka_unit_test(input_has_a_cap),
		cmocka_unit_test(stop_is_a_line_of_its_own),
		cmocka_unit_test(pause_and_continue_are_lines_too),
		cmocka_unit_test(the_end_of_the_control_input_is_no_reason_to_stop),
		cmocka_unit_test(a_stop_on_the_control_input_ends_a_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
