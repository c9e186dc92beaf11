/* SPDX-License-Identifier: Apache-2.0 */
/* One row of the published files. */
#include "registry/corporate_row.h"
#include "registry/postal_row.h"
#include "test.h"

/* 株式会社 in 千代田区 of the day of its assignment. */
static void fill_row(struct str columns[CORPORATE_ROW_COLUMNS])
{
	for (size_t i = 0; i < CORPORATE_ROW_COLUMNS; i++)
		columns[i] = STR("");
	columns[1] = STR("7000012050002");
	columns[2] = STR("01");
	columns[6] = STR("株式会社ためし");
	columns[8] = STR("301");
	columns[9] = STR("東京都");
	columns[10] = STR("千代田区");
	columns[11] = STR("霞が関３丁目１－１");
	columns[15] = STR("1000013");
	columns[23] = STR("1");
	columns[28] = STR("タメシ");
}

static enum corporate_row read_row(const struct str *columns, size_t count, struct str *fields)
{
	static char place[CORPORATE_PLACE_MAX];
	struct fault why;
	uint64_t number;

	return corporate_row_read(columns, count, place, &number, fields, &why);
}

static void a_company_is_read_with_its_whole_place(void **state)
{
	struct str columns[CORPORATE_ROW_COLUMNS], fields[CORPORATE_FIELD_COUNT];

	(void)state;
	fill_row(columns);
	assert_int_equal(read_row(columns, CORPORATE_ROW_COLUMNS, fields), CORPORATE_ROW_TAKEN);
	assert_true(str_is(fields[CORPORATE_NAME], "株式会社ためし"));
	assert_true(str_is(fields[CORPORATE_KANA], "タメシ"));
	assert_true(str_is(fields[CORPORATE_PLACE], "千代田区霞が関３丁目１－１"));
	assert_true(corporate_row_is_company(fields[CORPORATE_KIND]));
	assert_false(corporate_row_is_company(STR("399")));
	assert_false(corporate_row_is_company(STR("306")));
	assert_false(corporate_row_is_company(STR("201")));
}

static void what_was_before_and_what_was_struck_out_is_passed_over(void **state)
{
	struct str columns[CORPORATE_ROW_COLUMNS], fields[CORPORATE_FIELD_COUNT];

	(void)state;
	fill_row(columns);
	columns[23] = STR("0");
	assert_int_equal(read_row(columns, CORPORATE_ROW_COLUMNS, fields), CORPORATE_ROW_PASSED);
	fill_row(columns);
	columns[2] = STR("99");
	assert_int_equal(read_row(columns, CORPORATE_ROW_COLUMNS, fields), CORPORATE_ROW_PASSED);
}

static void a_row_without_a_good_number_or_a_name_is_wrong(void **state)
{
	struct str columns[CORPORATE_ROW_COLUMNS], fields[CORPORATE_FIELD_COUNT];

	(void)state;
	fill_row(columns);
	assert_int_equal(read_row(columns, CORPORATE_ROW_COLUMNS - 1, fields), CORPORATE_ROW_WRONG);
	columns[1] = STR("7000012050003");
	assert_int_equal(read_row(columns, CORPORATE_ROW_COLUMNS, fields), CORPORATE_ROW_WRONG);
	fill_row(columns);
	columns[6] = STR("");
	assert_int_equal(read_row(columns, CORPORATE_ROW_COLUMNS, fields), CORPORATE_ROW_WRONG);
}

/* A row of KEN_ALL with this town. */
static const char *town_of(struct arena *arena, const char *text)
{
	struct str columns[15] = {{0}}, fields[POSTAL_FIELD_COUNT];
	char town[POSTAL_TOWN_MAX];
	struct fault why;
	uint64_t code;

	columns[2] = STR("1000004");
	columns[6] = STR("東京都");
	columns[7] = STR("千代田区");
	columns[8] = str_from(text);
	assert_true(postal_row_read(columns, 15, town, &code, fields, &why));
	assert_int_equal(code, 1000004);
	return str_dup(arena, fields[POSTAL_TOWN]);
}

static void a_town_is_what_stands_in_an_address(void **state)
{
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(town_of(&arena, "飯田橋"), "飯田橋");
	assert_string_equal(town_of(&arena, "大手町（次のビルを除く）"), "大手町");
	assert_string_equal(town_of(&arena, "大手町ＪＡビル（１階）"), "大手町ＪＡビル１階");
	assert_string_equal(town_of(&arena, "一ツ橋（１丁目）"), "一ツ橋");
	assert_string_equal(town_of(&arena, "以下に掲載がない場合"), "");
	assert_string_equal(town_of(&arena, "利島村一円"), "");
	assert_string_equal(town_of(&arena, "一円"), "一円");
}

static void brackets_that_are_cut_go_on_in_the_next_rows(void **state)
{
	(void)state;
	assert_true(postal_row_goes_on(STR("飯田（深沢、"), false));
	assert_true(postal_row_goes_on(STR("北沢、"), true));
	assert_false(postal_row_goes_on(STR("山根）"), true));
	assert_false(postal_row_goes_on(STR("大手町（次のビルを除く）"), false));
}

static void the_code_of_an_office_names_its_street(void **state)
{
	struct str columns[13] = {{0}}, fields[POSTAL_FIELD_COUNT];
	char town[POSTAL_TOWN_MAX];
	struct fault why;
	uint64_t code;

	(void)state;
	columns[3] = STR("東京都");
	columns[4] = STR("千代田区");
	columns[5] = STR("丸の内");
	columns[6] = STR("２丁目１－１");
	columns[7] = STR("1008307");
	assert_true(postal_row_read(columns, 13, town, &code, fields, &why));
	assert_true(str_is(fields[POSTAL_TOWN], "丸の内２丁目１－１"));
	columns[7] = STR("100-8307");
	assert_false(postal_row_read(columns, 13, town, &code, fields, &why));
	assert_false(postal_row_read(columns, 12, town, &code, fields, &why));
}

int test_rows(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_company_is_read_with_its_whole_place),
		cmocka_unit_test(what_was_before_and_what_was_struck_out_is_passed_over),
		cmocka_unit_test(a_row_without_a_good_number_or_a_name_is_wrong),
		cmocka_unit_test(a_town_is_what_stands_in_an_address),
		cmocka_unit_test(brackets_that_are_cut_go_on_in_the_next_rows),
		cmocka_unit_test(the_code_of_an_office_names_its_street),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
