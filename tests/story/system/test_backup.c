/* SPDX-License-Identifier: Apache-2.0 */
/* tenken backup and restore: what is sealed comes back with the same log, and does nothing until somebody says so. */
#include "story/process.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/lock.h"

#define PUBLIC_KEY "tenken-backup-public-"

struct paths {
	const char *key, *other_key, *file, *back, *public;
};

static const char *path_of(struct scene *scene, const char *name)
{
	return arena_printf(&scene->arena, "%s/%s", scene->dir, name);
}

static const char *make_key(struct scene *scene, const char *path)
{
	struct process process;
	const char *out;

	assert_int_equal(RUN(scene, &process, TENKEN, "backup", "--make-key", path), 0);
	out = strstr(process_out(scene, &process), PUBLIC_KEY);
	assert_non_null(out);
	return arena_strndup(&scene->arena, out, strcspn(out, "\n"));
}

/* A rehearsal's office, its backup, and where it will come back. */
static struct paths back_up(struct scene *scene)
{
	struct paths paths = {path_of(scene, "backup.key"), path_of(scene, "other.key"),
			      path_of(scene, "office.backup"), path_of(scene, "back"), NULL};
	struct process process;

	scene_init(scene, NULL);
	paths.public = make_key(scene, paths.key);
	make_key(scene, paths.other_key);
	if (RUN(scene, &process, TENKEN, "backup", "--data", scene->data, "--to", paths.public, "--out", paths.file) !=
	    0)
		fail_msg("%s", process_err(scene, &process));
	return paths;
}

static int restore(struct scene *scene, const char *key, const char *file, const char *data, struct process *process)
{
	return RUN(scene, process, TENKEN, "restore", "--data", data, "--key", key, file);
}

static bool is_there(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0;
}

static const char *head_of(struct scene *scene, const char *data)
{
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "head", "--data", data), 0);
	return process_out(scene, &process);
}

static void a_restored_office_has_the_same_log(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	struct process process;

	if (restore(scene, paths.key, paths.file, paths.back, &process) != 0)
		fail_msg("%s", process_err(scene, &process));
	assert_string_equal(head_of(scene, scene->data), head_of(scene, paths.back));
	assert_non_null(strstr(process_out(scene, &process), head_of(scene, paths.back)));
	assert_int_equal(RUN(scene, NULL, TENKEN, "audit", "verify", "--data", paths.back), 0);
	assert_false(is_there(arena_printf(&scene->arena, "%s.restoring", paths.back)));
	assert_false(is_there(arena_printf(&scene->arena, "%s/.backup.db", scene->data)));
}

static void no_name_of_a_company_stands_in_the_file(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);

	/* "株式会社" stands in each store of a rehearsal, as the first check shows. */
	assert_int_equal(RUN(scene, NULL, "/bin/grep", "-qa", "株式会社",
			     arena_printf(&scene->arena, "%s/tenken.db", scene->data)),
			 0);
	assert_int_equal(RUN(scene, NULL, "/bin/grep", "-qa", "株式会社", paths.file), 1);
}

static void a_restored_office_sends_nothing_until_it_is_released(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	const char *log_key = scene_log_key(scene);
	struct process process;

	assert_int_equal(restore(scene, paths.key, paths.file, paths.back, NULL), 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "work", "--data", paths.back, "--log-key", log_key), 1);
	assert_non_null(strstr(process_err(scene, &process), "restored from a backup"));
	assert_int_equal(RUN(scene, NULL, TENKEN, "restore", "--release", "--data", paths.back), 0);
	assert_int_equal(RUN(scene, NULL, TENKEN, "restore", "--release", "--data", paths.back), 2);
	assert_false(is_there(arena_printf(&scene->arena, "%s/restored", paths.back)));
}

static void a_restored_office_is_held_by_whatever_way_its_store_is_named(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	const char *path = arena_printf(&scene->arena, "%s/tenken.db", paths.back), *link = path_of(scene, "link.db");
	const char *names[] = {path, arena_printf(&scene->arena, "sqlite:%s", path), link};
	const char *log_key = scene_log_key(scene);
	struct process process;

	assert_int_equal(restore(scene, paths.key, paths.file, paths.back, NULL), 0);
	assert_int_equal(symlink(path, link), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_int_equal(RUN(scene, &process, TENKEN, "work", "--database", names[i], "--log-key", log_key), 1);
		assert_non_null(strstr(process_err(scene, &process), "restored from a backup"));
	}
	RUN(scene, &process, TENKEN, "web", "--database", path, "--log-key", log_key, "--listen", "nowhere");
	assert_non_null(strstr(process_err(scene, &process), "restored from a backup"));
}

