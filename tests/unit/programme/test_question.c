/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "programme/answers.h"
#include "test.h"

static struct question_option options[] = {
	{.id = "company"},
	{.id = "sole_proprietor"},
};

static struct question question_of(enum question_kind kind)
{
	return (struct question){
		.id = "q",
		.kind = kind,
		.required = true,
		.chars_max = 20,
		.number_max = 1000000,
		.unit = {"人", "people"},
		.options = options,
		.option_count = 2,
	};
}

/* Judges one text; the answer as it is stored, numbers in decimal, lists joined by '|', or "!problem". */
static const char *judge(struct arena *arena, enum question_kind kind, struct str typed)
{
	struct question question = question_of(kind);
	struct value *answer = NULL;
	enum question_problem problem = question_judge(arena, &question, value_str(arena, typed), &answer);
	const char *joined = "";

	if (problem)
		return arena_printf(arena, "!%s", question_problem_name(problem));
	if (answer->kind == VALUE_INT)
		return arena_printf(arena, "%lld", (long long)answer->integer);
	if (answer->kind == VALUE_BOOL)
		return answer->boolean ? "true" : "false";
	for (size_t i = 0; i < value_count(answer); i++)
		joined = arena_printf(arena, "%s%s%s", joined, i ? "|" : "", value_at(answer, i)->text.p);
	return answer->kind == VALUE_LIST ? joined : answer->text.p;
}

struct row {
	enum question_kind kind;
	const char *typed, *expected;
};

static void assert_rows(const struct row *rows, size_t count)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		const char *got = judge(&arena, rows[i].kind, str_from(rows[i].typed));
		if (strcmp(got, rows[i].expected) != 0)
			fail_msg("%s \"%s\" gave \"%s\", expected \"%s\"", question_kind_name(rows[i].kind),
				 rows[i].typed, got, rows[i].expected);
	}
}
#define ASSERT_ROWS(rows) assert_rows(rows, COUNT(rows))

static void a_text_is_kept_as_typed_but_for_its_ends(void **state)
{
	static const struct row rows[] = {
		{QUESTION_TEXT, "  ㈱髙﨑 商店　", "㈱髙﨑 商店"},
		{QUESTION_TEXT, "神", "神"},
		{QUESTION_TEXT, "　 ", "!missing"},
		{QUESTION_TEXT, "あいうえおかきくけこさしすせそたちつてと", "あいうえおかきくけこさしすせそたちつてと"},
		{QUESTION_TEXT, "あいうえおかきくけこさしすせそたちつてとな", "!too_long"},
		{QUESTION_TEXT, "a\nb", "!has_lines"},
		{QUESTION_TEXT, "a\u2028b", "!has_lines"},
		{QUESTION_LONG_TEXT, "a\r\nb\rc\u2028d\n", "a\nb\nc\nd"},
		{QUESTION_TEXT, "a\x07z", "!not_utf8"},
	};

	ASSERT_ROWS(rows);
}

static void a_nul_inside_is_refused(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(judge(&arena, QUESTION_TEXT, str_of("a\0b", 3)), "!not_utf8");
}

static void readings_become_full_width_katakana(void **state)
{
	static const struct row rows[] = {
		{QUESTION_KANA, "たかさき しょうてん", "タカサキ ショウテン"},
		{QUESTION_KANA, "ﾊﾟﾝﾀﾞ", "パンダ"},
		{QUESTION_KANA, "高崎", "!not_kana"},
		{QUESTION_KANA, "ジョン＝スミス", "ジョン＝スミス"},
	};

	ASSERT_ROWS(rows);
}

