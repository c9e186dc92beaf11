/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/line.h"
#include "test.h"

static struct addr at(const char *text)
{
	struct addr addr;

	assert_true(addr_parse(str_from(text), &addr));
	return addr;
}

static struct line line_of(const char *text, int64_t now_ms)
{
	struct addr addr = at(text);
	struct line line;

	line_init(&line, &addr, false, 0, now_ms);
	return line;
}

static void neighbours_share_a_line(void **state)
{
	static const struct {
		const char *one, *other;
		bool is_shared;
	} rows[] = {
		{"192.0.2.8", "192.0.2.15", true},
		{"192.0.2.8", "192.0.2.16", false},
		{"192.0.2.8", "192.0.3.8", false},
		{"2001:db8:0:1200::1", "2001:db8:0:12ff::1", true},
		{"2001:db8:0:1200::1", "2001:db8:0:1300::1", false},
		{"::1", "0.0.0.1", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct line line = line_of(rows[i].one, 0);
		struct addr other = at(rows[i].other);

		assert_int_equal(line_holds(&line, &other), rows[i].is_shared);
	}
}

static void an_open_port_becomes_the_canary(void **state)
{
	struct line line = line_of("192.0.2.8", 0);
	struct addr first = at("192.0.2.8"), second = at("192.0.2.9");

	assert_false(line_wants_canary(&line, 100));
	line_seen_open(&line, &first, 443, 100);
	line_seen_open(&line, &second, 80, 101);
	assert_true(addr_eq(&line.canary, &first));
	assert_int_equal(line.canary_port, 443);
	assert_false(line_wants_canary(&line, 99 + LINE_CANARY_MS));
	assert_true(line_wants_canary(&line, 100 + LINE_CANARY_MS));
	assert_false(line_wants_canary(&line, 101 + LINE_CANARY_MS)); /* it is out */
	line_canary_came_back(&line, 20, 9000);
	assert_false(line_wants_canary(&line, 9000 + LINE_CANARY_MS - 1));
	assert_true(line_wants_canary(&line, 9000 + LINE_CANARY_MS));
	line_canary_was_not_sent(&line, 20000);
	assert_false(line_wants_canary(&line, 20000 + LINE_CANARY_MS - 1));
	assert_true(line_wants_canary(&line, 20000 + LINE_CANARY_MS));
}

/* Opens for a second, all answered, and gives the rate that comes of it. */
static double warmed_up(struct line *line)
{
	for (int64_t now_ms = 0; now_ms < 1000; now_ms++)
		while (pace_may_open(&line->pace, now_ms))
			pace_answered(&line->pace);
	return line->pace.rate;
}

static void a_late_canary_halves_the_pace(void **state)
{
	struct line line = line_of("192.0.2.8", 0);
	double rate = warmed_up(&line);

	assert_true(rate > 2 * PACE_START);
	line_canary_came_back(&line, 40, 0);
	line_canary_came_back(&line, 60, 0); /* half as long again is not late yet */
	assert_true(line.pace.rate >= rate);
	line_canary_came_back(&line, 61, 0);
	assert_true(line.pace.rate < rate * 0.6);
	assert_false(line_is_lost(&line));
}

static void a_near_canary_may_be_a_little_slower(void **state)
{
	struct line line = line_of("192.0.2.8", 0);
	double rate = warmed_up(&line);

	line_canary_came_back(&line, 0, 0);
	line_canary_came_back(&line, LINE_SLOWER_MS - 1, 0);
	assert_true(line.pace.rate >= rate);
}

static void two_failures_in_a_row_end_it(void **state)
{
	struct line line = line_of("192.0.2.8", 0);

	line_canary_came_back(&line, -1, 0);
	assert_false(line_is_lost(&line));
	line_canary_came_back(&line, 20, 0);
	line_canary_came_back(&line, -1, 0);
	assert_false(line_is_lost(&line));
	line_canary_came_back(&line, -1, 0);
	assert_true(line_is_lost(&line));
	assert_false(line_wants_canary(&line, 1000000));
}

/* A service that was closed meanwhile shows that the line works. */
static void a_refusal_is_an_answer_and_ends_that_canary(void **state)
{
	struct line line = line_of("192.0.2.8", 0);
	struct addr addr = at("192.0.2.8");

	line_seen_open(&line, &addr, 443, 0);
	line_canary_came_back(&line, -1, 0);
	assert_true(line_wants_canary(&line, LINE_CANARY_MS));
	line_canary_was_refused(&line);
	line_canary_came_back(&line, -1, 0);
	assert_false(line_is_lost(&line));
	assert_false(line_wants_canary(&line, 1000000));
	line_seen_open(&line, &addr, 80, 1000000);
	assert_int_equal(line.canary_port, 80);
	assert_true(line_wants_canary(&line, 1000000 + LINE_CANARY_MS));
}

static void a_lab_has_neither_canary_nor_rate(void **state)
{
	struct addr addr = at("10.77.0.1");
	struct line line;
	int opened = 0;

	line_init(&line, &addr, true, 0, 0);
	line_seen_open(&line, &addr, 80, 0);
	assert_false(line_wants_canary(&line, 1000));
	while (pace_may_open(&line.pace, 0))
		opened++;
	assert_int_equal(opened, PACE_LAB_IN_FLIGHT);
	pace_answered(&line.pace);
	assert_true(pace_may_open(&line.pace, 0));
}

int test_line(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neighbours_share_a_line),
		cmocka_unit_test(an_open_port_becomes_the_canary),
		cmocka_unit_test(a_late_canary_halves_the_pace),
		cmocka_unit_test(a_near_canary_may_be_a_little_slower),
		cmocka_unit_test(a_refusal_is_an_answer_and_ends_that_canary),
		cmocka_unit_test(two_failures_in_a_row_end_it),
		cmocka_unit_test(a_lab_has_neither_canary_nor_rate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
