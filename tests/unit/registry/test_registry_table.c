/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/registry_table.h"

#include <string.h>

#include "lib/test_store.h"
#include "test.h"

/* Two rows of 7 and one of 3, in the order in which a file gave them; 8 bytes a row. */
static struct str make_table(struct arena *arena, enum registry_kind kind)
{
	static const char *const texts[] = {"first ", "other ", "second"};
	static const uint64_t keys[] = {7, 3, 7};
	struct registry_entry entries[3];
	struct registry_head head;
	char *bytes = arena_alloc(arena, 1024);
	struct fault why;
	BUF_SCOPED rows;

	buf_init(&rows, 1024);
	for (size_t i = 0; i < 3; i++) {
		const struct str field = str_from(texts[i]);
		entries[i] = (struct registry_entry){keys[i], rows.size};
		assert_int_equal(registry_table_pack(&rows, &field, 1, &why), ERR_OK);
	}
	registry_table_sort(entries, 3);
	head = registry_table_head(kind, rows.size, 3);
	memcpy(bytes, &head, sizeof(head));
	memcpy(bytes + sizeof(head), buf_text(&rows), rows.size);
	memcpy(bytes + sizeof(head) + rows.size, entries, sizeof(entries));
	return str_of(bytes, sizeof(head) + rows.size + sizeof(entries));
}

static void assert_row(const struct registry_table *table, size_t index, const char *text)
{
	struct str field;
	struct fault why;

	assert_int_equal(registry_table_row(table, index, &field, 1, &why), ERR_OK);
	assert_true(str_is(field, text));
}

static void the_rows_of_a_number_are_found_in_the_order_of_the_file(void **state)
{
	struct registry_table table;
	struct fault why;
	size_t first;
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	assert_ok(registry_table_open(make_table(&arena, REGISTRY_POSTAL), REGISTRY_POSTAL, &table, &why), &why);
	assert_int_equal(registry_table_find(&table, 7, &first), 2);
	assert_row(&table, first, "first ");
	assert_row(&table, first + 1, "second");
	assert_int_equal(registry_table_find(&table, 3, &first), 1);
	assert_row(&table, first, "other ");
	assert_int_equal(registry_table_find(&table, 5, &first), 0);
	assert_int_equal(registry_table_find(&table, 8, &first), 0);
}

static void a_table_of_another_kind_or_a_cut_one_is_refused(void **state)
{
	struct registry_table table;
	struct fault why;
	struct str whole;
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	whole = make_table(&arena, REGISTRY_POSTAL);
	assert_int_equal(registry_table_open(whole, REGISTRY_CORPORATE, &table, &why), ERR_CORRUPT);
	for (size_t size = 0; size < whole.n; size++)
		assert_int_equal(registry_table_open(str_head(whole, size), REGISTRY_POSTAL, &table, &why),
				 ERR_CORRUPT);
}

static void a_row_that_points_outside_is_told_and_never_read(void **state)
{
	struct registry_table table;
	struct registry_entry *entries;
	struct fault why;
	struct str whole, field;
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	whole = make_table(&arena, REGISTRY_POSTAL);
	entries = (struct registry_entry *)(void *)(uintptr_t)(whole.p + whole.n - 3 * sizeof(*entries));
	entries[0].at = UINT64_MAX;
	entries[1].at = 23;
	assert_ok(registry_table_open(whole, REGISTRY_POSTAL, &table, &why), &why);
	assert_int_equal(registry_table_row(&table, 0, &field, 1, &why), ERR_CORRUPT);
	assert_int_equal(registry_table_row(&table, 1, &field, 1, &why), ERR_CORRUPT);
	assert_int_equal(registry_table_row(&table, 3, &field, 1, &why), ERR_CORRUPT);
}

int test_registry_table(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rows_of_a_number_are_found_in_the_order_of_the_file),
		cmocka_unit_test(a_table_of_another_kind_or_a_cut_one_is_refused),
		cmocka_unit_test(a_row_that_points_outside_is_told_and_never_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
