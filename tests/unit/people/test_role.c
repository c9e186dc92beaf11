/* SPDX-License-Identifier: Apache-2.0 */
#include "people/role.h"
#include "test.h"

static void each_role_reads_back_what_it_is_called(void **state)
{
	for (int bit = 1; bit <= ROLE_ADMINISTRATOR; bit <<= 1) {
		enum role role;

		assert_true(role_parse(str_from(role_name((enum role)bit)), &role));
		assert_int_equal(role, bit);
	}
}

static void an_unknown_role_is_refused(void **state)
{
	enum role role = ROLE_EXPERT;

	assert_false(role_parse(STR("Expert"), &role));
	assert_false(role_parse(STR(""), &role));
	assert_false(role_parse(STR("expert\0x"), &role));
	assert_int_equal(role, ROLE_EXPERT);
	assert_string_equal(role_name((enum role)(ROLE_EXPERT | ROLE_TOKYO)), "unknown");
}

int test_role(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_role_reads_back_what_it_is_called),
		cmocka_unit_test(an_unknown_role_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
