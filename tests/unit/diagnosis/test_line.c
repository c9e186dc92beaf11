/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/line.h"
#include "test.h"

static struct addr at(const char *text)
{
	struct addr addr;

	assert_true(addr_parse(str_from(text), &addr));
	return addr;
}

static struct line_router router_of(const char *text)
{
	struct addr addr = at(text);
	struct line_router router;

	line_router_init(&router, &addr, false, 0, 0);
	return router;
}

static struct line line_of(const char *text, struct line_router *router)
{
	struct addr addr = at(text);
	struct line line;

	line_init(&line, &addr, router, false, 0, 0);
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
		struct line_router router = router_of(rows[i].one);
		struct line line = line_of(rows[i].one, &router);
		struct addr other = at(rows[i].other);

		assert_int_equal(line_holds(&line, &other), rows[i].is_shared);
	}
}

static void an_open_port_becomes_the_canary(void **state)
{
	struct line_router router = router_of("192.0.2.8");
	struct line line = line_of("192.0.2.8", &router);
	struct addr first = at("192.0.2.8"), second = at("192.0.2.9");

	assert_false(line_wants_canary(&line, 100));
	line_seen_open(&line, &first, 443, 100);
	line_seen_open(&line, &second, 80, 101);
	assert_true(addr_eq(&line.known[0].addr, &first));
	assert_int_equal(line.known[0].port, 443);
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
		while (line_may_open(line, now_ms))
			line_answered(line);
	return line->pace.rate;
}

static void a_late_canary_halves_the_pace(void **state)
{
	struct line_router router = router_of("192.0.2.8");
	struct line line = line_of("192.0.2.8", &router);
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
	struct line_router router = router_of("192.0.2.8");
	struct line line = line_of("192.0.2.8", &router);
	double rate = warmed_up(&line);

	line_canary_came_back(&line, 0, 0);
	line_canary_came_back(&line, LINE_SLOWER_MS - 1, 0);
	assert_true(line.pace.rate >= rate);
}

static void two_failures_in_a_row_end_it(void **state)
{
	struct line_router router = router_of("192.0.2.8");
	struct line line = line_of("192.0.2.8", &router);

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
	struct line_router router = router_of("192.0.2.8");
	struct line line = line_of("192.0.2.8", &router);
	struct addr addr = at("192.0.2.8");

	line_seen_open(&line, &addr, 443, 0);
	line_canary_came_back(&line, -1, 0);
	assert_true(line_wants_canary(&line, LINE_CANARY_MS));
	line_canary_was_refused(&line, 0);
	line_canary_came_back(&line, -1, 0);
	assert_false(line_is_lost(&line));
	assert_false(line_wants_canary(&line, 1000000));
	line_seen_open(&line, &addr, 80, 1000000);
	assert_int_equal(line.known[0].port, 80);
	assert_true(line_wants_canary(&line, 1000000 + LINE_CANARY_MS));
}

/* Found open before the first one was closed: nothing has to be found anew. */
static void another_open_port_takes_over(void **state)
{
	struct line_router router = router_of("192.0.2.8");
	struct line line = line_of("192.0.2.8", &router);
	struct addr first = at("192.0.2.8"), second = at("192.0.2.9");

	line_seen_open(&line, &first, 443, 0);
	line_seen_open(&line, &second, 80, 1);
	assert_true(line_wants_canary(&line, LINE_CANARY_MS));
	line_canary_was_refused(&line, LINE_CANARY_MS);
	assert_true(addr_eq(&line.known[0].addr, &second));
	assert_int_equal(line.known[0].port, 80);
	assert_false(line_wants_canary(&line, 2 * LINE_CANARY_MS - 1));
	assert_true(line_wants_canary(&line, 2 * LINE_CANARY_MS));
}

/* How many flows both open in ten seconds of silence. */
static int opened_in_silence(struct line *one, struct line *other)
{
	int opened = 0;

	for (int64_t now_ms = 0; now_ms < 10000; now_ms++)
		for (int i = 0; i < 2; i++) {
			struct line *line = i ? one : other;

			if (!line_may_open(line, now_ms))
				continue;
			opened++;
			line_silent(line);
		}
	return opened;
}

static void lines_behind_one_router_share_its_budget(void **state)
{
	struct line_router router = router_of("192.0.2.8"), far_router = router_of("198.51.100.8");
	struct line one = line_of("192.0.2.8", &router), other = line_of("192.0.2.16", &router);
	struct line far = line_of("198.51.100.8", &far_router);
	struct addr neighbour = at("192.0.2.200"), stranger = at("198.51.100.8");

	assert_true(line_router_holds(&router, &neighbour));
	assert_false(line_router_holds(&router, &stranger));
	assert_in_range(opened_in_silence(&one, &other), 9 * PACE_START, 10 * PACE_START + 3);
	router = router_of("192.0.2.8");
	one = line_of("192.0.2.8", &router);
	assert_in_range(opened_in_silence(&one, &far), 19 * PACE_START, 20 * PACE_START + 6);
}

static void a_lab_has_neither_canary_nor_rate(void **state)
{
	struct addr addr = at("10.77.0.1");
	struct line_router router;
	struct line line;
	int opened = 0;

	line_router_init(&router, &addr, true, 0, 0);
	line_init(&line, &addr, &router, true, 0, 0);
	line_seen_open(&line, &addr, 80, 0);
	assert_false(line_wants_canary(&line, 1000));
	while (line_may_open(&line, 0))
		opened++;
	assert_int_equal(opened, PACE_LAB_IN_FLIGHT);
	line_answered(&line);
	assert_true(line_may_open(&line, 0));
}

int test_line(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neighbours_share_a_line),
		cmocka_unit_test(an_open_port_becomes_the_canary),
		cmocka_unit_test(a_late_canary_halves_the_pace),
		cmocka_unit_test(a_near_canary_may_be_a_little_slower),
		cmocka_unit_test(a_refusal_is_an_answer_and_ends_that_canary),
		cmocka_unit_test(another_open_port_takes_over),
		cmocka_unit_test(lines_behind_one_router_share_its_budget),
		cmocka_unit_test(two_failures_in_a_row_end_it),
		cmocka_unit_test(a_lab_has_neither_canary_nor_rate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
