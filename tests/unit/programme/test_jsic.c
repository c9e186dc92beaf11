/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/jsic.h"
#include "test.h"

static bool covers(const char *classes, const char *code)
{
	return jsic_covers(str_from(classes), str_from(code));
}

static void a_list_covers_its_classes_and_what_is_below_them(void **state)
{
	(void)state;
	assert_true(covers("M 76, 77", "76"));
	assert_true(covers("M 76, 77", "7624"));
	assert_true(covers("I 50-55", "50"));
	assert_true(covers("I 50-55", "559"));
	assert_true(covers("A 01-02, B 03-04, C 05", "03"));
	assert_false(covers("I 50-55", "56"));
	assert_false(covers("M 76, 77", "75"));
}

static void an_exception_is_left_out_and_so_is_what_is_wider_than_it(void **state)
{
	(void)state;
	assert_true(covers("K 68, 69 except 693", "691"));
	assert_false(covers("K 68, 69 except 693", "693"));
	assert_false(covers("K 68, 69 except 693", "6931"));
	assert_false(covers("K 68, 69 except 693", "69"));
	assert_true(covers("N 78, 79 except 791, 80", "80"));
	assert_false(covers("G 411, 412", "41"));
}

static void what_is_no_class_is_covered_by_none(void **state)
{
	(void)state;
	assert_false(covers("M 76, 77", "7"));
	assert_false(covers("M 76, 77", "76240"));
	assert_false(covers("M 76, 77", "7x"));
	assert_false(covers("M 76, 77", ""));
}

static void a_list_that_cannot_be_read_is_told(void **state)
{
	(void)state;
	assert_true(jsic_is_list(STR("G 411, 412, 415, 416")));
	assert_true(jsic_is_list(STR("K 68, 69 except 693")));
	assert_false(jsic_is_list(STR("")));
	assert_false(jsic_is_list(STR("G")));
	assert_false(jsic_is_list(STR("50-555")));
	assert_false(jsic_is_list(STR("50,")));
	assert_false(jsic_is_list(STR("69 except")));
}

int test_jsic(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_covers_its_classes_and_what_is_below_them),
		cmocka_unit_test(an_exception_is_left_out_and_so_is_what_is_wider_than_it),
		cmocka_unit_test(what_is_no_class_is_covered_by_none),
		cmocka_unit_test(a_list_that_cannot_be_read_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
