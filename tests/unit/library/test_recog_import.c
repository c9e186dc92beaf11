/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/new_file.h"
#include "library/recog_files.h"
#include "library/recog_import.h"

#define SSH    "<fingerprints matches='ssh.banner'>\n"
#define ONE    "<fingerprint pattern='one'><param pos='0' name='p' value='1'/></fingerprint>\n"
#define ONE_B  "<fingerprint pattern='one'><param pos='0' name='p' value='2'/></fingerprint>\n"
#define TWO    "<fingerprint pattern='two'/>\n"
#define THREE  "<fingerprint pattern='three'/>\n"
#define BROKEN "<fingerprint pattern='('/>\n"
#define END    "</fingerprints>\n"

struct place {
	struct arena arena;
	char root[64];
	const char *data;
};

static int set_up(void **state)
{
	static struct place place;

	arena_init(&place.arena);
	strcpy(place.root, "/tmp/tenken-recog-XXXXXX");
	assert_non_null(mkdtemp(place.root));
	place.data = arena_printf(&place.arena, "%s/data", place.root);
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	char *command = arena_printf(&place->arena, "rm -rf '%s'", place->root);
	int status = system(command);

	arena_release(&place->arena);
	return status;
}

static const char *write_xml(struct place *place, const char *name, const char *text)
{
	const char *path = arena_printf(&place->arena, "%s/%s", place->root, name);

	unlink(path);
	assert_int_equal(new_file_write_private(path, str_from(text), NULL), ERR_OK);
	return path;
}

static enum err import(struct place *place, const char *name, const char *text, struct recog_import *ret_import,
		       struct fault *why)
{
	const char *path = write_xml(place, name, text);

	return recog_import(&place->arena, place->data, &path, 1, ret_import, why);
}

static void assert_imported(struct place *place, const char *name, const char *text, const size_t expected[4])
{
	struct recog_import counts = {0};
	struct fault why;

	if (import(place, name, text, &counts, &why))
		fail_msg("%s", why.text);
	assert_int_equal(counts.added, expected[0]);
	assert_int_equal(counts.changed, expected[1]);
	assert_int_equal(counts.removed, expected[2]);
	assert_int_equal(counts.skipped_count, expected[3]);
}

static struct recog_files load(struct place *place)
{
	struct recog_files files;
	struct fault why;

	if (recog_files_load(&place->arena, recog_files_folder(&place->arena, place->data), &files, &why))
		fail_msg("%s", why.text);
	return files;
}

static void what_came_is_counted_and_a_second_time_changes_nothing(void **state)
{
	struct place *place = *state;

	assert_imported(place, "a.xml", SSH ONE TWO TWO END, (const size_t[]){3, 0, 0, 0});
	assert_imported(place, "a.xml", SSH ONE TWO TWO END, (const size_t[]){0, 0, 0, 0});
	assert_imported(place, "a.xml", SSH TWO TWO ONE END, (const size_t[]){0, 0, 0, 0});
	assert_imported(place, "a.xml", SSH ONE_B TWO THREE END, (const size_t[]){1, 1, 1, 0});
	assert_imported(place, "a.xml", SSH BROKEN TWO THREE END, (const size_t[]){0, 0, 1, 1});
}

static void files_that_are_not_named_stay(void **state)
{
	struct place *place = *state;
	struct recog_files files;

	assert_imported(place, "a.xml", SSH ONE END, (const size_t[]){1, 0, 0, 0});
	assert_imported(place, "b.xml", SSH TWO END, (const size_t[]){1, 0, 0, 0});
	files = load(place);
	assert_int_equal(files.count, 2);
	assert_string_equal(files.files[0]->name, "a.xml");
	assert_string_equal(files.files[1]->name, "b.xml");
}

static void a_bad_file_leaves_the_old_set(void **state)
{
	struct place *place = *state;
	struct recog_import counts;
	struct fault why = {0};
	const char *paths[2];

	assert_imported(place, "a.xml", SSH ONE END, (const size_t[]){1, 0, 0, 0});
	assert_int_equal(import(place, "a.xml", SSH "<x/>" END, &counts, &why), ERR_INVALID);
	assert_non_null(strstr(why.text, "a.xml:2:1: "));
	paths[0] = write_xml(place, "b.xml", SSH TWO END);
	paths[1] = write_xml(place, "c.xml", SSH TWO);
	assert_int_equal(recog_import(&place->arena, place->data, paths, 2, &counts, &why), ERR_INVALID);
	assert_non_null(strstr(why.text, "c.xml:"));
	paths[1] = paths[0];
	assert_int_equal(recog_import(&place->arena, place->data, paths, 2, &counts, &why), ERR_INVALID);
	assert_int_equal(load(place).count, 1);
	assert_string_equal(load(place).files[0]->fingerprints[0].pattern, "one");
}

static void only_one_import_runs(void **state)
{
	struct place *place = *state;
	struct recog_import counts;
	int fd;

	assert_imported(place, "a.xml", SSH ONE END, (const size_t[]){1, 0, 0, 0});
	fd = open(arena_printf(&place->arena, "%s/knowledge/lock", place->data), O_RDWR);
	assert_true(fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0);
	assert_int_equal(import(place, "a.xml", SSH TWO END, &counts, NULL), ERR_BUSY);
	close(fd);
	assert_imported(place, "a.xml", SSH TWO END, (const size_t[]){1, 0, 1, 0});
}

static void what_a_killed_import_left_is_cleared_away(void **state)
{
	struct place *place = *state;
	struct stat info;
	const char *next;

	assert_imported(place, "a.xml", SSH ONE END, (const size_t[]){1, 0, 0, 0});
	next = arena_printf(&place->arena, "%s/knowledge/recog.next", place->data);
	assert_int_equal(mkdir(next, 0755), 0);
	assert_int_equal(new_file_write_private(arena_printf(&place->arena, "%s/z.xml", next), STR("<half"), NULL),
			 ERR_OK);
	assert_imported(place, "a.xml", SSH TWO END, (const size_t[]){1, 0, 1, 0});
	assert_int_equal(load(place).count, 1);
	assert_int_equal(stat(next, &info), -1);
}

static void no_folder_and_an_empty_one_are_not_found(void **state)
{
	struct place *place = *state;
	struct recog_files files;

	assert_int_equal(recog_files_load(&place->arena, place->data, &files, NULL), ERR_NOT_FOUND);
	assert_int_equal(recog_files_load(&place->arena, place->root, &files, NULL), ERR_NOT_FOUND);
}

int test_recog_import(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_came_is_counted_and_a_second_time_changes_nothing, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(files_that_are_not_named_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_bad_file_leaves_the_old_set, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_one_import_runs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_a_killed_import_left_is_cleared_away, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_folder_and_an_empty_one_are_not_found, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
