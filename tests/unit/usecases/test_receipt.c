/* SPDX-License-Identifier: Apache-2.0 */
/* Receipt numbers as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "usecases/receipt.h"

static const struct edition edition = {.receipt_prefix = "R7-"};
static const struct office office = {.edition = &edition};

static int64_t parse(const char *text)
{
	int64_t number = -1;

	return receipt_parse(&office, str_from(text), &number) ? number : -1;
}

static void a_receipt_number_has_four_digits_or_more(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(receipt_format(&arena, &office, 1), "R7-0001");
	assert_string_equal(receipt_format(&arena, &office, 9999), "R7-9999");
	assert_string_equal(receipt_format(&arena, &office, 10000), "R7-10000");
}

static void a_receipt_number_is_read_with_and_without_its_prefix(void **state)
{
	assert_int_equal(parse("R7-0012"), 12);
	assert_int_equal(parse("  R7-12\n"), 12);
	assert_int_equal(parse("12"), 12);
	assert_int_equal(parse("0012"), 12);
}

static void what_is_no_receipt_number_is_none(void **state)
{
	static const char *const wrong[] = {"",     "R7-",    "R7-0",  "0",    "-1",         "R8-0012",
					    "R7-x", "R7-1 2", "R7--1", "12.0", "R7-R7-0012", "99999999999999999999"};

	for (size_t i = 0; i < COUNT(wrong); i++)
		if (parse(wrong[i]) != -1)
			fail_msg("\"%s\" was read as a receipt number", wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receipt_number_has_four_digits_or_more),
		cmocka_unit_test(a_receipt_number_is_read_with_and_without_its_prefix),
		cmocka_unit_test(what_is_no_receipt_number_is_none),
	};

	return cmocka_run_group_tests_name("receipt", tests, NULL, NULL);
}