/* "end" ends a backup: it is no file of ours, and a backup with it could not be read. */
static void a_file_that_is_named_as_the_end_spoils_no_backup(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	const char *file = path_of(scene, "second.backup");
	FILE *end = fopen(arena_printf(&scene->arena, "%s/end", scene->data), "w");

	assert_non_null(end);
	assert_true(fputs("x", end) >= 0);
	assert_int_equal(fclose(end), 0);
	assert_int_equal(RUN(scene, NULL, TENKEN, "backup", "--data", scene->data, "--to", paths.public, "--out", file),
			 0);
	assert_int_equal(restore(scene, paths.key, file, paths.back, NULL), 0);
}

static void no_backup_goes_on_beside_another(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	const char *file = path_of(scene, "second.backup");
	struct process process;
	struct fault why;
	int lock;

	assert_int_equal(lock_take(arena_printf(&scene->arena, "%s/.backup.lock", scene->data), &lock, &why), ERR_OK);
	assert_int_not_equal(
		RUN(scene, &process, TENKEN, "backup", "--data", scene->data, "--to", paths.public, "--out", file), 0);
	assert_non_null(strstr(process_err(scene, &process), ".backup.lock"));
	assert_false(is_there(file));
	lock_release(lock);
}

static void another_key_opens_nothing(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	struct process process;

	assert_int_equal(restore(scene, paths.other_key, paths.file, paths.back, &process), 1);
	assert_non_null(strstr(process_err(scene, &process), "it is sealed to " PUBLIC_KEY));
	assert_false(is_there(paths.back));
}

/* The byte at the place becomes another, or the file ends there. */
static const char *spoil(struct scene *scene, const char *file, long place, bool is_cut)
{
	const char *path = path_of(scene, "spoilt");
	FILE *out;
	int byte;

	unlink(path);
	assert_int_equal(RUN(scene, NULL, "/bin/cp", file, path), 0);
	if (is_cut) {
		assert_int_equal(truncate(path, place), 0);
		return path;
	}
	out = fopen(path, "r+");
	assert_non_null(out);
	assert_int_equal(fseek(out, place, SEEK_SET), 0);
	byte = fgetc(out);
	assert_int_equal(fseek(out, place, SEEK_SET), 0);
	assert_true(fputc(byte ^ 1, out) >= 0);
	assert_int_equal(fclose(out), 0);
	return path;
}

static void a_damaged_backup_restores_nothing(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	struct stat about;

	assert_int_equal(stat(paths.file, &about), 0);
	for (int i = 0; i < 4; i++) {
		struct process process;
		const long places[] = {60, about.st_size / 2, about.st_size - 1, 16 + 136 + 65553};
		const char *path = spoil(scene, paths.file, places[i], i >= 2);
		assert_int_equal(restore(scene, paths.key, path, paths.back, &process), 1);
		assert_non_null(strstr(process_err(scene, &process), "damaged"));
		assert_false(is_there(paths.back));
		assert_false(is_there(arena_printf(&scene->arena, "%s.restoring", paths.back)));
	}
}

static void a_backup_of_another_form_is_refused(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	const char *path = spoil(scene, paths.file, 14, false); /* "tenken-backup 1": 1 becomes 0 */
	struct process process;

	assert_int_equal(restore(scene, paths.key, path, paths.back, &process), 1);
	assert_non_null(strstr(process_err(scene, &process), "a backup of form 0, this program reads form 1"));
	scene_give(scene, "no backup\n");
	assert_int_equal(restore(scene, paths.key, paths.public ? paths.key : NULL, paths.back, &process), 2);
	assert_non_null(strstr(process_err(scene, &process), "this is no backup"));
}

static void nothing_that_is_there_is_written_over(void **state)
{
	struct scene *scene = *state;
	struct paths paths = back_up(scene);
	struct process process;

	assert_int_equal(restore(scene, paths.key, paths.file, scene->data, &process), 1);
	assert_non_null(strstr(process_err(scene, &process), "holds something already"));
	assert_int_equal(
		RUN(scene, NULL, TENKEN, "backup", "--data", scene->data, "--to", paths.public, "--out", paths.file),
		1);
	assert_int_equal(RUN(scene, NULL, TENKEN, "backup", "--make-key", paths.key), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(a_restored_office_has_the_same_log),
		SCENE(no_name_of_a_company_stands_in_the_file),
		SCENE(a_restored_office_sends_nothing_until_it_is_released),
		SCENE(a_restored_office_is_held_by_whatever_way_its_store_is_named),
		SCENE(a_file_that_is_named_as_the_end_spoils_no_backup),
		SCENE(no_backup_goes_on_beside_another),
		SCENE(another_key_opens_nothing),
		SCENE(a_damaged_backup_restores_nothing),
		SCENE(a_backup_of_another_form_is_refused),
		SCENE(nothing_that_is_there_is_written_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
