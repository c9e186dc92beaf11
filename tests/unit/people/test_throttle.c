/* SPDX-License-Identifier: Apache-2.0 */
#include "people/throttle.h"
#include "test.h"

static struct throttle failed(int times, int64_t now_ms)
{
	struct throttle record = {0};

	while (times-- > 0)
		record = throttle_fail(record, now_ms);
	return record;
}

static void the_first_failures_cost_nothing(void **state)
{
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(0, 5000), 5000), 0);
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(4, 5000), 5000), 0);
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(5, 5000), 5000), 1000);
	assert_int_equal(throttle_wait_ms(THROTTLE_ADDRESS, failed(5, 5000), 5000), 0);
}

static void the_wait_doubles_up_to_its_bound_and_runs_down(void **state)
{
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(7, 5000), 5000), 4000);
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(7, 5000), 8000), 1000);
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(7, 5000), 9000), 0);
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(500, 5000), 5000), 60000);
	assert_int_equal(throttle_wait_ms(THROTTLE_ADDRESS, failed(500, 5000), 5000), 900000);
}

static void failures_are_forgotten_after_an_hour_without_one(void **state)
{
	struct throttle record = failed(500, 5000);

	record = throttle_fail(record, 5000 + THROTTLE_FORGET_MS);
	assert_int_equal(record.failures, 1);
	record = throttle_fail(failed(500, 5000), 5000 + THROTTLE_FORGET_MS - 1);
	assert_int_equal(record.failures, 501);
}

static void a_clock_set_back_asks_for_one_wait_at_most(void **state)
{
	assert_int_equal(throttle_wait_ms(THROTTLE_PAIR, failed(500, INT64_C(1) << 40), 5000), 60000);
}

int test_throttle(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_failures_cost_nothing),
		cmocka_unit_test(the_wait_doubles_up_to_its_bound_and_runs_down),
		cmocka_unit_test(failures_are_forgotten_after_an_hour_without_one),
		cmocka_unit_test(a_clock_set_back_asks_for_one_wait_at_most),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
