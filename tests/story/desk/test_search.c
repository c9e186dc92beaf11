/* SPDX-License-Identifier: Apache-2.0 */
/* The desk finds a company by whatever the clerk has of it: a name in another shape, a reading, a person, a number. */
#include "story/story.h"

#include "cases/erase_class.h"
#include "usecases/desk/view_cases.h"
#include "usecases/privacy/erase_content.h"

static void apply(struct story *story, const char *name, const char *key, const char *value)
{
	struct value *answers = story_answers(story, name, "one");

	if (key)
		value_set_text(&story->arena, answers, key, value);
	assert_int_equal(story_submit(story, story_fill_in(story, answers), LANG_JA).outcome, APPLY_DONE);
	story_index_cases(story);
}

/* The names of the companies that a search finds, one after the other. */
static const char *found(struct story *story, const char *text)
{
	const struct case_query query = {"", "", "", text, 1, false};
	const char *names = "";
	struct value *view = NULL;
	const struct value *cases;

	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	cases = value_get(view, "cases");
	assert_int_equal(value_get_int(view, "count", -1), value_count(cases));
	for (size_t i = 0; i < value_count(cases); i++)
		names = arena_printf(&story->arena, "%s%s|", names, value_get_text(value_at(cases, i), "company"));
	return names;
}

static void a_name_is_found_in_every_shape(void **state)
{
	struct story *story = *state;

	apply(story, "髙橋電機株式会社", NULL, NULL);
	apply(story, "渡邊製作所", NULL, NULL);
	apply(story, "㈱ミヤザキ", NULL, NULL);
	apply(story, "コンピュータ—社", NULL, NULL);
	apply(story, "𠮷野家具", NULL, NULL);
	assert_string_equal(found(story, "高橋電機"), "髙橋電機株式会社|");
	assert_string_equal(found(story, "電機"), "髙橋電機株式会社|");
	assert_string_equal(found(story, "渡辺製作所"), "渡邊製作所|");
	assert_string_equal(found(story, "株式会社ミヤザキ"), "㈱ミヤザキ|");
	assert_string_equal(found(story, "(株)ﾐﾔｻﾞｷ"), "㈱ミヤザキ|");
	assert_string_equal(found(story, "みやざき"), "㈱ミヤザキ|");
	assert_string_equal(found(story, "コンピューター社"), "コンピュータ—社|");
	assert_string_equal(found(story, "吉野"), "𠮷野家具|");
	assert_string_equal(found(story, "株式会社"), "髙橋電機株式会社|㈱ミヤザキ|");
}

static void a_reading_a_person_and_a_number_find_the_company(void **state)
{
	struct story *story = *state;

	apply(story, "甲社", "company_kana", "ﾎｼｿﾞﾗ");
	apply(story, "乙社", "contact_name", "試験　太郎");
	apply(story, "丙社", "contact_kana", "シケン ジロウ");
	apply(story, "丁社", "phone", "０３－９８７６－５４３２");
	apply(story, "戊社", "phone", "+81 3 1111 2222");
	apply(story, "己社", "mail", "Info.Desk@hoshi-zora.example.jp");
	apply(story, "庚社", "corporate_number", "T8000020130001");
	assert_string_equal(found(story, "ほしぞら"), "甲社|");
	assert_string_equal(found(story, "試験太郎"), "乙社|");
	assert_string_equal(found(story, "太郎"), "乙社|");
	assert_string_equal(found(story, "ジロウ"), "丙社|");
	assert_string_equal(found(story, "03-9876-5432"), "丁社|");
	assert_string_equal(found(story, "0398765432"), "丁社|");
	assert_string_equal(found(story, "98765432"), "丁社|");
	assert_string_equal(found(story, "+81-3-9876-5432"), "丁社|");
	assert_string_equal(found(story, "03(1111)2222"), "戊社|");
	assert_string_equal(found(story, "info.desk@"), "己社|");
	assert_string_equal(found(story, "ＨＯＳＨＩ－ＺＯＲＡ"), "己社|");
	assert_string_equal(found(story, "8000020130001"), "庚社|");
}

static void a_receipt_number_is_found_in_any_width_and_case(void **state)
{
	struct story *story = *state;

	apply(story, "甲社", NULL, NULL);
	apply(story, "乙社", NULL, NULL);
	assert_string_equal(found(story, "R7-0002"), "乙社|");
	assert_string_equal(found(story, "r7-0002"), "乙社|");
	assert_string_equal(found(story, "Ｒ７－０００２"), "乙社|");
	assert_string_equal(found(story, "　ｒ７ー２ "), "乙社|");
	assert_string_equal(found(story, "２"), "乙社|");
	assert_string_equal(found(story, "R8-0002"), "");
}

static void what_nobody_sees_finds_nothing_and_signs_are_no_pattern(void **state)
{
	struct story *story = *state;

	apply(story, "甲社", NULL, NULL);
	assert_string_equal(found(story, "\u200b"), "");
	assert_string_equal(found(story, "・"), "");
	assert_string_equal(found(story, "%"), "");
	assert_string_equal(found(story, "_"), "");
	assert_string_equal(found(story, "社甲"), "");
	assert_string_equal(found(story, ""), "甲社|");
}

static void a_company_whose_contact_was_erased_is_not_found_any_more(void **state)
{
	struct story *story = *state;
	const struct actor program = actor_program();

	apply(story, "甲社", "phone", "03-9876-5432");
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &program, 1, ERASE_CONTACT, "test", &story->why), &story->why);
	assert_string_equal(found(story, "甲"), "");
	assert_string_equal(found(story, "9876"), "");
	assert_int_equal(story_ask(story, "SELECT count(*) FROM case_word"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_name_is_found_in_every_shape),
		STORY(a_reading_a_person_and_a_number_find_the_company),
		STORY(a_receipt_number_is_found_in_any_width_and_case),
		STORY(what_nobody_sees_finds_nothing_and_signs_are_no_pattern),
		STORY(a_company_whose_contact_was_erased_is_not_found_any_more),
	};
	return test_store_run("search", tests, COUNT(tests));
}