static void a_number_may_be_typed_the_japanese_way(void **state)
{
	static const struct row rows[] = {
		{QUESTION_NUMBER, "１０，０００", "10000"},
		{QUESTION_NUMBER, "0", "0"},
		{QUESTION_NUMBER, "1000000", "1000000"},
		{QUESTION_NUMBER, "1000001", "!out_of_range"},
		{QUESTION_NUMBER, "99999999999999999999", "!out_of_range"},
		{QUESTION_NUMBER, "1.5", "!number_fraction"},
		{QUESTION_NUMBER, "20名", "20"},
		{QUESTION_NUMBER, "８ 人", "8"},
		{QUESTION_NUMBER, "\u200b20\u00a0", "20"},
		{QUESTION_NUMBER, "20円", "!not_number"},
		{QUESTION_NUMBER, "約20", "!not_number"},
		{QUESTION_NUMBER, "万", "!not_number"},
		{QUESTION_NUMBER, "1e3", "!not_number"},
	};

	ASSERT_ROWS(rows);
}

static void a_number_that_could_be_another_is_refused_with_its_reason(void **state)
{
	static const struct row rows[] = {
		{QUESTION_NUMBER, "-300", "!number_signed"},   {QUESTION_NUMBER, "−3", "!number_signed"},
		{QUESTION_NUMBER, "10ー20", "!two_numbers"},   {QUESTION_NUMBER, "10〜20", "!two_numbers"},
		{QUESTION_NUMBER, "2024-10", "!two_numbers"},  {QUESTION_NUMBER, "10 20", "!two_numbers"},
		{QUESTION_NUMBER, "5-", "!two_numbers"},       {QUESTION_NUMBER, "1、5", "!number_commas"},
		{QUESTION_NUMBER, "1,5", "!number_commas"},    {QUESTION_NUMBER, "1,0000", "!number_commas"},
		{QUESTION_NUMBER, "1．5", "!number_fraction"}, {QUESTION_NUMBER, "10人20人", "!two_numbers"},
	};

	ASSERT_ROWS(rows);
}

static const char *judge_capital(struct arena *arena, const char *typed)
{
	struct question question = question_of(QUESTION_NUMBER);
	struct value *answer = NULL;
	enum question_problem problem;

	question.number_max = INT64_C(1000000000000);
	question.unit = (struct lang_text){"円", "yen"};
	question.asked_in = (struct question_asked_in){10000, {"万円", "x 10,000 yen"}};
	problem = question_judge(arena, &question, value_text(arena, typed), &answer);
	return problem ? question_problem_name(problem) : arena_printf(arena, "%lld", (long long)answer->integer);
}

