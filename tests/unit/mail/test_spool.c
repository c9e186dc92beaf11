/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/spool.h"
#include "test.h"

static void a_mail_is_given_up_after_five_days(void **state)
{
	assert_false(spool_is_over(1000, 1000 + SPOOL_GIVE_UP_MS - 1));
	assert_true(spool_is_over(1000, 1000 + SPOOL_GIVE_UP_MS));
	assert_false(spool_is_over(1000, 0));
}

int test_spool(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_is_given_up_after_five_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
