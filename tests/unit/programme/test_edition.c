/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test.h"
#include "unit/programme/edition_refused.h"

static int load(void **state)
{
	*state = shipped_edition();
	return 0;
}

static int unload(void **state)
{
	edition_free(*state);
	return 0;
}

static void the_hash_names_the_very_files(void **state)
{
	const struct edition *shipped = *state;
	struct edition *other = NULL;
	struct edition_parts parts;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(strlen(shipped->hash), 64);
	parts = shipped_parts(&arena, "another/place");
	for (size_t i = 0; i < parts.count; i++) {
		struct str kept = parts.items[i].bytes;
		parts.items[i].bytes = str_from(arena_printf(&arena, "%s# one more line\n", kept.p));
		assert_int_equal(edition_parse(&parts, NULL, &other, &why), ERR_OK);
		assert_string_not_equal(shipped->hash, other->hash);
		edition_free(other);
		parts.items[i].bytes = kept;
	}
	assert_int_equal(edition_parse(&parts, NULL, &other, &why), ERR_OK);
	assert_string_equal(shipped->hash, other->hash);
	edition_free(other);
}

static void assert_missed(const char *name)
{
	struct edition_parts parts;
	size_t at = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	parts = shipped_parts(&arena, "f");
	while (at < parts.count && strcmp(parts.items[at].name, name) != 0)
		at++;
	assert_int_not_equal(at, parts.count);
	memmove(&parts.items[at], &parts.items[at + 1], (--parts.count - at) * sizeof(parts.items[0]));
	assert_told(&parts, arena_printf(&arena, "f/%s:1:1: this file is missing", name));
}

static void the_forms_and_the_mails_that_the_program_sends_are_there(void **state)
{
	static const char *const sent[] = {EDITION_MESSAGES};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_missed("edition.yaml");
	assert_missed("forms/application.yaml");
	assert_missed("forms/questionnaire.yaml");
	assert_missed("forms/authorisation.yaml");
	for (size_t i = 0; i < COUNT(sent); i++)
		assert_missed(arena_printf(&arena, "mails/%s.yaml", sent[i]));
}

static void a_file_that_nobody_reads_is_refused(void **state)
{
	static const char *const names[] = {"forms/survey.yaml", "mails/receipt.yaml~", "mails/receipt", "mails/.yaml",
					    "shared/footer.yaml"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(names); i++) {
		struct edition_parts parts = shipped_parts(&arena, "f");
		struct fault why;
		assert_int_equal(edition_parts_add(&parts, names[i], STR("a: b\n"), &why), ERR_OK);
		assert_told(&parts, arena_printf(&arena, "f/%s:1:1: no file of an edition has this name", names[i]));
	}
}

static void a_broken_file_is_told_once_and_alone(void **state)
{
	static const char *const broken[] = {"{", "[]", "- a\n", "a: b\n", "\xff"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t k = 0; k < COUNT(broken); k++) {
		struct edition_parts parts = shipped_parts(&arena, "f");
		for (size_t i = 0; i < parts.count; i++) {
			struct str kept = parts.items[i].bytes;
			parts.items[i].bytes = str_from(broken[k]);
			assert_told(&parts, arena_printf(&arena, "f/%s:", parts.items[i].name));
			parts.items[i].bytes = kept;
		}
	}
}

static void each_broken_file_is_told(void **state)
{
	struct edition_parts parts;
	struct edition *edition = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;
	BUF_SCOPED problems;

	arena_init(&arena);
	buf_init(&problems, 65536);
	parts = shipped_parts(&arena, "f");
	for (size_t i = 0; i < parts.count; i++)
		parts.items[i].bytes = STR("broken: yes\n");
	assert_int_equal(edition_parse(&parts, &problems, &edition, &why), ERR_INVALID);
	assert_true(str_starts(str_from(why.text), "f/edition.yaml:"));
	for (size_t i = 0; i < parts.count; i++)
		assert_non_null(strstr(buf_text(&problems), arena_printf(&arena, "f/%s:", parts.items[i].name)));
}

static void what_is_no_edition_is_refused(void **state)
{
	static const char *const texts[] = {"", "[]", "edition", "format: 1\n", "a: &b 1\n", "\xff", "{"};
	struct edition *edition = NULL;
	struct fault why;

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct edition_parts parts = {.folder = "f"};
		why = (struct fault){0};
		assert_int_equal(edition_parts_add(&parts, "edition.yaml", str_from(texts[i]), &why), ERR_OK);
		assert_int_equal(edition_parse(&parts, NULL, &edition, &why), ERR_INVALID);
		if (!str_starts(str_from(why.text), "f/edition.yaml:"))
			fail_msg("\"%s\" does not say where", why.text);
	}
	assert_int_equal(edition_parse(&(struct edition_parts){.folder = "f"}, NULL, &edition, &why), ERR_INVALID);
	assert_string_equal(why.text, "f/edition.yaml:1:1: this file is missing, which every edition has");
	assert_null(edition);
}

int test_edition(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_hash_names_the_very_files),
		cmocka_unit_test(what_is_no_edition_is_refused),
		cmocka_unit_test(the_forms_and_the_mails_that_the_program_sends_are_there),
		cmocka_unit_test(a_file_that_nobody_reads_is_refused),
		cmocka_unit_test(a_broken_file_is_told_once_and_alone),
		cmocka_unit_test(each_broken_file_is_told),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
