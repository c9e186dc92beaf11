/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/numeral.h"
#include "test.h"

struct row {
	const char *typed;
	int64_t number;
	enum numeral_fault fault;
};

static void assert_rows(const struct numeral_unit *unit, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int64_t number = 0;
		enum numeral_fault fault = numeral_read(str_from(rows[i].typed), unit, &number);
		if (fault != rows[i].fault || number != rows[i].number)
			fail_msg("\"%s\" gave %lld and fault %d", rows[i].typed, (long long)number, (int)fault);
	}
}

static const struct numeral_unit people = {"人", 1}, ten_thousand_yen = {"円", 10000}, bare = {"", 1};

static void a_number_is_read_as_people_write_it(void **state)
{
	static const struct row rows[] = {
		{"0", 0, NUMERAL_FINE},          {"007", 7, NUMERAL_FINE},
		{"1,000", 1000, NUMERAL_FINE},   {"12,345,678", 12345678, NUMERAL_FINE},
		{"5名", 5, NUMERAL_FINE},        {" 20 人 ", 20, NUMERAL_FINE},
		{"1万2千", 12000, NUMERAL_FINE}, {"2千5百人", 2500, NUMERAL_FINE},
		{"3万5", 30005, NUMERAL_FINE},   {"9999999999999999", NUMERAL_MAX, NUMERAL_FINE},
		{"5十", 50, NUMERAL_FINE},       {"千", 1000, NUMERAL_FINE},
	};

	assert_rows(&people, rows, COUNT(rows));
}

static void a_number_is_read_in_kanji(void **state)
{
	static const struct row rows[] = {
		{"五名", 5, NUMERAL_FINE},
		{"十人", 10, NUMERAL_FINE},
		{"二十", 20, NUMERAL_FINE},
		{"二〇", 20, NUMERAL_FINE},
		{"百二十三人", 123, NUMERAL_FINE},
		{"千五百", 1500, NUMERAL_FINE},
		{"一万二千三百四十五", 12345, NUMERAL_FINE},
		{"十万", 100000, NUMERAL_FINE},
		{"10一20", 0, NUMERAL_TWO_NUMBERS},
		{"二0", 0, NUMERAL_TWO_NUMBERS},
		{"二、三人", 0, NUMERAL_COMMAS},
		{"数十人", 0, NUMERAL_NOT_A_NUMBER},
		{"十百", 0, NUMERAL_NOT_A_NUMBER},
	};

	assert_rows(&people, rows, COUNT(rows));
}

static void money_says_its_own_size_or_counts_in_what_is_asked(void **state)
{
	static const struct row rows[] = {
		{"300", 3000000, NUMERAL_FINE},
		{"1,000", 10000000, NUMERAL_FINE},
		{"300万", 3000000, NUMERAL_FINE},
		{"300 万円", 3000000, NUMERAL_FINE},
		{"3,000,000円", 3000000, NUMERAL_FINE},
		{"￥3,000,000", 3000000, NUMERAL_FINE},
		{"1億2,000万円", 120000000, NUMERAL_FINE},
		{"1億2千万", 120000000, NUMERAL_FINE},
		{"2兆円", INT64_C(2000000000000), NUMERAL_FINE},
		{"1億20円", 100000020, NUMERAL_FINE},
		{"10,000千円", 10000000, NUMERAL_FINE},
		{"5百万円", 5000000, NUMERAL_FINE},
		{"五百万円", 5000000, NUMERAL_FINE},
		{"3千", 30000000, NUMERAL_FINE},
		{"1億2千", 0, NUMERAL_NOT_A_NUMBER},
	};

	assert_rows(&ten_thousand_yen, rows, COUNT(rows));
}

static void what_could_be_another_number_is_refused_with_its_reason(void **state)
{
	static const struct row rows[] = {
		{"-300", 0, NUMERAL_SIGNED},          {"+300", 0, NUMERAL_SIGNED},
		{"▲300", 0, NUMERAL_SIGNED},          {"10-20", 0, NUMERAL_TWO_NUMBERS},
		{"10ー20", 0, NUMERAL_TWO_NUMBERS},   {"10人~20人", 0, NUMERAL_TWO_NUMBERS},
		{"10から20", 0, NUMERAL_TWO_NUMBERS}, {"10 20", 0, NUMERAL_TWO_NUMBERS},
		{"10人20", 0, NUMERAL_TWO_NUMBERS},   {"5-", 0, NUMERAL_TWO_NUMBERS},
		{"1、5", 0, NUMERAL_COMMAS},          {"1,5", 0, NUMERAL_COMMAS},
		{"1,0000", 0, NUMERAL_COMMAS},        {"1000,000", 0, NUMERAL_COMMAS},
		{"0,300", 0, NUMERAL_COMMAS},         {"1,", 0, NUMERAL_COMMAS},
		{"1,,000", 0, NUMERAL_COMMAS},        {"1.5", 0, NUMERAL_FRACTION},
		{"1.5億", 0, NUMERAL_FRACTION},       {"1,000.0", 0, NUMERAL_FRACTION},
	};

	assert_rows(&people, rows, COUNT(rows));
}

static void what_is_no_number_is_refused(void **state)
{
	static const struct row rows[] = {
		{"", 0, NUMERAL_NOT_A_NUMBER},           {"万", 0, NUMERAL_NOT_A_NUMBER},
		{"人", 0, NUMERAL_NOT_A_NUMBER},         {"約20", 0, NUMERAL_NOT_A_NUMBER},
		{"20円", 0, NUMERAL_NOT_A_NUMBER},       {"20人くらい", 0, NUMERAL_NOT_A_NUMBER},
		{"1e3", 0, NUMERAL_NOT_A_NUMBER},        {"0x10", 0, NUMERAL_NOT_A_NUMBER},
		{"1億20000万", 0, NUMERAL_NOT_A_NUMBER}, {"2万1億", 0, NUMERAL_NOT_A_NUMBER},
		{"5百2千", 0, NUMERAL_NOT_A_NUMBER},     {"¥20", 0, NUMERAL_NOT_A_NUMBER},
		{",000", 0, NUMERAL_NOT_A_NUMBER},
	};

	assert_rows(&people, rows, COUNT(rows));
}

static void a_number_beyond_the_largest_is_too_large(void **state)
{
	static const struct row rows[] = {
		{"10000000000000000", 0, NUMERAL_TOO_LARGE},
		{"99999999999999999999999999", 0, NUMERAL_TOO_LARGE},
		{"99999兆", 0, NUMERAL_TOO_LARGE},
		{"99999999999999千", 0, NUMERAL_TOO_LARGE},
	};
	int64_t number = 0;

	assert_rows(&bare, rows, COUNT(rows));
	assert_int_equal(numeral_read(STR("1000000000000"), &ten_thousand_yen, &number), NUMERAL_TOO_LARGE);
	assert_int_equal(number, 0);
}

int test_numeral(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_read_as_people_write_it),
		cmocka_unit_test(a_number_is_read_in_kanji),
		cmocka_unit_test(money_says_its_own_size_or_counts_in_what_is_asked),
		cmocka_unit_test(what_could_be_another_number_is_refused_with_its_reason),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(a_number_beyond_the_largest_is_too_large),
	};
	return cmocka_run_group_tests_name("numeral", tests, NULL, NULL);
}
