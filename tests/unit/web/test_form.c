/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/asset.h"
#include "codec/texts.h"
#include "programme/answers.h"
#include "test.h"
#include "usecases/form_value.h"
#include "web/form.h"
#include "web/page_templates_priv.h"

static bool judge(struct arena *arena, const struct edition_form *form, const struct value *before,
		  const struct value *typed, struct value **ret_answers, struct value **ret_problems)
{
	answers_judge(arena, form->questions, form->question_count, typed, before, ret_answers, ret_problems);
	return value_count(*ret_problems) == 0;
}

static struct question_option kinds[] = {{.id = "company", .label = {"会社", "Company"}},
					 {.id = "sole", .label = {"個人事業主", "Sole proprietor"}}};
static const char *company[] = {"company"};
static struct question questions[] = {
	{.id = "name",
	 .kind = QUESTION_TEXT,
	 .label = {"名称", "Name"},
	 .help = {"正式な名称です", "In full"},
	 .required = true,
	 .chars_max = 10,
	 .autocomplete = "organization"},
	{.id = "kind",
	 .kind = QUESTION_CHOICE,
	 .label = {"種別", "Kind"},
	 .required = true,
	 .options = kinds,
	 .option_count = 2},
	{.id = "capital",
	 .kind = QUESTION_NUMBER,
	 .label = {"資本金", "Capital"},
	 .unit = {"円", "yen"},
	 .required = true,
	 .number_max = 1000000,
	 .condition = {"kind", company, 1}},
	{.id = "agree", .kind = QUESTION_AGREE, .label = {"同意します", "I agree"}, .required = true},
};
static const struct edition_form form = {.id = "form", .questions = questions, .question_count = 4};

struct rig {
	struct arena arena;
	const struct texts *texts;
	struct page_templates *pages;
};

static const struct template *find_partial(const void *context, struct str name)
{
	const struct rig *rig = context;
	const struct page_template *page = page_templates_find(rig->pages, name);

	return page ? page->template : NULL;
}

static const struct template *find_text(const void *context, enum lang lang, struct str key)
{
	const struct rig *rig = context;

	return texts_find(rig->texts, lang, key);
}

static char *render(struct rig *rig, const char *name, enum lang lang, const struct value *context)
{
	struct template_source source = {find_partial, find_text, rig};
	struct fault why = {.text = ""};
	BUF_SCOPED out;

	buf_init(&out, 100000);
	if (template_render(page_templates_find(rig->pages, str_from(name))->template, &source, TEMPLATE_HTML, lang,
			    context, &out, &why) != ERR_OK)
		fail_msg("%s", why.text);
	return arena_strdup(&rig->arena, buf_text(&out));
}

static int start(void **state)
{
	static struct rig rig;
	struct fault why = {.text = ""};

	arena_init(&rig.arena);
	if (texts_load(&rig.texts, &why) != ERR_OK || page_templates_compile(&rig.arena, &rig.pages, &why) != ERR_OK)
		fail_msg("%s", why.text);
	*state = &rig;
	return 0;
}

static int stop(void **state)
{
	struct rig *rig = *state;

	arena_release(&rig->arena);
	return 0;
}

static void an_empty_form_lists_what_is_missing_in_order(void **state)
{
	struct rig *rig = *state;
	struct value *answers = NULL, *problems = NULL;

	assert_false(judge(&rig->arena, &form, NULL, value_map(&rig->arena), &answers, &problems));
	assert_int_equal(value_count(problems), 3);
	assert_true(str_is(problems->keys[0], "name"));
	assert_true(str_is(problems->keys[2], "agree"));
	assert_string_equal(value_get_text(problems, "kind"), "missing");
	assert_null(value_get(problems, "capital"));
}

static void what_is_not_asked_is_dropped_whatever_was_sent(void **state)
{
	struct rig *rig = *state;
	struct value *typed = value_map(&rig->arena), *answers = NULL, *problems = NULL;

	value_set_text(&rig->arena, typed, "name", " 点検商店 ");
	value_set_text(&rig->arena, typed, "kind", "sole");
	value_set_text(&rig->arena, typed, "capital", "no number");
	value_set_text(&rig->arena, typed, "agree", "yes");
	value_set_text(&rig->arena, typed, "unknown", "x");
	assert_true(judge(&rig->arena, &form, NULL, typed, &answers, &problems));
	assert_int_equal(value_count(answers), 3);
	assert_string_equal(value_get_text(answers, "name"), "点検商店");
	value_set_text(&rig->arena, typed, "kind", "company");
	assert_false(judge(&rig->arena, &form, NULL, typed, &answers, &problems));
	assert_string_equal(value_get_text(problems, "capital"), "not_number");
}

