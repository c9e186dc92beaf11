/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test.h"
#include "usecases/edition_folder.h"

#define SHIPPED "programmes/tokyo-r7"

static void the_files_of_an_edition_are_read_and_no_others(void **state)
{
	struct edition_parts parts;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(edition_folder_read(&arena, SHIPPED, &parts, &why), ERR_OK);
	assert_non_null(edition_parts_find(&parts, "edition.yaml"));
	assert_non_null(edition_parts_find(&parts, "forms/application.yaml"));
	assert_non_null(edition_parts_find(&parts, "mails/receipt.yaml"));
	assert_non_null(edition_parts_find(&parts, "shared/options.yaml"));
	assert_null(edition_parts_find(&parts, "rehearsal.yaml"));
}

static void a_file_is_no_folder_and_the_message_says_what_is(void **state)
{
	struct edition *edition = NULL;
	struct fault why = {0};

	assert_int_equal(edition_folder_load(SHIPPED "/edition.yaml", NULL, &edition, &why), ERR_INVALID);
	assert_string_equal(why.text, SHIPPED
			    "/edition.yaml: is a file; name the folder of the edition, which holds edition.yaml");
	assert_null(edition);
}

static void an_absent_folder_and_one_without_an_edition_are_named(void **state)
{
	struct edition *edition = NULL;
	struct fault why = {0};

	assert_int_equal(edition_folder_load("programmes/absent", NULL, &edition, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, "programmes/absent: "));
	assert_int_equal(edition_folder_load("programmes", NULL, &edition, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, "programmes/edition.yaml: "));
}

int test_edition_folder(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_files_of_an_edition_are_read_and_no_others),
		cmocka_unit_test(a_file_is_no_folder_and_the_message_says_what_is),
		cmocka_unit_test(an_absent_folder_and_one_without_an_edition_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
