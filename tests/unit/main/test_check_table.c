/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "codec/texts.h"
#include "main/check_table.h"

static void ids_are_told_once_and_in_order(void **state)
{
	for (const struct check *check = check_table; *check->id && *(check + 1)->id; check++)
		assert_true(strcmp(check->id, (check + 1)->id) < 0);
}

static void every_check_has_its_words(void **state)
{
	static const char *const parts[] = {"title", "why", "effort", "confirm", "good", "untestable", "ask"};
	struct texts *texts;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(texts_load(&texts, NULL), ERR_OK);
	for (const struct check *check = check_table; *check->id; check++) {
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
			const char *key = arena_printf(&arena, "finding.%s.%s", check->id, parts[i]);
			if (!texts_find(texts, LANG_JA, str_from(key)))
				fail_msg("the text %s is missing", key);
		}
	}
	texts_free(texts);
}

static void no_observations_give_no_findings(void **state)
{
	struct check_input input = {0};
	struct finding_list list = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	list.arena = &arena;
	check_run_all(check_table, &input, &list);
	assert_int_equal(list.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_told_once_and_in_order),
		cmocka_unit_test(every_check_has_its_words),
		cmocka_unit_test(no_observations_give_no_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