static void capital_is_asked_in_ten_thousands_and_stored_in_yen(void **state)
{
	static const struct {
		const char *typed, *stored;
	} rows[] = {
		{"1,000", "10000000"},
		{"300", "3000000"},
		{"0", "0"},
		{"１，０００万円", "10000000"},
		{"300万", "3000000"},
		{"3,000,000円", "3000000"},
		{"￥3,000,000", "3000000"},
		{"1億2,000万円", "120000000"},
		{"5,000千円", "5000000"},
		{"3千", "30000000"},
		{"3千万", "30000000"},
		{"3,000,500円", "3000500"},
		{"1億2千", "not_number"},
		{"2億人", "not_number"},
		{"100,000,001", "out_of_range"},
		{"-300", "number_signed"},
		{"5,1", "number_commas"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(judge_capital(&arena, rows[i].typed), rows[i].stored);
}

static void what_nobody_sees_neither_spoils_nor_makes_an_answer(void **state)
{
	static const struct row rows[] = {
		{QUESTION_TEXT, "\u200b", "!missing"},
		{QUESTION_TEXT, "\u2800\u3164", "!missing"},
		{QUESTION_TEXT, "\u00a0\u00ad", "!missing"},
		{QUESTION_TEXT, "\ufeff\u180e", "!missing"},
		{QUESTION_TEXT, "\U000e0020\u200d", "!missing"},
		{QUESTION_TEXT, "\u202e点\u00ad検\u202c", "点検"},
		{QUESTION_TEXT, "葛\U000e0100", "葛\U000e0100"},
		{QUESTION_MAIL, "taro@example.jp\u200b", "taro@example.jp"},
		{QUESTION_MAIL, "taro@example.jp\u00a0", "taro@example.jp"},
		{QUESTION_MAIL, "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"},
		{QUESTION_PHONE, "\u200b0312345678", "0312345678"},
		{QUESTION_PHONE, "\u202a03-1234-5678\u202c", "03-1234-5678"},
		{QUESTION_KANA, "タナカ\u00a0タロウ", "タナカ タロウ"},
		{QUESTION_KANA, "タナカ\u2003タロウ", "タナカ タロウ"},
		{QUESTION_HOSTS, "\u200bwww.a.jp\u00a0", "www.a.jp"},
		{QUESTION_URL, "\ufeffｗｗｗ.a.jp", "www.a.jp"},
		{QUESTION_CORPORATE_NUMBER, "Ｔ7000012050002\u200e", "7000012050002"},
	};

	ASSERT_ROWS(rows);
}

static void a_line_break_counts_once_and_what_nobody_sees_not_at_all(void **state)
{
	struct question question = question_of(QUESTION_LONG_TEXT);
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(question_chars(&arena, &question, STR(" あ\r\nい\u200b\r\n")), 3);
	assert_string_equal(judge(&arena, QUESTION_LONG_TEXT, STR("a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\ni\r\njk")),
			    "a\nb\nc\nd\ne\nf\ng\nh\ni\njk"); /* 20 characters, 29 with each CR */
}

static void a_choice_is_one_of_its_options(void **state)
{
	static const struct row rows[] = {
		{QUESTION_CHOICE, "company", "company"},
		{QUESTION_CHOICE, "Company", "!not_an_option"},
		{QUESTION_SELECT, "", "!missing"},
		{QUESTION_CHOICES, "company", "company"},
		{QUESTION_CHOICES, "none", "!not_an_option"},
		{QUESTION_AGREE, "yes", "true"},
		{QUESTION_AGREE, "no", "!not_an_option"},
	};

	ASSERT_ROWS(rows);
}

static void mail_addresses_are_taken_as_people_have_them(void **state)
{
	static const struct row rows[] = {
		{QUESTION_MAIL, "Taro+x@Example.JP", "Taro+x@example.jp"},
		{QUESTION_MAIL, "a..b.@docomo.ne.jp", "a..b.@docomo.ne.jp"},
		{QUESTION_MAIL, "taro@example", "!not_mail"},
		{QUESTION_MAIL, "@example.jp", "!not_mail"},
		{QUESTION_MAIL, "a@b@c.jp", "!not_mail"},
		{QUESTION_MAIL, "a b@c.jp", "!not_mail"},
		{QUESTION_MAIL, "a@.c.jp", "!mail_domain"},
		{QUESTION_MAIL, "<a@c.jp>", "!not_mail"},
		{QUESTION_MAIL, "taro", "!not_mail"},
		{QUESTION_MAIL, "taro@", "!mail_domain"},
		{QUESTION_MAIL, "taro@example.jp.", "!mail_domain"},
		{QUESTION_MAIL, "taro@example..jp", "!mail_domain"},
		{QUESTION_MAIL, "-taro@example.jp", "!mail_dash"},
		{QUESTION_MAIL, "taro@exa_mple.jp", "!mail_domain"},
		{QUESTION_MAIL, "taro@例え.jp", "!mail_domain"},
		{QUESTION_MAIL, "a\x7fz@c.jp", "!not_utf8"},
		{QUESTION_MAIL, "太郎@c.jp", "!not_mail"},
		{QUESTION_MAIL, "A!~@AZ.JP", "A!~@az.jp"},
	};

	ASSERT_ROWS(rows);
}

static void phones_and_postal_codes_have_their_digits(void **state)
{
	static const struct row rows[] = {
		{QUESTION_PHONE, "03-1234-5678", "03-1234-5678"},
		{QUESTION_PHONE, "０９０－１２３４－５６７８", "090-1234-5678"},
		{QUESTION_PHONE, "０３ー１２３４ー５６７８", "03-1234-5678"},
		{QUESTION_PHONE, "+81-3-1234-5678", "+81-3-1234-5678"},
		{QUESTION_PHONE, "＋８１ 90 1234 5678", "+81 90 1234 5678"},
		{QUESTION_PHONE, "+81 (0)3-1234-5678", "+81 (0)3-1234-5678"},
		{QUESTION_PHONE, "+81-3-1234-567", "!not_phone"},
		{QUESTION_PHONE, "+82-3-1234-5678", "!not_phone"},
		{QUESTION_PHONE, "03-1234-5678 内線12", "!not_phone"},
		{QUESTION_PHONE, "(03)1234 5678", "(03)1234 5678"},
		{QUESTION_PHONE, "090-1234-567", "!not_phone"},
		{QUESTION_PHONE, "03-1234-56789", "!not_phone"},
		{QUESTION_PHONE, "13-1234-5678", "!not_phone"},
		{QUESTION_PHONE, "03-1234-567x", "!not_phone"},
		{QUESTION_PHONE, "-", "!not_phone"},
		{QUESTION_PHONE, "050-1234-5678", "050-1234-5678"},
		{QUESTION_PHONE, "070-1234-5678", "070-1234-5678"},
		{QUESTION_PHONE, "080-1234-5678", "080-1234-5678"},
		{QUESTION_PHONE, "050-123-4567", "!not_phone"},
		{QUESTION_PHONE, "060-1234-5678", "060-1234-5678"},
		{QUESTION_PHONE, "060-123-4567", "!not_phone"},
		{QUESTION_POSTAL_CODE, "〒 163-8001", "163-8001"},
		{QUESTION_POSTAL_CODE, "163-80011", "!not_postal_code"},
		{QUESTION_POSTAL_CODE, "〒１６３－８００１", "163-8001"},
		{QUESTION_POSTAL_CODE, "1638001", "163-8001"},
		{QUESTION_POSTAL_CODE, "163-800", "!not_postal_code"},
	};

	ASSERT_ROWS(rows);
}

static void corporate_numbers_are_checked_and_may_stand_behind_a_t(void **state)
{
	static const struct row rows[] = {
		{QUESTION_CORPORATE_NUMBER, "8000020130001", "8000020130001"},
		{QUESTION_CORPORATE_NUMBER, "T8000020130001", "8000020130001"},
		{QUESTION_CORPORATE_NUMBER, "8-0000-2013-0001", "8000020130001"},
		{QUESTION_CORPORATE_NUMBER, "8000020130002", "!not_corporate_number"},
		{QUESTION_CORPORATE_NUMBER, "800002013000", "!not_corporate_number"},
		{QUESTION_CORPORATE_NUMBER, "t8000020130001", "8000020130001"},
		{QUESTION_CORPORATE_NUMBER, "TT8000020130001", "!not_corporate_number"},
	};

	ASSERT_ROWS(rows);
}

static void urls_and_hosts_are_cut_to_what_is_meant(void **state)
{
	static const struct row rows[] = {
		{QUESTION_URL, "https://a.jp/x?y", "https://a.jp/x?y"},
		{QUESTION_URL, "www.a.jp", "www.a.jp"},
		{QUESTION_URL, "ftp:", "!not_url"},
		{QUESTION_URL, "a.jp\"onload", "!not_url"},
		{QUESTION_HOSTS, "https://a.jp/x", "a.jp"},
		{QUESTION_HOSTS, "a.jp/x\r\n\n b.jp:80", "a.jp|b.jp"},
		{QUESTION_HOSTS, "[2001:db8::1]\n::1", "2001:db8::1|::1"},
		{QUESTION_HOSTS, "https://", "!not_hosts"},
		{QUESTION_HOSTS, "a.jp b.jp", "!not_hosts"},
		{QUESTION_HOSTS, "-x.jp", "!not_hosts"},
		{QUESTION_HOSTS, "localhost", "!not_hosts"},
		{QUESTION_URL, "http://a.jp", "http://a.jp"},
		{QUESTION_URL, "a.jp", "a.jp"},
		{QUESTION_URL, "a.j", "!not_url"},
		{QUESTION_URL, "https://.a.jp/", "!not_url"},
		{QUESTION_URL, "https://a.jp./", "!not_url"},
		{QUESTION_URL, "https://ajp/x.y", "!not_url"},
		{QUESTION_URL, "a.jp/<b", "!not_url"},
		{QUESTION_URL, "a.jp/>b", "!not_url"},
		{QUESTION_URL, "a.jp/ b", "!not_url"},
		{QUESTION_HOSTS, "a.b", "a.b"},
		{QUESTION_HOSTS, "Az09-zA.jp", "Az09-zA.jp"},
		{QUESTION_HOSTS, ".jp.jp", "!not_hosts"},
		{QUESTION_HOSTS, "a_b.jp", "!not_hosts"},
		{QUESTION_HOSTS, "例え.jp", "xn--r8jz45g.jp"},
		{QUESTION_HOSTS, "https：／／例え．ｊｐ／x", "xn--r8jz45g.jp"},
		{QUESTION_HOSTS, "a.jp、b.jp,c.jp，d.jp", "a.jp|b.jp|c.jp|d.jp"},
		{QUESTION_HOSTS, "a.", "!not_hosts"},
	};

	ASSERT_ROWS(rows);
}

static void hosts_are_bounded_in_number(void **state)
{
	struct question question = question_of(QUESTION_HOSTS);
	struct value *answer = NULL;
	const char *typed = "";
	ARENA_SCOPED arena;

	arena_init(&arena);
	question.chars_max = 0;
	for (int i = 0; i < QUESTION_HOSTS_MAX; i++)
		typed = arena_printf(&arena, "%sh%d.jp\n", typed, i);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, typed), &answer), QUESTION_PROBLEM_NONE);
	assert_int_equal(value_count(answer), QUESTION_HOSTS_MAX);
	typed = arena_printf(&arena, "%sone.more.jp", typed);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, typed), &answer),
			 QUESTION_PROBLEM_NOT_HOSTS);
}

