/* SPDX-License-Identifier: Apache-2.0 */
/* What the country's registers fill in for a company, and what they tell a checker. */
#include "story/story.h"

#include <stdio.h>
#include <string.h>

#include "lib/temp_dir.h"
#include "library/registry_import.h"
#include "usecases/application/view_apply.h"
#include "usecases/desk/view_case.h"

#define NUMBER "7000012050002"

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

static void not_wrong(void *context, const char *path, uint64_t line, const char *text)
{
	fail_msg("%s:%d: %s", path, (int)line, text);
}

static void no_progress(void *context, uint64_t done, uint64_t total)
{
	(void)done;
	(void)total;
}

/* Makes the office know this text as the register. */
static void import(struct story *story, const char *folder, enum registry_kind kind, const char *text)
{
	const struct registry_import_watch watch = {not_wrong, no_progress, NULL};
	const char *path = arena_printf(&story->arena, "%s/file.csv", folder);
	struct registry_import import;

	write_file(path, text);
	assert_ok(registry_import(folder, kind, &path, 1, false, &watch, &import, &story->why), &story->why);
	assert_int_equal(import.taken, 1);
	story->office->knowledge = folder;
}

/* One body of the tax agency's file. */
static const char *body(struct story *story, const char *kind, const char *closed)
{
	return arena_printf(&story->arena,
			    "1," NUMBER ",01,0,2020-01-01,2015-10-05,\"株式会社ためし\",,%s,\"東京都\",\"千代田区\","
			    "\"霞が関３丁目１－１\",,13,101,1000013,,,%s,,,,2015-10-05,1,,,,,\"タメシ\",0\n",
			    kind, closed);
}

/* What the field shows on the page "company" for somebody who typed this. */
static const char *shown(struct story *story, const struct value *typed, const char *id)
{
	const struct apply_shown shown = {typed, typed, NULL};
	const struct value *fields;
	struct value *view;

	assert_ok(view_apply_page(story->office, story->edition, &story->arena, LANG_JA, "company", &shown, &view,
				  &story->why),
		  &story->why);
	fields = value_get(view, "fields");
	for (size_t i = 0; i < value_count(fields); i++)
		if (strcmp(value_get_text(value_at(fields, i), "id"), id) == 0)
			return value_get_text(value_at(fields, i), "value");
	return NULL;
}

static void a_corporate_number_fills_in_name_and_place(void **state)
{
	struct story *story = *state;
	struct value *typed = value_map(&story->arena);
	char folder[TEMP_DIR_PATH];

	temp_dir_make(folder, "register");
	value_set_text(&story->arena, typed, "corporate_number", "７００００１２０５０００２");
	assert_string_equal(shown(story, typed, "company_name"), "");
	import(story, folder, REGISTRY_CORPORATE, body(story, "301", ""));
	assert_string_equal(shown(story, typed, "company_name"), "株式会社ためし");
	assert_string_equal(shown(story, typed, "company_kana"), "タメシ");
	assert_string_equal(shown(story, typed, "postal_code"), "100-0013");
	assert_string_equal(shown(story, typed, "address"), "千代田区霞が関３丁目１－１");
	value_set_text(&story->arena, typed, "company_name", "株式会社こころみ");
	assert_string_equal(shown(story, typed, "company_name"), "株式会社こころみ");
	value_set_text(&story->arena, typed, "corporate_number", "4000012090001");
	assert_string_equal(shown(story, typed, "address"), "");
	temp_dir_remove(folder);
}

static void a_postal_code_fills_in_the_place(void **state)
{
	struct story *story = *state;
	struct value *typed = value_map(&story->arena);
	char folder[TEMP_DIR_PATH];

	temp_dir_make(folder, "register");
	import(story, folder, REGISTRY_POSTAL,
	       "13101,\"102  \",\"1020072\",\"\",\"\",\"\",\"東京都\",\"千代田区\",\"飯田橋\",0,0,1,0,0,0\n");
	value_set_text(&story->arena, typed, "postal_code", "〒102-0072");
	assert_string_equal(shown(story, typed, "address"), "千代田区飯田橋");
	value_set_text(&story->arena, typed, "postal_code", "102");
	assert_string_equal(shown(story, typed, "address"), "");
	temp_dir_remove(folder);
}

