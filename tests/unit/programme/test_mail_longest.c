/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/mail_longest.h"
#include "programme/mail_names.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

/* A name that is declared and not given would count as empty. */
static void assert_all_given(const struct value *map, const struct value_key *keys);

/* How many keys there are; one declaration may hold another. */
static size_t assert_given(const struct value *map, const struct value_key *keys)
{
	size_t count = 0;

	for (; keys->name || keys->inside; keys++) {
		const struct value *given = keys->name ? value_get(map, keys->name) : NULL;
		count += keys->name ? 1 : assert_given(map, keys->inside);
		if (keys->name && (!given || given->kind != keys->kind))
			fail_msg("\"%s\" has no longest value", keys->name);
		if (given && keys->inside)
			assert_all_given(given, keys->inside);
	}
	return count;
}

static void assert_all_given(const struct value *map, const struct value_key *keys)
{
	assert_int_equal(value_count(map), assert_given(map, keys));
}

static void everything_that_a_mail_may_name_is_given(void **state)
{
	struct edition *edition = shipped_edition();
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_all_given(mail_longest(&arena, edition, LANG_JA), mail_names);
	assert_all_given(mail_longest(&arena, edition, LANG_EN), mail_names);
	edition_free(edition);
}

static void answers_are_as_long_as_their_questions_allow(void **state)
{
	struct edition *edition = shipped_edition();
	const struct value *longest;
	ARENA_SCOPED arena;

	arena_init(&arena);
	longest = mail_longest(&arena, edition, LANG_EN);
	assert_int_equal(strlen(value_get_text(longest, "company")), 4 * 100);
	assert_int_equal(strlen(value_get_text(longest, "contact_name")), 4 * 60);
	assert_int_equal(strlen(value_get_text(longest, "reason")), 4 * 2000);
	assert_string_equal(value_get_text(longest, "course"), "Three-visit course");
	assert_string_equal(value_get_text(longest, "receipt"), "R7-0000000000");
	edition_free(edition);
}

int test_mail_longest(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_that_a_mail_may_name_is_given),
		cmocka_unit_test(answers_are_as_long_as_their_questions_allow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