static enum question_problem judge_mail_of(const struct question *question, const char *typed)
{
	struct value *answer = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return question_judge(&arena, question, value_text(&arena, typed), &answer);
}

/* RFC 5321, section 4.5.3.1: 64 octets before the @, 254 in all. */
static void a_mail_address_is_as_long_as_mail_can_carry(void **state)
{
	struct question question = question_of(QUESTION_MAIL);
	const char *domain = "";
	ARENA_SCOPED arena;

	arena_init(&arena);
	question.chars_max = 0;
	for (int i = 0; i < 3; i++)
		domain = arena_printf(&arena, "%sa.%060d", domain, 0); /* labels of 62 bytes and of one */
	assert_int_equal(judge_mail_of(&question, arena_printf(&arena, "%064d@%s.jp", 0, domain)),
			 QUESTION_PROBLEM_NONE);
	assert_int_equal(judge_mail_of(&question, arena_printf(&arena, "%064d@%s.jpn", 0, domain)),
			 QUESTION_PROBLEM_NOT_MAIL);
	assert_int_equal(judge_mail_of(&question, arena_printf(&arena, "%065d@a.jp", 0)), QUESTION_PROBLEM_NOT_MAIL);
}

static void several_choices_are_kept_in_their_order(void **state)
{
	struct question question = question_of(QUESTION_CHOICES);
	struct value *typed, *answer = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	typed = value_list(&arena);
	value_add(&arena, typed, value_text(&arena, "sole_proprietor"));
	value_add(&arena, typed, value_text(&arena, "company"));
	assert_int_equal(question_judge(&arena, &question, typed, &answer), QUESTION_PROBLEM_NONE);
	assert_int_equal(value_count(answer), 2);
	assert_string_equal(value_at(answer, 1)->text.p, "company");
	value_add(&arena, typed, value_text(&arena, "other"));
	assert_int_equal(question_judge(&arena, &question, typed, &answer), QUESTION_PROBLEM_NOT_AN_OPTION);
	assert_int_equal(question_judge(&arena, &question, value_list(&arena), &answer), QUESTION_PROBLEM_MISSING);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, ""), &answer), QUESTION_PROBLEM_MISSING);
}

