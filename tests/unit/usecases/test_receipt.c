/* SPDX-License-Identifier: Apache-2.0 */
/* Receipt numbers as people write them. */
#include "test.h"
#include "usecases/receipt.h"

static const char *receipt_of(struct arena *arena, int64_t number)
{
	return receipt_format(arena, &(struct case_row){.receipt_prefix = "R7-", .number = number});
}

static void a_receipt_number_has_four_digits_or_more(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(receipt_of(&arena, 1), "R7-0001");
	assert_string_equal(receipt_of(&arena, 9999), "R7-9999");
	assert_string_equal(receipt_of(&arena, 10000), "R7-10000");
}

static void a_receipt_number_is_taken_apart_with_and_without_its_prefix(void **state)
{
	static const struct {
		const char *text, *prefix;
		int64_t number;
	} rows[] = {{"R7-0012", "R7-", 12}, {"  R7-12\n", "R7-", 12}, {"12", "", 12}, {"0012", "", 12}, {"-1", "-", 1}};
	const char *prefix = NULL;
	int64_t number = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(receipt_parse(&arena, str_from(rows[i].text), &prefix, &number));
		assert_string_equal(prefix, rows[i].prefix);
		assert_int_equal(number, rows[i].number);
	}
}

static void what_is_no_receipt_number_is_none(void **state)
{
	static const char *const wrong[] = {"", "R7-", "R7-0", "0", "R7-x", "12.0", "99999999999999999999"};
	const char *prefix;
	int64_t number;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (receipt_parse(&arena, str_from(wrong[i]), &prefix, &number))
			fail_msg("\"%s\" was read as a receipt number", wrong[i]);
}

int test_receipt(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receipt_number_has_four_digits_or_more),
		cmocka_unit_test(a_receipt_number_is_taken_apart_with_and_without_its_prefix),
		cmocka_unit_test(what_is_no_receipt_number_is_none),
	};

	return cmocka_run_group_tests_name("receipt", tests, NULL, NULL);
}
