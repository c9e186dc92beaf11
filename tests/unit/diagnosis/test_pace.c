/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/pace.h"
#include "test.h"

/* Opens flows for a time, millisecond by millisecond, and tells how many; each is answered at once or left. */
static int open_for(struct pace *pace, int64_t *now_ms, int64_t duration_ms, void (*answer)(struct pace *))
{
	int opened = 0;

	for (int64_t end_ms = *now_ms + duration_ms; *now_ms < end_ms; (*now_ms)++) {
		while (pace_may_open(pace, *now_ms)) {
			opened++;
			if (answer)
				answer(pace);
		}
	}
	return opened;
}

static void a_silent_target_gets_thirty_flows_a_second(void **state)
{
	struct pace pace;
	int64_t now_ms = 1000;

	pace_init(&pace, 0, now_ms);
	assert_in_range(open_for(&pace, &now_ms, 60000, pace_silent), 1795, 1805);
}

static void answers_raise_the_pace_up_to_the_most(void **state)
{
	struct pace pace;
	int64_t now_ms = 0;

	pace_init(&pace, 0, now_ms);
	open_for(&pace, &now_ms, 10000, pace_answered);
	assert_in_range(open_for(&pace, &now_ms, 1000, pace_answered), PACE_MOST - 60, PACE_MOST + 1);
}

static void the_authorisation_bounds_the_pace(void **state)
{
	struct pace pace;
	int64_t now_ms = 0;

	pace_init(&pace, 10, now_ms);
	assert_in_range(open_for(&pace, &now_ms, 10000, pace_answered), 98, 102);
	now_ms = 0;
	pace_init(&pace, 200, now_ms);
	open_for(&pace, &now_ms, 10000, pace_answered);
	assert_in_range(open_for(&pace, &now_ms, 1000, pace_answered), 195, 202);
}

static void silence_brings_it_down_quickly(void **state)
{
	struct pace pace;
	int64_t now_ms = 0;

	pace_init(&pace, 0, now_ms);
	open_for(&pace, &now_ms, 10000, pace_answered);
	for (int i = 0; i < 6; i++) {
		pace.in_flight++;
		pace_silent(&pace);
	}
	assert_in_range(open_for(&pace, &now_ms, 1000, pace_silent), 28, 80);
	assert_true(pace.rate >= PACE_START && pace.rate < PACE_START + 1);
}

static void few_are_out_when_a_target_falls_silent(void **state)
{
	struct pace pace;
	int64_t now_ms = 0;

	pace_init(&pace, 0, now_ms);
	open_for(&pace, &now_ms, 10000, pace_answered);
	assert_int_equal(open_for(&pace, &now_ms, 60000, NULL), PACE_IN_FLIGHT);
}

static void a_long_sleep_is_not_caught_up_in_a_burst(void **state)
{
	struct pace pace;
	int64_t now_ms = 0;
	int burst = 0;

	pace_init(&pace, 0, now_ms);
	open_for(&pace, &now_ms, 2000, pace_silent);
	now_ms += 3600000;
	while (pace_may_open(&pace, now_ms))
		burst++;
	assert_int_equal(burst, 1);
}

static void a_flow_that_could_not_be_sent_changes_nothing(void **state)
{
	struct pace pace;

	pace_init(&pace, 0, 0);
	assert_true(pace_may_open(&pace, 0));
	pace_not_sent(&pace);
	assert_int_equal(pace.in_flight, 0);
	assert_true(pace.rate >= PACE_START && pace.rate <= PACE_START);
}

static void it_says_when_to_come_back(void **state)
{
	struct pace pace;
	int64_t next_ms;

	pace_init(&pace, 0, 0);
	assert_true(pace_may_open(&pace, 0));
	assert_false(pace_may_open(&pace, 0));
	next_ms = pace_next_ms(&pace, 0);
	assert_in_range(next_ms, 33, 35);
	assert_true(pace_may_open(&pace, next_ms));
}

int test_pace(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_silent_target_gets_thirty_flows_a_second),
		cmocka_unit_test(answers_raise_the_pace_up_to_the_most),
		cmocka_unit_test(the_authorisation_bounds_the_pace),
		cmocka_unit_test(silence_brings_it_down_quickly),
		cmocka_unit_test(few_are_out_when_a_target_falls_silent),
		cmocka_unit_test(a_long_sleep_is_not_caught_up_in_a_burst),
		cmocka_unit_test(a_flow_that_could_not_be_sent_changes_nothing),
		cmocka_unit_test(it_says_when_to_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
