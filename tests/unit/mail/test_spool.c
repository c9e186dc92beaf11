/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mail/spool.h"

static void trials_come_further_and_further_apart(void **state)
{
	assert_int_equal(spool_wait_ms(1), 60 * 1000);
	assert_int_equal(spool_wait_ms(2), 2 * 60 * 1000);
	assert_int_equal(spool_wait_ms(7), 64 * 60 * 1000);
	assert_int_equal(spool_wait_ms(8), 2 * 3600 * 1000);
	assert_int_equal(spool_wait_ms(INT64_MAX), 2 * 3600 * 1000);
	assert_int_equal(spool_wait_ms(0), 60 * 1000);
}

static void a_mail_is_given_up_after_five_days(void **state)
{
	assert_false(spool_is_over(1000, 1000 + SPOOL_GIVE_UP_MS - 1));
	assert_true(spool_is_over(1000, 1000 + SPOOL_GIVE_UP_MS));
	assert_false(spool_is_over(1000, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trials_come_further_and_further_apart),
		cmocka_unit_test(a_mail_is_given_up_after_five_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
