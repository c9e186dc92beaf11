/* SPDX-License-Identifier: Apache-2.0 */
/* Files that a person names: whole, within a bound, never overwritten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "disk/read_file.h"

static char folder[] = "/tmp/tenken-read-XXXXXX";

static int make_folder(void **state)
{
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	return rmdir(folder);
}

static const char *in_folder(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

static void a_file_is_read_as_it_was_written(void **state)
{
	static const char text[] = "line\n\0behind a NUL";
	struct str bytes = STR("");
	const char *path;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = in_folder(&arena, "a");
	assert_int_equal(write_private_file(path, str_of(text, sizeof(text)), &why), ERR_OK);
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
	path = in_folder(&arena, "large");
	assert_int_equal(write_private_file(path, STR("12345"), &why), ERR_OK);
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
	path = in_folder(&arena, "none");
	assert_int_equal(read_file(&arena, path, 100, &bytes, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, path));
	assert_int_equal(read_file(&arena, folder, 100, &bytes, &why), ERR_IO);
	assert_non_null(strstr(why.text, folder));
}

static void a_private_file_is_new_and_for_its_owner_only(void **state)
{
	struct stat status;
	const char *path;
	struct fault why;
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = in_folder(&arena, "private");
	umask(0);
	assert_int_equal(write_private_file(path, STR("first"), &why), ERR_OK);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(write_private_file(path, STR("second"), &why), ERR_CONFLICT);
	assert_int_equal(read_file(&arena, path, 100, &bytes, &why), ERR_OK);
	assert_true(str_is(bytes, "first"));
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read_as_it_was_written),
		cmocka_unit_test(a_file_beyond_the_bound_is_refused_by_name),
		cmocka_unit_test(a_file_that_is_not_there_and_a_folder_are_refused_by_name),
		cmocka_unit_test(a_private_file_is_new_and_for_its_owner_only),
	};

	return cmocka_run_group_tests_name("read_file", tests, make_folder, remove_folder);
}
