/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk/lock.h"
#include "test.h"
#include "unit/disk/scratch.h"

static void one_at_a_time_holds_it_and_says_who(void **state)
{
	struct fault why = {.text = ""};
	int first, second = -1;
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "lock");
	assert_int_equal(lock_take(path, &first, &why), ERR_OK);
	assert_int_equal(lock_holder(path), getpid());
	assert_int_equal(lock_take(path, &second, &why), ERR_BUSY);
	assert_int_equal(second, -1);
	assert_non_null(strstr(why.text, path));
	assert_non_null(strstr(why.text, arena_printf(&arena, "process %ld", (long)getpid())));
	lock_release(first);
	assert_int_equal(lock_take(path, &second, &why), ERR_OK);
	lock_release(second);
	unlink(path);
}

static void whoever_dies_gives_it_back(void **state)
{
	const char *path;
	pid_t child;
	int fd, status;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "lock");
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (lock_take(path, &fd, NULL) == ERR_OK)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(lock_holder(path), child);
	assert_int_equal(lock_take(path, &fd, NULL), ERR_OK);
	assert_int_equal(lock_holder(path), getpid());
	lock_release(fd);
	unlink(path);
}

static void a_lock_that_cannot_be_made_is_said_by_name(void **state)
{
	struct fault why = {.text = ""};
	ARENA_SCOPED arena;
	int fd;

	arena_init(&arena);
	assert_int_equal(lock_take(scratch_path(&arena, "none/lock"), &fd, &why), ERR_IO);
	assert_non_null(strstr(why.text, "none/lock cannot be made"));
	assert_int_equal(lock_holder(scratch_path(&arena, "none/lock")), 0);
}

int test_lock(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_at_a_time_holds_it_and_says_who),
		cmocka_unit_test(whoever_dies_gives_it_back),
		cmocka_unit_test(a_lock_that_cannot_be_made_is_said_by_name),
	};

	return cmocka_run_group_tests_name("lock", tests, scratch_make, scratch_remove);
}