static void an_earlier_page_decides_what_this_page_asks(void **state)
{
	struct rig *rig = *state;
	struct value *before = value_map(&rig->arena), *answers = NULL, *problems = NULL, *context = NULL;
	const struct edition_form second = {.id = "second", .questions = &questions[2], .question_count = 1};

	value_set_text(&rig->arena, before, "kind", "sole");
	assert_true(judge(&rig->arena, &second, before, NULL, &answers, &problems));
	context = form_value(&rig->arena, &second, LANG_JA, before, NULL, NULL);
	assert_int_equal(value_count(value_get(context, "fields")), 0);
	value_set_text(&rig->arena, before, "kind", "company");
	assert_false(judge(&rig->arena, &second, before, NULL, &answers, &problems));
	context = form_value(&rig->arena, &second, LANG_JA, before, NULL, problems);
	assert_int_equal(value_count(value_get(context, "fields")), 1);
}

static struct value *shown(struct rig *rig, const struct edition_form *asked, enum lang lang, const struct value *given,
			   const struct value *problems)
{
	struct value *context = form_value(&rig->arena, asked, lang, NULL, given, problems);

	form_show(&rig->arena, context);
	return context;
}

static struct value *shown_again(struct rig *rig, enum lang lang)
{
	struct value *typed = value_map(&rig->arena), *answers = NULL, *problems = NULL, *context = NULL;

	value_set_text(&rig->arena, typed, "name", "<b>\"a\" & 'b'</b>");
	value_set_text(&rig->arena, typed, "kind", "company");
	value_set_text(&rig->arena, typed, "agree", "yes");
	assert_false(judge(&rig->arena, &form, NULL, typed, &answers, &problems));
	context = shown(rig, &form, lang, typed, problems);
	value_set_bool(&rig->arena, context, "has_problems", true);
	return context;
}

static void a_wrong_form_is_shown_again_with_its_values_and_errors(void **state)
{
	struct rig *rig = *state;
	char *html = render(rig, "form_fields", LANG_JA, shown_again(rig, LANG_JA));

	assert_non_null(strstr(html, "value=\"&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;\""));
	assert_null(strstr(html, "<b>"));
	assert_non_null(strstr(html, "aria-describedby=\"name-error name-help\""));
	assert_non_null(strstr(html, "id=\"name-error\">＊10文字以内で入力してください（いま16文字です）。"));
	assert_non_null(strstr(html, "autocomplete=\"organization\""));
	assert_non_null(strstr(html, "inputmode=\"numeric\""));
	assert_non_null(strstr(html, "id=\"kind\" name=\"kind\" value=\"company\" checked>"));
	assert_non_null(strstr(html, "id=\"kind-sole\" name=\"kind\" value=\"sole\">"));
	assert_non_null(strstr(html, "value=\"yes\" required checked>"));
	assert_non_null(strstr(html, "「種別」で「会社」を選んだ場合"));
	assert_non_null(strstr(html, "※必須"));
	assert_null(strstr(html, "maxlength"));
}

static void the_summary_links_to_each_wrong_field(void **state)
{
	struct rig *rig = *state;
	char *html = render(rig, "error_summary", LANG_EN, shown_again(rig, LANG_EN));

	assert_non_null(strstr(html, "role=\"alert\""));
	assert_non_null(strstr(html, "<a href=\"#name\">Name: Enter at most 10 characters (now 16)."));
	assert_non_null(strstr(html, "<a href=\"#capital\">Please enter this: Capital."));
	assert_null(strstr(html, "#kind"));
}

static void stored_answers_fill_a_form_as_typed_ones_do(void **state)
{
	struct rig *rig = *state;
	struct value *stored = value_map(&rig->arena), *context = NULL;
	char *html = NULL;

	value_set_int(&rig->arena, stored, "capital", 1234);
	value_set_bool(&rig->arena, stored, "agree", true);
	context = shown(rig, &form, LANG_EN, stored, NULL);
	html = render(rig, "form_fields", LANG_EN, context);
	assert_non_null(strstr(html, "value=\"1234\""));
	assert_non_null(strstr(html, "value=\"yes\" required checked"));
	assert_null(strstr(html, "aria-invalid"));
	assert_false(value_is_truthy(value_get(context, "problems")));
}

