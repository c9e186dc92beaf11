/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "disk/new_file.h"
#include "test.h"
#include "unit/disk/scratch.h"

static void a_private_file_is_new_and_for_its_owner_only(void **state)
{
	struct fault why = {.text = ""};
	struct stat status;
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "private");
	umask(0);
	assert_int_equal(new_file_write_private(path, STR("first"), &why), ERR_OK);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(new_file_write_private(path, STR("second"), &why), ERR_CONFLICT);
	assert_non_null(strstr(why.text, path));
	assert_string_equal(scratch_read(&arena, path), "first");
	unlink(path);
}

static void a_link_is_not_followed(void **state)
{
	const char *path, *target;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "link");
	target = scratch_path(&arena, "target");
	assert_int_equal(symlink(target, path), 0);
	assert_int_equal(new_file_write_private(path, STR("secret"), NULL), ERR_CONFLICT);
	assert_null(scratch_read(&arena, target));
	unlink(path);
}

static void nothing_stays_of_a_file_that_could_not_be_written_whole(void **state)
{
	struct fault why = {.text = ""};
	struct rlimit before;
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "half");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){4, before.rlim_max}), 0);
	assert_int_equal(new_file_write_private(path, STR("longer than four bytes"), &why), ERR_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_non_null(strstr(why.text, path));
	assert_string_equal(scratch_list(&arena, scratch_folder()), "");
}

int test_new_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_private_file_is_new_and_for_its_owner_only),
		cmocka_unit_test(a_link_is_not_followed),
		cmocka_unit_test(nothing_stays_of_a_file_that_could_not_be_written_whole),
	};

	return cmocka_run_group_tests_name("new_file", tests, scratch_make, scratch_remove);
}
