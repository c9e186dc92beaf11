/* SPDX-License-Identifier: Apache-2.0 */
#include "store/new_id.h"
#include "test.h"

static void ids_of_one_owner_stand_together(void **state)
{
	int64_t first = new_id_of(7), second = new_id_of(7), later = new_id_of(8);

	assert_true(first > 0 && first != second);
	assert_true(first < later && second < later);
	assert_int_equal(new_id_owner(first), 7);
	assert_int_equal(new_id_owner(second), 7);
}

static void an_id_is_positive_whatever_its_owner(void **state)
{
	assert_true(new_id_of(0) > 0);
	assert_true(new_id_of(INT64_MAX) > 0);
	assert_true(new_id_of(new_id()) > 0);
}

int test_new_id(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_of_one_owner_stand_together),
		cmocka_unit_test(an_id_is_positive_whatever_its_owner),
	};

	return cmocka_run_group_tests_name("new_id", tests, NULL, NULL);
}
