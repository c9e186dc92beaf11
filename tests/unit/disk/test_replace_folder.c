/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "disk/folder.h"
#include "disk/replace_folder.h"
#include "test.h"
#include "unit/disk/scratch.h"

static void make_set(struct arena *arena, const char *folder, const char *name)
{
	assert_int_equal(folder_make(folder, 0755, NULL), ERR_OK);
	scratch_write(arena_printf(arena, "%s/%s", folder, name), "");
}

static void a_new_set_takes_the_place_of_the_old_one_which_stands_beside_it(void **state)
{
	const char *next, *folder;
	ARENA_SCOPED arena;

	arena_init(&arena);
	next = scratch_path(&arena, "set.next");
	folder = scratch_path(&arena, "set");
	make_set(&arena, folder, "old");
	make_set(&arena, next, "new");
	assert_int_equal(replace_folder(next, folder, NULL), ERR_OK);
	assert_string_equal(scratch_list(&arena, folder), "new ");
	assert_string_equal(scratch_list(&arena, next), "old ");
	assert_int_equal(folder_remove(next, NULL), ERR_OK);
	assert_int_equal(folder_remove(folder, NULL), ERR_OK);
}

static void the_first_set_takes_a_place_that_nothing_had(void **state)
{
	const char *next, *folder;
	ARENA_SCOPED arena;

	arena_init(&arena);
	next = scratch_path(&arena, "set.next");
	folder = scratch_path(&arena, "set");
	make_set(&arena, next, "new");
	assert_int_equal(replace_folder(next, folder, NULL), ERR_OK);
	assert_string_equal(scratch_list(&arena, scratch_folder()), "set ");
	assert_int_equal(folder_remove(folder, NULL), ERR_OK);
}

static void without_a_new_set_the_old_one_stays(void **state)
{
	struct fault why = {.text = ""};
	const char *folder;
	ARENA_SCOPED arena;

	arena_init(&arena);
	folder = scratch_path(&arena, "set");
	make_set(&arena, folder, "old");
	assert_int_equal(replace_folder(scratch_path(&arena, "set.next"), folder, &why), ERR_IO);
	assert_non_null(strstr(why.text, "set.next"));
	assert_string_equal(scratch_list(&arena, folder), "old ");
	assert_int_equal(folder_remove(folder, NULL), ERR_OK);
}

static void a_folder_is_made_once_and_removed_with_its_files_only(void **state)
{
	struct fault why = {.text = ""};
	const char *folder, *inner;
	ARENA_SCOPED arena;

	arena_init(&arena);
	folder = scratch_path(&arena, "set");
	inner = scratch_path(&arena, "set/inner");
	assert_int_equal(folder_make(folder, 0700, &why), ERR_OK);
	assert_int_equal(folder_make(folder, 0700, &why), ERR_OK);
	assert_int_equal(folder_make(inner, 0700, &why), ERR_OK);
	assert_int_equal(folder_remove(folder, &why), ERR_IO);
	assert_int_equal(folder_remove(inner, &why), ERR_OK);
	assert_int_equal(folder_remove(folder, &why), ERR_OK);
	assert_int_equal(folder_remove(folder, &why), ERR_OK);
	assert_int_equal(folder_make(inner, 0700, &why), ERR_IO);
	assert_non_null(strstr(why.text, "set/inner cannot be made: its directory does not exist"));
}

int test_replace_folder(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_set_takes_the_place_of_the_old_one_which_stands_beside_it),
		cmocka_unit_test(the_first_set_takes_a_place_that_nothing_had),
		cmocka_unit_test(without_a_new_set_the_old_one_stays),
		cmocka_unit_test(a_folder_is_made_once_and_removed_with_its_files_only),
	};

	return cmocka_run_group_tests_name("replace_folder", tests, scratch_make, scratch_remove);
}
