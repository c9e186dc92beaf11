/* SPDX-License-Identifier: Apache-2.0 */
/* Files that a person names: whole, within a bound. */
#include <string.h>
#include <unistd.h>

#include "disk/new_file.h"
#include "disk/read_file.h"
#include "test.h"
#include "unit/disk/scratch.h"

static void a_file_is_read_as_it_was_written(void **state)
{
	static const char text[] = "line\n\0behind a NUL";
	struct str bytes = STR("");
	const char *path;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "a");
	assert_int_equal(new_file_write_private(path, str_of(text, sizeof(text)), &why), ERR_OK);
	assert_int_equal(read_file(&arena, path, sizeof(text), &bytes, &why), ERR_OK);
	assert_int_equal(bytes.n, sizeof(text));
	assert_memory_equal(bytes.p, text, sizeof(text));
	unlink(path);
}

static void a_file_beyond_the_bound_is_refused_by_name(void **state)
{
	struct str bytes = STR("untouched");
	struct fault why = {.text = ""};
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "large");
	assert_int_equal(new_file_write_private(path, STR("12345"), &why), ERR_OK);
	assert_int_equal(read_file(&arena, path, 5, &bytes, &why), ERR_OK);
	bytes = STR("untouched");
	assert_int_equal(read_file(&arena, path, 4, &bytes, &why), ERR_TOO_LARGE);
	assert_true(str_is(bytes, "untouched"));
	assert_non_null(strstr(why.text, path));
	unlink(path);
}

static void a_file_that_is_not_there_and_a_folder_are_refused_by_name(void **state)
{
	struct fault why = {.text = ""};
	struct str bytes;
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "none");
	assert_int_equal(read_file(&arena, path, 100, &bytes, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, path));
	assert_int_equal(read_file(&arena, scratch_folder(), 100, &bytes, &why), ERR_IO);
	assert_non_null(strstr(why.text, scratch_folder()));
}

int test_read_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read_as_it_was_written),
		cmocka_unit_test(a_file_beyond_the_bound_is_refused_by_name),
		cmocka_unit_test(a_file_that_is_not_there_and_a_folder_are_refused_by_name),
	};

	return cmocka_run_group_tests_name("read_file", tests, scratch_make, scratch_remove);
}
