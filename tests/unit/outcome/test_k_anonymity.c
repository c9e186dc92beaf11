/* SPDX-License-Identifier: Apache-2.0 */
/* A data set in which nobody stands in a group of fewer than k. */
#include "outcome/k_anonymity.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "test.h"

struct made {
	struct arena arena;
	struct csv_table table;
	struct k_anonymity result;
};

static int begin(void **state)
{
	static struct made made;

	arena_init(&made.arena);
	*state = &made;
	return 0;
}

static int end(void **state)
{
	struct made *made = *state;

	arena_release(&made->arena);
	return 0;
}

/* The first count columns are the quasi-identifiers. */
static void make(struct made *made, struct str text, size_t k, size_t count)
{
	static const size_t quasi[] = {0, 1, 2, 3};
	struct k_anonymity_order order = {k, quasi, count, NULL, "other"};
	struct fault why = {0};

	if (csv_table_read(&made->arena, byte_source_of(&text), &made->table, &why))
		fail_msg("%s", why.text);
	order.reviewed = arena_array(&made->arena, made->table.columns, sizeof(bool));
	assert_int_equal(k_anonymity_make(&made->arena, &made->table, &order, &made->result, &why), ERR_OK);
}

static const char *cell(struct made *made, size_t row, size_t column)
{
	return str_dup(&made->arena, made->result.cells[row * made->table.columns + column]);
}

/* Rows "industry,staff,month,answer" by a seed. */
static struct str random_rows(struct arena *arena, unsigned seed, size_t rows)
{
	BUF_SCOPED out;

	buf_init(&out, 1 << 20);
	buf_add_text(&out, "industry,staff,day,answer\n");
	for (size_t i = 0; i < rows; i++) {
		unsigned n = seed = seed * 1664525u + 1013904223u;
		buf_printf(&out, "%c,%u,2025-%02u-%02u,%s\n", 'A' + n / 7 % 6, n / 64 % 300, 1 + n / 4096 % 12,
			   1 + n / 65536 % 28, n / 16777216 % 2 ? "yes" : "no");
	}
	return str_from(arena_strdup(arena, buf_text(&out)));
}

static void every_combination_stands_in_k_rows(void **state)
{
	struct made *made = *state;

	for (unsigned seed = 1; seed <= 20; seed++) {
		make(made, random_rows(&made->arena, seed, 50 + 20 * seed), 5, 3);
		assert_true(made->result.rows > 0);
		for (size_t i = 0; i < made->result.rows; i++) {
			size_t same = 0;
			for (size_t other = 0; other < made->result.rows; other++)
				same += strcmp(cell(made, i, 0), cell(made, other, 0)) == 0 &&
					strcmp(cell(made, i, 1), cell(made, other, 1)) == 0 &&
					strcmp(cell(made, i, 2), cell(made, other, 2)) == 0;
			assert_true(same >= 5);
		}
	}
}

static void a_table_that_is_anonymous_already_stays_as_it_is(void **state)
{
	struct made *made = *state;

	make(made, STR("industry,course\nA,1\nA,1\nB,2\nB,2\n"), 2, 2);
	assert_int_equal(made->result.rows, 4);
	assert_string_equal(cell(made, 0, 0), "A");
	assert_string_equal(cell(made, 3, 1), "2");
	assert_false(made->result.is_useless);
}

static void the_order_of_the_rows_says_nothing(void **state)
{
	struct made *made = *state;
	struct k_anonymity first;

	make(made, STR("industry,staff,answer\nA,1,x\nA,2,y\nB,30,x\nB,40,y\nA,3,x\nB,31,x\n"), 3, 2);
	first = made->result;
	make(made, STR("industry,staff,answer\nB,31,x\nB,40,y\nA,3,x\nA,2,y\nB,30,x\nA,1,x\n"), 3, 2);
	assert_int_equal(first.rows, made->result.rows);
	for (size_t i = 0; i < first.rows * made->table.columns; i++)
		assert_true(str_eq(first.cells[i], made->result.cells[i]));
}

