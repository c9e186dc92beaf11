/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whatever happens while a file is replaced, the old one or the new one stands, whole. The steps are the calls of the
 * system, which this program takes in the system's place: it notes them, and dies before the one that a test names.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk/replace_file.h"
#include "test.h"
#include "unit/disk/scratch.h"

enum { STEPS = 4, NEVER = -1 };

static struct {
	char told[512];
	int count, dies_before;
} steps = {.dies_before = NEVER};

static const char *last_part(const char *path)
{
	return strrchr(path, '/') + 1;
}

static void step(const char *what, const char *path)
{
	size_t length = strlen(steps.told);

	if (steps.count++ == steps.dies_before)
		raise(SIGKILL);
	snprintf(steps.told + length, sizeof(steps.told) - length, "%s %s; ", what,
		 strcmp(path, scratch_folder()) ? last_part(path) : "the folder");
}

int fsync(int fd)
{
	char path[PATH_MAX] = "", link[64];

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	assert_true(readlink(link, path, sizeof(path) - 1) > 0);
	step("sync", path);
	return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
	step("rename", from);
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static enum err check(const char *path, struct fault *why)
{
	step("check", path);
	return ERR_OK;
}

static enum err refuse(const char *path, struct fault *why)
{
	return fault_set(why, ERR_CORRUPT, "%s: reads back wrong", path);
}

static enum err replace(const char *path, const char *text, replace_file_check *checks, struct fault *why)
{
	const struct str parts[] = {str_from(text), STR(", whole")};

	return replace_file(&(struct replace_file){path, 0644, parts, 2, checks}, why);
}

/* In a process of its own; false when it was killed. */
static bool replace_apart(const char *path, const char *text, int dies_before, rlim_t size_max)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		steps.count = 0;
		steps.dies_before = dies_before;
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){size_max, size_max});
		_exit(replace(path, text, check, NULL) ? 1 : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void a_file_takes_its_place_when_its_bytes_are_on_disk_and_read_back(void **state)
{
	struct fault why = {.text = ""};
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "f");
	steps.told[0] = 0;
	assert_int_equal(replace(path, "first", check, &why), ERR_OK);
	assert_string_equal(steps.told, "sync f.next; check f.next; rename f.next; sync the folder; ");
	assert_string_equal(scratch_read(&arena, path), "first, whole");
	assert_int_equal(replace(path, "second", NULL, &why), ERR_OK);
	assert_string_equal(scratch_read(&arena, path), "second, whole");
	assert_string_equal(scratch_list(&arena, scratch_folder()), "f ");
	unlink(path);
}

static void what_reads_back_wrong_never_takes_the_place_of_the_old_file(void **state)
{
	struct fault why = {.text = ""};
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "f");
	scratch_write(path, "old");
	assert_int_equal(replace(path, "new", refuse, &why), ERR_CORRUPT);
	assert_non_null(strstr(why.text, "f.next: reads back wrong"));
	assert_string_equal(scratch_read(&arena, path), "old");
	assert_string_equal(scratch_list(&arena, scratch_folder()), "f ");
	unlink(path);
}

static void killed_before_any_step_the_old_or_the_new_file_stands(void **state)
{
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "f");
	for (int i = 0; i < STEPS; i++) {
		const bool is_renamed = i == STEPS - 1;
		scratch_write(path, "old");
		assert_false(replace_apart(path, "new", i, RLIM_INFINITY));
		assert_string_equal(scratch_read(&arena, path), is_renamed ? "new, whole" : "old");
		assert_true(replace_apart(path, "newer", NEVER, RLIM_INFINITY));
		assert_string_equal(scratch_read(&arena, path), "newer, whole");
		assert_string_equal(scratch_list(&arena, scratch_folder()), "f ");
	}
	unlink(path);
}

/* The signal of a file that grows beyond its limit kills inside write(). */
static void killed_while_it_writes_the_old_file_stands_and_the_next_writer_goes_on(void **state)
{
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "f");
	scratch_write(path, "old");
	assert_false(replace_apart(path, "longer than seven bytes", NEVER, 7));
	assert_string_equal(scratch_read(&arena, path), "old");
	assert_string_equal(scratch_list(&arena, scratch_folder()), "f f.next ");
	assert_true(replace_apart(path, "new", NEVER, RLIM_INFINITY));
	assert_string_equal(scratch_read(&arena, path), "new, whole");
	assert_string_equal(scratch_list(&arena, scratch_folder()), "f ");
	unlink(path);
}

/* EFBIG stands for ENOSPC: half of it was written. */
static void a_full_disk_keeps_the_old_file_and_gets_its_room_back(void **state)
{
	struct fault why = {.text = ""};
	struct rlimit before;
	const char *path;
	ARENA_SCOPED arena;

	arena_init(&arena);
	path = scratch_path(&arena, "f");
	scratch_write(path, "old");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){7, before.rlim_max}), 0);
	assert_int_equal(replace(path, "longer than seven bytes", check, &why), ERR_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_non_null(strstr(why.text, "f.next"));
	assert_string_equal(scratch_read(&arena, path), "old");
	assert_string_equal(scratch_list(&arena, scratch_folder()), "f ");
	unlink(path);
}

static void a_folder_that_is_not_there_is_said_by_name(void **state)
{
	struct fault why = {.text = ""};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(replace(scratch_path(&arena, "none/f"), "new", NULL, &why), ERR_IO);
	assert_non_null(strstr(why.text, "none/f.next cannot be made: its directory does not exist"));
}

int test_replace_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_takes_its_place_when_its_bytes_are_on_disk_and_read_back),
		cmocka_unit_test(what_reads_back_wrong_never_takes_the_place_of_the_old_file),
		cmocka_unit_test(killed_before_any_step_the_old_or_the_new_file_stands),
		cmocka_unit_test(killed_while_it_writes_the_old_file_stands_and_the_next_writer_goes_on),
		cmocka_unit_test(a_full_disk_keeps_the_old_file_and_gets_its_room_back),
		cmocka_unit_test(a_folder_that_is_not_there_is_said_by_name),
	};

	return cmocka_run_group_tests_name("replace_file", tests, scratch_make, scratch_remove);
}
