/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "disk/mapped_file.h"
#include "disk/replace_file.h"
#include "test.h"
#include "unit/disk/scratch.h"

static void what_was_mapped_stays_while_another_file_takes_its_place(void **state)
{
	const struct str text = STR("new");
	struct str older, newer;
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "f");
	scratch_write(path, "old");
	assert_int_equal(mapped_file_open(path, &older, NULL), ERR_OK);
	assert_int_equal(replace_file(&(struct replace_file){path, 0644, &text, 1, NULL}, NULL), ERR_OK);
	assert_int_equal(mapped_file_open(path, &newer, NULL), ERR_OK);
	assert_true(str_is(older, "old"));
	assert_true(str_is(newer, "new"));
	mapped_file_close(older);
	mapped_file_close(newer);
	unlink(path);
}

static void what_has_no_bytes_is_an_empty_view(void **state)
{
	struct str bytes = STR("untouched");
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "empty");
	scratch_write(path, "");
	assert_int_equal(mapped_file_open(path, &bytes, NULL), ERR_OK);
	assert_int_equal(bytes.n, 0);
	mapped_file_close(bytes);
	assert_int_equal(mapped_file_open(scratch_folder(), &bytes, NULL), ERR_OK);
	assert_int_equal(bytes.n, 0);
	unlink(path);
}

static void a_file_that_is_not_there_is_not_found_by_name(void **state)
{
	struct str bytes = STR("untouched");
	struct fault why = {.text = ""};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(mapped_file_open(scratch_path(&arena, "none"), &bytes, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, "none"));
	assert_true(str_is(bytes, "untouched"));
}

int test_mapped_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_mapped_stays_while_another_file_takes_its_place),
		cmocka_unit_test(what_has_no_bytes_is_an_empty_view),
		cmocka_unit_test(a_file_that_is_not_there_is_not_found_by_name),
	};

	return cmocka_run_group_tests_name("mapped_file", tests, scratch_make, scratch_remove);
}