static void names_and_free_texts_are_left_out(void **state)
{
	struct made *made = *state;

	make(made, STR("industry,name,answer\nA,one,yes\nA,two,no\nA,three,yes\nA,four,yes\n"), 2, 1);
	assert_int_equal(made->result.columns[1].part, K_ANONYMITY_LEFT_OUT);
	assert_int_equal(made->result.columns[2].part, K_ANONYMITY_KEPT);
	assert_string_equal(cell(made, 0, 1), "");
}

static void a_group_in_which_all_say_the_same_is_counted(void **state)
{
	struct made *made = *state;

	make(made, STR("industry,answer\nA,yes\nA,yes\nB,yes\nB,no\n"), 2, 1);
	assert_int_equal(made->result.classes, 2);
	assert_int_equal(made->result.columns[1].agreeing, 1);
}

static void of_too_few_rows_nothing_remains(void **state)
{
	struct made *made = *state;

	make(made, STR("industry,staff\nA,1\nB,2\nC,3\n"), 5, 2);
	assert_int_equal(made->result.rows, 0);
	assert_true(made->result.is_useless);
}

static void numbers_become_bands_and_dates_months(void **state)
{
	struct made *made = *state;

	make(made, STR("staff\n11\n12\n13\n14\n25\n26\n27\n28\n"), 4, 1);
	assert_string_equal(cell(made, 0, 0), "10-14");
	assert_string_equal(cell(made, 7, 0), "25-29");
	make(made, STR("day\n2025-06-02\n2025-06-03\n2025-07-01\n2025-07-02\n"), 2, 1);
	assert_string_equal(cell(made, 0, 0), "2025-06");
	make(made, STR("code\n0391\n0392\n0411\n0415\n"), 2, 1);
	assert_string_equal(cell(made, 0, 0), "039?");
	assert_string_equal(cell(made, 3, 0), "041?");
}

#define REFUSES(input, expected)                                                                                       \
	do {                                                                                                           \
		struct str bytes = STR(input);                                                                         \
		struct csv_table table;                                                                                \
		struct fault why = {0};                                                                                \
		assert_int_equal(csv_table_read(&made->arena, byte_source_of(&bytes), &table, &why), ERR_INVALID);     \
		assert_string_equal(why.text, expected);                                                               \
	} while (0)

static void a_bad_table_is_told_by_line_and_column(void **state)
{
	struct made *made = *state;

	REFUSES("a,b\n1,2\n3\n", "line 3, column 2: the row has 1 columns, the heading 2");
	REFUSES("a,,c\n1,2,3\n", "line 1, column 2: the heading is empty");
	REFUSES("a,b,a\n1,2,3\n", "line 1, column 3: the heading \"a\" stands twice");
	REFUSES("a,b\n", "line 1: the table has no row below its heading");
	REFUSES("", "line 1: the table has no row below its heading");
}

static void a_table_of_excel_in_japan_is_read(void **state)
{
	struct made *made = *state;

	make(made, STR("\x8b\xc6\x8e\xed\r\n\x90\xbb\x91\xa2\r\n\x90\xbb\x91\xa2\r\n"), 2, 1); /* CP932 */
	assert_string_equal(cell(made, 0, 0), "製造");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int test_k_anonymity(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_combination_stands_in_k_rows),
		TEST(a_table_that_is_anonymous_already_stays_as_it_is),
		TEST(the_order_of_the_rows_says_nothing),
		TEST(names_and_free_texts_are_left_out),
		TEST(a_group_in_which_all_say_the_same_is_counted),
		TEST(of_too_few_rows_nothing_remains),
		TEST(numbers_become_bands_and_dates_months),
		TEST(a_bad_table_is_told_by_line_and_column),
		TEST(a_table_of_excel_in_japan_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
