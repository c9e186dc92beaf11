/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disk/list_folder.h"
#include "test.h"

struct place {
	char root[32];
	struct arena arena;
};

static int set_up(void **state)
{
	static struct place place;

	strcpy(place.root, "/tmp/tenken-list-XXXXXX");
	arena_init(&place.arena);
	assert_non_null(mkdtemp(place.root));
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	int status = system(arena_printf(&place->arena, "rm -rf '%s'", place->root));

	arena_release(&place->arena);
	return status;
}

static const char *put(struct place *place, const char *name)
{
	const char *path = arena_printf(&place->arena, "%s/%s", place->root, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
	return path;
}

static void names_come_in_order_without_the_hidden_ones(void **state)
{
	struct place *place = *state;
	const char **names = NULL;
	struct fault why = {0};
	size_t count = 0;

	put(place, "b");
	put(place, "a.yaml");
	put(place, ".a.yaml.swp");
	put(place, "B");
	assert_int_equal(list_folder(&place->arena, place->root, 3, &names, &count, &why), ERR_OK);
	assert_int_equal(count, 3);
	assert_string_equal(names[0], "B");
	assert_string_equal(names[1], "a.yaml");
	assert_string_equal(names[2], "b");
}

static void too_many_names_are_refused(void **state)
{
	struct place *place = *state;
	const char **names = NULL;
	struct fault why = {0};
	size_t count = 0;

	put(place, "a");
	put(place, "b");
	assert_int_equal(list_folder(&place->arena, place->root, 1, &names, &count, &why), ERR_TOO_LARGE);
	assert_non_null(strstr(why.text, place->root));
	assert_null(names);
}

static void what_is_no_folder_is_refused_by_its_path(void **state)
{
	struct place *place = *state;
	const char **names = NULL, *file = put(place, "a");
	struct fault why = {0};
	size_t count = 0;

	assert_int_equal(list_folder(&place->arena, file, 9, &names, &count, &why), ERR_INVALID);
	assert_non_null(strstr(why.text, file));
	file = arena_printf(&place->arena, "%s/absent", place->root);
	assert_int_equal(list_folder(&place->arena, file, 9, &names, &count, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, file));
}

int test_list_folder(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_come_in_order_without_the_hidden_ones, set_up, tear_down),
		cmocka_unit_test_setup_teardown(too_many_names_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_folder_is_refused_by_its_path, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
