/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/edition_difference.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

/* What differs when one text of a file of the shipped edition stands there in another way. */
static enum err differ(const char *name, const char *text, const char *instead, unsigned *ret_changes,
		       struct fault *why)
{
	struct edition_parts before, after;
	ARENA_SCOPED arena;

	arena_init(&arena);
	before = shipped_parts(&arena, "before");
	after = shipped_parts(&arena, "after");
	for (size_t i = 0; i < after.count; i++) {
		const char *bytes = after.items[i].bytes.p;
		const char *at = strcmp(after.items[i].name, name) == 0 ? strstr(bytes, text) : NULL;
		if (at)
			after.items[i].bytes = str_from(
				arena_printf(&arena, "%.*s%s%s", (int)(at - bytes), bytes, instead, at + strlen(text)));
	}
	return edition_difference_find(&before, &after, ret_changes, why);
}

static void what_may_change_is_told_by_its_kind(void **state)
{
	static const struct {
		const char *name, *text, *instead;
		unsigned changes;
	} rows[] = {
		{"edition.yaml", "closes: 2025-06-30", "closes: 2025-07-04", EDITION_CHANGE_PERIOD},
		{"edition.yaml", "places: 45", "places: 46", EDITION_CHANGE_PLACES},
		{"edition.yaml", "from: \"12-29\"", "from: \"12-28\"", EDITION_CHANGE_CALENDAR},
		{"edition.yaml", "セキュリティ対策点検", "セキュリティ点検", EDITION_CHANGE_TEXTS},
		{"shared/options.yaml", "している", "しています", EDITION_CHANGE_TEXTS},
		{"edition.yaml", "# SPDX", "# spdx", 0},
	};
	struct fault why;

	for (size_t i = 0; i < COUNT(rows); i++) {
		unsigned changes = 99;
		if (differ(rows[i].name, rows[i].text, rows[i].instead, &changes, &why))
			fail_msg("%s", why.text);
		assert_int_equal(changes, rows[i].changes);
	}
}

static void what_may_not_change_is_named(void **state)
{
	static const struct {
		const char *name, *text, *instead, *place;
	} rows[] = {
		{"edition.yaml", "answer_days: 10", "answer_days: 9", "edition.yaml, answer_days"},
		{"edition.yaml", "employees_max: 300", "employees_max: 301", "edition.yaml, classes[0].employees_max"},
		{"edition.yaml", "waiting_list: true", "waiting_list: false", "edition.yaml, waiting_list"},
		{"shared/options.yaml", "score: 4", "score: 3", "shared/options.yaml, scale[0].score"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fault why;
		unsigned changes;
		assert_int_equal(differ(rows[i].name, rows[i].text, rows[i].instead, &changes, &why), ERR_INVALID);
		if (strncmp(why.text, rows[i].place, strlen(rows[i].place)) != 0)
			fail_msg("%s", why.text);
	}
}

static void no_file_comes_or_goes(void **state)
{
	struct edition_parts all, less;
	struct fault why;
	unsigned changes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	all = shipped_parts(&arena, "all");
	less = all;
	less.count--;
	assert_int_equal(edition_difference_find(&all, &less, &changes, &why), ERR_INVALID);
	assert_non_null(strstr(why.text, "is missing"));
	assert_int_equal(edition_difference_find(&less, &all, &changes, &why), ERR_INVALID);
	assert_non_null(strstr(why.text, "is new"));
}

static void a_mail_that_comes_is_a_change_of_texts(void **state)
{
	struct edition_parts before, after;
	struct fault why;
	unsigned changes = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	before = after = shipped_parts(&arena, "f");
	assert_int_equal(edition_parts_add(&after, "mails/thanks.yaml", STR("a: b"), &why), ERR_OK);
	assert_int_equal(edition_difference_find(&before, &after, &changes, &why), ERR_OK);
	assert_int_equal(changes, EDITION_CHANGE_TEXTS);
	assert_int_equal(edition_difference_find(&after, &before, &changes, &why), ERR_INVALID);
}

int test_edition_difference(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_may_change_is_told_by_its_kind),
		cmocka_unit_test(what_may_not_change_is_named),
		cmocka_unit_test(no_file_comes_or_goes),
		cmocka_unit_test(a_mail_that_comes_is_a_change_of_texts),
	};

	return cmocka_run_group_tests_name("edition_difference", tests, NULL, NULL);
}