static void a_number_lies_between_its_bounds_which_are_included(void **state)
{
	struct question question = question_of(QUESTION_NUMBER);
	struct value *answer = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	question.number_min = 1;
	question.number_max = 300;
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, "0"), &answer),
			 QUESTION_PROBLEM_OUT_OF_RANGE);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, "1"), &answer), QUESTION_PROBLEM_NONE);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, "300"), &answer), QUESTION_PROBLEM_NONE);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, "301"), &answer),
			 QUESTION_PROBLEM_OUT_OF_RANGE);
}

static void an_optional_question_may_stay_empty(void **state)
{
	struct question question = question_of(QUESTION_PHONE);
	struct value *answer = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	question.required = false;
	assert_int_equal(question_judge(&arena, &question, NULL, &answer), QUESTION_PROBLEM_NONE);
	assert_int_equal(answer->kind, VALUE_NULL);
	assert_int_equal(question_judge(&arena, &question, value_text(&arena, " "), &answer), QUESTION_PROBLEM_NONE);
	question.required = true;
	assert_int_equal(question_judge(&arena, &question, NULL, &answer), QUESTION_PROBLEM_MISSING);
	assert_int_equal(question_judge(&arena, &question, value_list(&arena), &answer),
			 QUESTION_PROBLEM_NOT_AN_OPTION);
}