static void a_refused_number_says_what_is_wrong_with_an_example_and_the_limits(void **state)
{
	static struct question capital = {.id = "capital",
					  .kind = QUESTION_NUMBER,
					  .label = {"資本金", "Capital"},
					  .unit = {"円", "yen"},
					  .asked_in = {10000, {"万円", "x 10,000 yen"}},
					  .example = "1,000",
					  .number_max = 1000000000};
	static const struct {
		const char *typed, *words;
	} rows[] = {
		{"1,5", "＊カンマ（,"
			"）や読点（、）の位置をご確認ください。カンマは、3桁ごとに入れるか、入れずに入力してください。"
			"例：1,000</p>"},
		{"10-20", "一つの数を入力してください。例：1,000</p>"},
		{"100001", "＊0から100,000万円までの数を入力してください。</p>"},
	};
	const struct edition_form asked = {.id = "asked", .questions = &capital, .question_count = 1};
	struct rig *rig = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct value *typed = value_map(&rig->arena), *answers = NULL, *problems = NULL;
		char *html;
		value_set_text(&rig->arena, typed, "capital", rows[i].typed);
		assert_false(judge(&rig->arena, &asked, NULL, typed, &answers, &problems));
		html = render(rig, "form_fields", LANG_JA, shown(rig, &asked, LANG_JA, typed, problems));
		assert_non_null(strstr(html, rows[i].words));
		assert_non_null(strstr(html, ">万円<"));
	}
}

/* Every kind and every problem has its words, so no reader meets a hole. */
static void hosts_are_asked_and_shown_again_one_a_line(void **state)
{
	static struct question hosts = {
		.id = "targets", .kind = QUESTION_HOSTS, .label = {"対象", "Targets"}, .required = true};
	const struct edition_form asked = {.id = "asked", .questions = &hosts, .question_count = 1};
	struct rig *rig = *state;
	struct value *context, *given = value_map(&rig->arena), *list = value_list(&rig->arena);

	value_add(&rig->arena, list, value_text(&rig->arena, "www.example.jp"));
	value_add(&rig->arena, list, value_text(&rig->arena, "192.0.2.1"));
	value_set(&rig->arena, given, "targets", list);
	context = shown(rig, &asked, LANG_JA, given, NULL);
	assert_non_null(
		strstr(render(rig, "form_fields", LANG_JA, context), ">\nwww.example.jp\n192.0.2.1</textarea>"));
}

static void every_kind_of_question_is_asked_with_one_control(void **state)
{
	static const char *const controls[] = {"is_line", "is_lines", "is_select", "is_agree", "is_group"};
	struct rig *rig = *state;

	for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
		struct question one = {.id = "one", .kind = (enum question_kind)kind, .label = {"問い", "Question"}};
		const struct edition_form asked = {.id = "asked", .questions = &one, .question_count = 1};
		const struct value *fields = value_get(shown(rig, &asked, LANG_JA, NULL, NULL), "fields");
		int count = 0;
		for (size_t i = 0; i < COUNT(controls); i++)
			count += value_get_bool(value_at(fields, 0), controls[i]);
		assert_int_equal(count, 1);
	}
}

/* One tick for two statements: nobody ticks seven boxes one by one, and each is still an answer of its own. */
static void one_tick_answers_all_statements_of_its_group(void **state)
{
	static struct question pledges[] = {
		{.id = "taxes",
		 .kind = QUESTION_AGREE,
		 .label = {"税", "Taxes"},
		 .required = true,
		 .group = "pledges",
		 .group_label = {"すべて", "All"}},
		{.id = "law",
		 .kind = QUESTION_AGREE,
		 .label = {"法", "Law"},
		 .required = true,
		 .group = "pledges",
		 .group_label = {"すべて", "All"}},
	};
	static const struct edition_form page = {.id = "page", .questions = pledges, .question_count = 2};
	struct rig *rig = *state;
	struct value *typed = value_map(&rig->arena), *answers, *problems, *shown;
	const struct value *spread;

	assert_false(judge(&rig->arena, &page, NULL, typed, &answers, &problems));
	shown = form_value(&rig->arena, &page, LANG_EN, NULL, typed, problems);
	form_show(&rig->arena, shown);
	assert_int_equal(value_count(value_get(shown, "fields")), 1);
	assert_int_equal(value_count(value_get(shown, "problems")), 1);
	assert_non_null(strstr(render(rig, "form_fields", LANG_EN, shown), "<li>Law</li>"));
	value_set_text(&rig->arena, typed, "pledges", "yes");
	spread = answers_spread(&rig->arena, pledges, 2, typed);
	assert_true(judge(&rig->arena, &page, NULL, spread, &answers, &problems));
	assert_true(value_get_bool(answers, "taxes") && value_get_bool(answers, "law"));
	shown = form_value(&rig->arena, &page, LANG_EN, NULL, answers, NULL);
	assert_true(value_get_bool(value_at(value_get(shown, "fields"), 0), "agreed"));
}

