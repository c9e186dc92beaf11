/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/retry.h"
#include "test.h"

static void the_delay_doubles_from_30_seconds_to_6_hours(void **state)
{
	assert_int_equal(retry_delay_ms(1, 0), 30000);
	assert_int_equal(retry_delay_ms(2, 0), 60000);
	assert_int_equal(retry_delay_ms(10, 0), 30000 * 512);
	assert_int_equal(retry_delay_ms(11, 0), 6 * 3600 * 1000);
	assert_int_equal(retry_delay_ms(INT32_MAX, 0), 6 * 3600 * 1000);
	assert_int_equal(retry_delay_ms(0, 0), 30000);
}

static void chance_adds_up_to_a_quarter(void **state)
{
	assert_int_equal(retry_delay_ms(1, 7499), 37499);
	assert_int_equal(retry_delay_ms(1, 7500), 30000);
	assert_true(retry_delay_ms(1, UINT64_MAX) < 37500);
}

int test_retry(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_delay_doubles_from_30_seconds_to_6_hours),
		cmocka_unit_test(chance_adds_up_to_a_quarter),
	};
	return cmocka_run_group_tests_name("retry", tests, NULL, NULL);
}