static struct value *case_page(struct story *story, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	return view;
}

static const char *supported_before(struct story *story, int64_t number)
{
	return value_get_text(case_page(story, number), "supported_before");
}

/* The name of what the case page warns of first; "" for nothing. */
static const char *warned_of(struct story *story, int64_t number)
{
	return value_get_text(value_at(value_get(case_page(story, number), "eligibility_reasons"), 0), "name");
}

static void a_checker_is_told_what_the_register_says_of_the_number(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "株式会社ためし", "one");
	char folder[TEMP_DIR_PATH];
	int64_t number;

	temp_dir_make(folder, "register");
	value_set_text(&story->arena, answers, "corporate_number", NUMBER);
	number = story_submit(story, story_fill_in(story, answers), LANG_JA).case_id;
	assert_string_equal(warned_of(story, number), "");
	import(story, folder, REGISTRY_CORPORATE, body(story, "301", ""));
	assert_string_equal(warned_of(story, number), "");
	import(story, folder, REGISTRY_CORPORATE, body(story, "399", ""));
	assert_string_equal(warned_of(story, number), "no_company");
	import(story, folder, REGISTRY_CORPORATE, body(story, "301", "2024-03-31"));
	assert_string_equal(warned_of(story, number), "closed");
	temp_dir_remove(folder);
}

static void a_checker_is_told_whom_the_predecessor_checked(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "株式会社髙橋製作所", "one");
	char folder[TEMP_DIR_PATH];
	int64_t number;

	temp_dir_make(folder, "register");
	value_set_text(&story->arena, answers, "corporate_number", NUMBER);
	value_set_text(&story->arena, answers, "address", "千代田区霞が関3-1-1");
	number = story_submit(story, story_fill_in(story, answers), LANG_JA).case_id;
	import(story, folder, REGISTRY_PREDECESSOR, "企業名,所在地\n㈱高橋製作所,東京都港区芝公園1\n");
	assert_string_equal(warned_of(story, number), "");
	import(story, folder, REGISTRY_PREDECESSOR, "企業名,所在地\n㈱高橋製作所,東京都千代田区霞が関３丁目\n");
	assert_string_equal(warned_of(story, number), "previous_similar");
	import(story, folder, REGISTRY_PREDECESSOR, "name,法人番号\n別の名前," NUMBER "\n");
	assert_string_equal(warned_of(story, number), "previous_listed");
	assert_string_equal(supported_before(story, number), "");
	import(story, folder, REGISTRY_PAST, "name,法人番号\n別の名前," NUMBER "\n");
	assert_string_equal(supported_before(story, number), "listed");
	temp_dir_remove(folder);
}

/* A damaged register is like none: nobody is kept from applying. */
static void a_damaged_register_fills_in_nothing(void **state)
{
	struct story *story = *state;
	struct value *typed = value_map(&story->arena);
	char folder[TEMP_DIR_PATH];

	temp_dir_make(folder, "register");
	import(story, folder, REGISTRY_CORPORATE, body(story, "301", ""));
	write_file(arena_printf(&story->arena, "%s/knowledge/registry-corporate", folder), "damaged");
	value_set_text(&story->arena, typed, "corporate_number", NUMBER);
	assert_string_equal(shown(story, typed, "company_name"), "");
	temp_dir_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_corporate_number_fills_in_name_and_place),
		STORY(a_postal_code_fills_in_the_place),
		STORY(a_checker_is_told_what_the_register_says_of_the_number),
		STORY(a_checker_is_told_whom_the_predecessor_checked),
		STORY(a_damaged_register_fills_in_nothing),
	};

	return test_store_run("register", tests, COUNT(tests));
}