static void what_is_missing_is_asked_for_in_one_sentence_that_names_it(void **state)
{
	static struct question_option yes = {.id = "yes", .label = {"はい", "Yes"}};
	static struct question asked[] = {
		{.id = "course", .kind = QUESTION_CHOICE, .label = {"希望するコース", "Course"}, .required = true},
		{.id = "region", .kind = QUESTION_SELECT, .label = {"都道府県", "Prefecture"}, .required = true},
		{.id = "who", .kind = QUESTION_CHOICE, .label = {"だれが見ていますか。", "Who?"}, .required = true},
		{.id = "first", .kind = QUESTION_CHOICE, .label = {"はじめの診断", "First"}, .required = true},
	};
	static const struct edition_form page = {
		.id = "page", .title = {"題", "title"}, .questions = asked, .question_count = COUNT(asked)};
	static const char *const sentences[] = {
		"<a href=\"#course\">希望するコースを選んでください。</a>",
		"<a href=\"#region\">都道府県を選んでください。</a>",
		"<a href=\"#who\">「だれが見ていますか。」にお答えください。</a>",
		"<a href=\"#first\">許可するかどうかを選んでください。</a>",
	};
	struct rig *rig = *state;
	struct value *typed = value_map(&rig->arena), *answers, *problems, *shown;
	const char *html;

	for (size_t i = 0; i < COUNT(asked); i++) {
		asked[i].options = &yes;
		asked[i].option_count = 1;
	}
	asked[3].missing = (struct lang_text){"許可するかどうかを選んでください。", "Permit it or not."};
	assert_false(judge(&rig->arena, &page, NULL, typed, &answers, &problems));
	shown = form_value(&rig->arena, &page, LANG_JA, NULL, typed, problems);
	form_show(&rig->arena, shown);
	value_set_bool(&rig->arena, shown, "has_problems", true);
	html = render(rig, "error_summary", LANG_JA, shown);
	for (size_t i = 0; i < COUNT(sentences); i++)
		if (!strstr(html, sentences[i]))
			fail_msg("%s is not in %s", sentences[i], html);
}

static void every_problem_has_words(void **state)
{
	struct rig *rig = *state;

	for (int p = QUESTION_PROBLEM_MISSING; p < QUESTION_PROBLEM_COUNT; p++) {
		const char *key =
			arena_printf(&rig->arena, "form.problem.%s", question_problem_name((enum question_problem)p));

		assert_non_null(texts_find(rig->texts, LANG_JA, str_from(key)));
		assert_non_null(texts_find(rig->texts, LANG_EN, str_from(key)));
	}
}

int test_form(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_form_lists_what_is_missing_in_order),
		cmocka_unit_test(what_is_not_asked_is_dropped_whatever_was_sent),
		cmocka_unit_test(an_earlier_page_decides_what_this_page_asks),
		cmocka_unit_test(a_wrong_form_is_shown_again_with_its_values_and_errors),
		cmocka_unit_test(the_summary_links_to_each_wrong_field),
		cmocka_unit_test(stored_answers_fill_a_form_as_typed_ones_do),
		cmocka_unit_test(a_refused_number_says_what_is_wrong_with_an_example_and_the_limits),
		cmocka_unit_test(hosts_are_asked_and_shown_again_one_a_line),
		cmocka_unit_test(every_kind_of_question_is_asked_with_one_control),
		cmocka_unit_test(one_tick_answers_all_statements_of_its_group),
		cmocka_unit_test(what_is_missing_is_asked_for_in_one_sentence_that_names_it),
		cmocka_unit_test(every_problem_has_words),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
