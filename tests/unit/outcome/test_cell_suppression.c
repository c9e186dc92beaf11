/* SPDX-License-Identifier: Apache-2.0 */
/* Small numbers that cannot be computed from those that are told. */
#include "outcome/cell_suppression.h"

#include <string.h>

#include "test.h"

enum { K = 5, TABLES = 4 };

struct tables {
	struct arena arena;
	struct count_table published[TABLES];
	size_t count;
	struct count_table table;
	struct cell_suppression result;
	struct fault why;
};

static int begin(void **state)
{
	static struct tables tables;

	memset(&tables, 0, sizeof(tables));
	arena_init(&tables.arena);
	*state = &tables;
	return 0;
}

static int end(void **state)
{
	struct tables *tables = *state;

	arena_release(&tables->arena);
	return 0;
}

static void read(struct tables *tables, struct str text, struct count_table *table)
{
	struct csv_table csv;

	if (csv_table_read(&tables->arena, byte_source_of(&text), &csv, &tables->why) ||
	    count_table_read(&tables->arena, "earlier.csv", &csv, table, &tables->why))
		fail_msg("%s", tables->why.text);
}

static void publish(struct tables *tables, struct str text)
{
	read(tables, text, &tables->published[tables->count++]);
}

static enum err suppress(struct tables *tables, struct str text)
{
	read(tables, text, &tables->table);
	if (count_table_complete(&tables->table, &tables->why))
		fail_msg("%s", tables->why.text);
	return cell_suppression_make(&tables->arena, &tables->table, tables->published, tables->count, K,
				     &tables->result, &tables->why);
}

static size_t hidden(const struct tables *tables)
{
	size_t count = 0;

	for (size_t i = 0; i < tables->table.cells; i++)
		count += tables->result.is_hidden[i];
	return count;
}

static void nothing_is_hidden_where_nothing_is_small(void **state)
{
	struct tables *tables = *state;

	assert_int_equal(suppress(tables, STR("course,count\nonce,45\nthrice,5\n")), ERR_OK);
	assert_int_equal(hidden(tables), 0);
	assert_int_equal(tables->result.lo[0], 45);
}

static void a_small_number_takes_another_with_it(void **state)
{
	struct tables *tables = *state;

	assert_int_equal(suppress(tables, STR("industry,count\nA,20\nB,3\nC,9\nD,30\n")), ERR_OK);
	assert_int_equal(tables->result.primary, 1);
	assert_int_equal(tables->result.complementary, 1);
	assert_true(tables->result.is_hidden[1] && tables->result.is_hidden[2]);
	assert_int_equal(tables->result.lo[1], 0);
	assert_int_equal(tables->result.hi[1], 12);
}

static void five_beside_forty_five_leave_nothing_useful(void **state)
{
	struct tables *tables = *state;

	assert_int_equal(suppress(tables, STR("course,count\nonce,46\nthrice,4\n")), ERR_OK);
	assert_true(tables->result.is_withheld);
}

static void a_table_withheld_hides_its_total_too(void **state)
{
	struct tables *tables = *state;

	assert_int_equal(suppress(tables, STR("course,count\nonce,2\nthrice,1\n")), ERR_OK);
	assert_true(tables->result.is_withheld);
	assert_int_equal(hidden(tables), tables->table.cells);
}

static void an_earlier_table_of_the_same_companies_is_reckoned_with(void **state)
{
	struct tables *tables = *state;

	/* The one number that industry tells of B would give away what course hides, were it told again. */
	publish(tables,
		STR("industry,course,count\nA,once,20\nA,thrice,10\nB,once,X\nB,thrice,X\nC,once,X\nC,thrice,X\n"
		    "*,once,60\n*,thrice,24\n*,*,84\n"));
	assert_int_equal(suppress(tables, STR("industry,count\nA,30\nB,29\nC,25\n")), ERR_OK);
	for (size_t i = 0; i < tables->table.cells; i++)
		if (tables->result.is_hidden[i])
			assert_true(tables->result.hi[i] - tables->result.lo[i] >= K);
}

static void another_year_is_another_sum(void **state)
{
	struct tables *tables = *state;

	publish(tables, STR("year,industry,count\nR6,A,20\nR6,B,12\nR6,*,32\n"));
	assert_int_equal(suppress(tables, STR("year,industry,count\nR7,A,8\nR7,B,22\nR7,C,10\n")), ERR_OK);
	assert_int_equal(hidden(tables), 0);
}

