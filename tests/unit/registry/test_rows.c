/* SPDX-License-Identifier: Apache-2.0 */
/* One row of the published files. */
#include "registry/company_list_row.h"
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

static void an_office_names_its_columns_in_any_order(void **state)
{
	const struct str head[] = {STR("No."), STR("所在地"), STR("企業名"), STR("法人番号")};
	const struct str row[] = {STR("1"), STR("千代田区"), STR("㈱ためし"), STR("７０００-０１２０-５０００２")};
	struct str fields[COMPANY_LIST_FIELD_COUNT];
	struct company_list_columns columns;
	struct fault why;
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	assert_true(company_list_row_headings(&arena, head, 4, &columns));
	assert_int_equal(company_list_row_read(&arena, &columns, row, 4, fields, &why), ERR_OK);
	assert_true(str_is(fields[COMPANY_LIST_NUMBER], "7000012050002"));
	assert_true(str_is(fields[COMPANY_LIST_NAME], "㈱ためし"));
	assert_int_equal(company_list_row_read(&arena, &columns, row, 2, fields, &why), ERR_INVALID);
	assert_false(company_list_row_headings(&arena, row, 4, &columns));
}

static void companies_are_alike_by_name_and_the_beginning_of_the_address(void **state)
{
	static const struct {
		const char *name, *address, *other_name, *other_address;
		bool is_similar;
	} rows[] = {
		{"株式会社髙橋", "東京都千代田区霞が関3-1", "㈱高橋", "千代田区霞ヶ関３丁目１番", true},
		{"株式会社高橋", "東京都千代田区霞が関3-1", "株式会社高橋", "港区芝1-1", false},
		{"株式会社高橋", "東京都千代田区霞が関3-1", "高橋株式会社", "千代田区霞が関3-1", false},
		{"株式会社高橋", "", "株式会社高橋", "港区芝1-1", true},
		{"株式会社高橋", "福岡県太宰府市観世音寺1", "株式会社高橋", "太宰府市観世音寺1", true},
		{"株式会社高橋", "京都府京都市", "株式会社高橋", "京都市", true},
	};
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(company_list_row_is_similar(&arena, str_from(rows[i].name), str_from(rows[i].address),
							     str_from(rows[i].other_name),
							     str_from(rows[i].other_address)),
				 rows[i].is_similar);
	assert_true(company_list_row_name_key(&arena, STR("㈱高橋")) ==
		    company_list_row_name_key(&arena, STR("株式会社髙橋")));
	assert_true(company_list_row_name_key(&arena, STR("㈱高橋")) > 9999999999999);
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
		cmocka_unit_test(an_office_names_its_columns_in_any_order),
		cmocka_unit_test(companies_are_alike_by_name_and_the_beginning_of_the_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