static void every_kind_and_problem_has_a_name(void **state)
{
	enum question_kind found;

	for (int kind = QUESTION_TEXT; kind <= QUESTION_HOSTS; kind++) {
		assert_true(question_kind_parse(str_from(question_kind_name(kind)), &found));
		assert_int_equal(found, kind);
	}
	assert_false(question_kind_parse(STR("password"), &found));
	for (int problem = QUESTION_PROBLEM_NONE; problem < QUESTION_PROBLEM_COUNT; problem++)
		assert_non_null(question_problem_name(problem));
}

static void what_is_not_asked_is_dropped(void **state)
{
	const char *const values[] = {"company"};
	struct question form[] = {question_of(QUESTION_CHOICE), question_of(QUESTION_NUMBER)};
	struct value *typed, *answers = NULL, *problems = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	form[0].id = "organisation";
	form[1].id = "capital";
	form[1].condition = (struct question_condition){"organisation", (const char **)values, 1};
	typed = value_map(&arena);
	value_set_text(&arena, typed, "organisation", "sole_proprietor");
	value_set_text(&arena, typed, "capital", "nonsense");
	answers_judge(&arena, form, 2, typed, NULL, &answers, &problems);
	assert_int_equal(value_count(problems), 0);
	assert_int_equal(value_count(answers), 1);
	value_set_text(&arena, typed, "organisation", "company");
	answers_judge(&arena, form, 2, typed, NULL, &answers, &problems);
	assert_string_equal(value_get_text(problems, "capital"), "not_number");
}

int test_question(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_kept_as_typed_but_for_its_ends),
		cmocka_unit_test(a_nul_inside_is_refused),
		cmocka_unit_test(readings_become_full_width_katakana),
		cmocka_unit_test(a_number_may_be_typed_the_japanese_way),
		cmocka_unit_test(a_number_that_could_be_another_is_refused_with_its_reason),
		cmocka_unit_test(capital_is_asked_in_ten_thousands_and_stored_in_yen),
		cmocka_unit_test(what_nobody_sees_neither_spoils_nor_makes_an_answer),
		cmocka_unit_test(a_line_break_counts_once_and_what_nobody_sees_not_at_all),
		cmocka_unit_test(a_choice_is_one_of_its_options),
		cmocka_unit_test(mail_addresses_are_taken_as_people_have_them),
		cmocka_unit_test(phones_and_postal_codes_have_their_digits),
		cmocka_unit_test(corporate_numbers_are_checked_and_may_stand_behind_a_t),
		cmocka_unit_test(urls_and_hosts_are_cut_to_what_is_meant),
		cmocka_unit_test(hosts_are_bounded_in_number),
		cmocka_unit_test(a_mail_address_is_as_long_as_mail_can_carry),
		cmocka_unit_test(several_choices_are_kept_in_their_order),
		cmocka_unit_test(a_number_lies_between_its_bounds_which_are_included),
		cmocka_unit_test(an_optional_question_may_stay_empty),
		cmocka_unit_test(every_kind_and_problem_has_a_name),
		cmocka_unit_test(what_is_not_asked_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