static void all_years_together_do_not_give_one_away(void **state)
{
	struct tables *tables = *state;

	publish(tables, STR("year,industry,count\nR6,A,20\nR6,B,12\nR6,*,32\nR7,*,33\n"));
	/* R7 had 3 of A: the sums of both years would tell it. */
	assert_int_equal(suppress(tables, STR("industry,count\nA,23\nB,42\n")), ERR_OK);
	assert_int_equal(hidden(tables), 0); /* nobody hid a number of R7: the 3 is no cell of a table */
	publish(tables, STR("year,industry,count\nR7,A,X\nR7,B,X\nR7,*,33\n"));
	assert_int_equal(suppress(tables, STR("industry,count\nA,23\nB,42\n")), ERR_OK);
	assert_true(tables->result.is_withheld);
}

static void tables_that_contradict_each_other_are_refused(void **state)
{
	struct tables *tables = *state;

	publish(tables, STR("industry,count\nA,20\nB,12\n*,32\n"));
	assert_int_equal(suppress(tables, STR("industry,count\nA,21\nB,12\n")), ERR_INVALID);
	assert_non_null(strstr(tables->why.text, "contradict each other"));
}

static void rows_one_by_one_may_tell_what_a_table_hides(void **state)
{
	struct tables *tables = *state;
	struct str text = STR("industry\nB\nB\nB\nB\nB\nB\nB\nB\n");
	const size_t column = 0;
	const struct count_table *told;
	struct count_table rows;
	struct csv_table csv;

	publish(tables, STR("industry,count\nA,20\nB,X\nC,X\n*,32\n"));
	assert_int_equal(csv_table_read(&tables->arena, byte_source_of(&text), &csv, &tables->why), ERR_OK);
	assert_int_equal(count_table_of_rows(&tables->arena, &csv, &column, 1, &rows, &tables->why), ERR_OK);
	assert_int_equal(cell_suppression_judge(&tables->arena, &rows, tables->published, 1, K, &told, &tables->why),
			 ERR_OK);
	assert_ptr_equal(told, &tables->published[0]); /* C is at most 12 - 8 */
	rows.count[0] = 3;
	assert_int_equal(cell_suppression_judge(&tables->arena, &rows, tables->published, 1, K, &told, &tables->why),
			 ERR_OK);
	assert_null(told);
}

#define REFUSES(input, expected)                                                                                       \
	do {                                                                                                           \
		struct str bytes = STR(input);                                                                         \
		struct csv_table csv;                                                                                  \
		struct count_table table;                                                                              \
		enum err err = csv_table_read(&tables->arena, byte_source_of(&bytes), &csv, &tables->why);             \
		if (!err)                                                                                              \
			err = count_table_read(&tables->arena, "", &csv, &table, &tables->why);                        \
		if (!err)                                                                                              \
			err = count_table_complete(&table, &tables->why);                                              \
		assert_int_equal(err, ERR_INVALID);                                                                    \
		assert_string_equal(tables->why.text, expected);                                                       \
	} while (0)

static void a_bad_table_of_counts_is_told_by_its_place(void **state)
{
	struct tables *tables = *state;

	REFUSES("a,count\nx,1\ny,-2\n", "line 3, column 2: \"-2\" is no count from 0 to 1000000000");
	REFUSES("a,count\nx,1\nx,2\n", "line 3: this combination stands there twice");
	REFUSES("a,count\nx,1\ny,2\n*,4\n", "a total says 4 where its cells add up to 3");
	REFUSES("a,count\n*,4\n", "column 1 holds nothing but \"*\"");
	REFUSES("count\n4\n", "line 1: beside \"count\" there is no column");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int test_cell_suppression(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_hidden_where_nothing_is_small),
		TEST(a_small_number_takes_another_with_it),
		TEST(five_beside_forty_five_leave_nothing_useful),
		TEST(a_table_withheld_hides_its_total_too),
		TEST(an_earlier_table_of_the_same_companies_is_reckoned_with),
		TEST(another_year_is_another_sum),
		TEST(all_years_together_do_not_give_one_away),
		TEST(tables_that_contradict_each_other_are_refused),
		TEST(rows_one_by_one_may_tell_what_a_table_hides),
		TEST(a_bad_table_of_counts_is_told_by_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
