/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "calendar/day.h"
#include "codec/template.h"
#include "programme/window.h"
#include "unit/programme/edition_file.h"

static int load(void **state)
{
	*state = edition_file_load();
	return 0;
}

static int unload(void **state)
{
	edition_free(*state);
	return 0;
}

/* --- what the call says --- */

static void the_courses_have_their_places_and_visits(void **state)
{
	const struct edition *edition = *state;

	assert_int_equal(edition->course_count, 2);
	assert_int_equal(edition_course(edition, STR("one"))->places, 45);
	assert_int_equal(edition_course(edition, STR("one"))->visits, 1);
	assert_int_equal(edition_course(edition, STR("three"))->places, 5);
	assert_int_equal(edition_course(edition, STR("three"))->visits, 3);
	for (size_t i = 0; i < edition->course_count; i++)
		assert_int_equal(edition->courses[i].step_count, edition->courses[i].visits);
	assert_null(edition_course(edition, STR("two")));
}

static void the_reception_opens_and_closes_at_midnight_in_japan(void **state)
{
	const struct edition *edition = *state;

	assert_int_equal(edition->opens_ms, INT64_C(1748444400000));  /* 2025-05-29T00:00:00+09:00 */
	assert_int_equal(edition->closes_ms, INT64_C(1751295600000)); /* 2025-07-01T00:00:00+09:00 */
	assert_int_equal(window_at(edition, edition->opens_ms - 1), WINDOW_BEFORE);
	assert_int_equal(window_at(edition, edition->opens_ms), WINDOW_OPEN);
	assert_int_equal(window_at(edition, edition->closes_ms - 1), WINDOW_OPEN);
	assert_int_equal(window_at(edition, edition->closes_ms), WINDOW_AFTER);
}

static void the_classes_are_those_of_the_law(void **state)
{
	static const struct {
		const char *id;
		int64_t capital, employees;
	} law[] = {
		{"manufacturing_and_other", 300000000, 300},
		{"wholesale", 100000000, 100},
		{"service", 50000000, 100},
		{"retail", 50000000, 50},
	};
	const struct edition *edition = *state;

	assert_int_equal(edition->class_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(edition->classes[i].id, law[i].id);
		assert_int_equal(edition->classes[i].capital_max_yen, law[i].capital);
		assert_int_equal(edition->classes[i].employees_max, law[i].employees);
	}
}

static void an_industry_leads_to_its_class(void **state)
{
	static const char *const rows[][2] = {
		{"information_services", "service"},
		{"internet_services", "manufacturing_and_other"},
		{"publishing", "manufacturing_and_other"},
		{"media_production", "service"},
		{"car_parks", "service"},
		{"real_estate", "manufacturing_and_other"},
		{"travel", "manufacturing_and_other"},
		{"personal_services", "service"},
		{"restaurants", "retail"},
		{"accommodation", "service"},
		{"rental", "service"},
		{"telecommunications", "manufacturing_and_other"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(edition_class_of(*state, str_from(rows[i][0]))->id, rows[i][1]);
	assert_null(edition_class_of(*state, STR("piracy")));
}

static void the_seven_pledges_are_asked_on_the_last_page(void **state)
{
	const struct edition *edition = *state;
	const struct edition_form *last = &edition->application[edition->application_count - 1];

	assert_int_equal(edition->pledge_count, 7);
	assert_int_equal(last->question_count, 2 + edition->pledge_count + edition->consent_count);
	for (size_t i = 0; i < edition->pledge_count; i++) {
		const struct question *question = edition_question(edition, edition->pledges[i].id);
		assert_non_null(question);
		assert_int_equal(question->kind, QUESTION_AGREE);
		assert_true(question->required && edition->pledges[i].required);
	}
	assert_false(edition_question(edition, "consent_hearing")->required);
}

static void the_office_is_closed_at_the_turn_of_the_year(void **state)
{
	const struct edition *edition = *state;
	int64_t day = 0;

	assert_true(day_parse(STR("2025-12-26"), &day));
	day = business_day_after(day, 1, edition->closed_days, edition->closed_day_count);
	assert_int_equal(day_to_civil(day).month, 1);
	assert_int_equal(day_to_civil(day).day, 5);
}

static void the_questionnaire_scores_what_is_done(void **state)
{
	const struct edition_form *form = &((const struct edition *)*state)->questionnaire;
	size_t scored = 0;

	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		if (!question->topic)
			continue;
		scored++;
		assert_int_equal(question->option_count, 4);
		assert_int_equal(question->options[0].score, 4);
		assert_int_equal(question->options[1].score, 2);
		assert_int_equal(question->options[2].score, 0);
		assert_int_equal(question->options[3].score, -1);
	}
	assert_int_equal(scored, 8);
}

static void the_hash_names_the_very_file(void **state)
{
	const struct edition *shipped = *state;
	struct edition *other = NULL;
	char *bytes = edition_file_bytes();
	struct fault why;

	assert_int_equal(strlen(shipped->hash), 64);
	strcat(bytes, "# one more line\n");
	assert_int_equal(edition_parse(str_from(bytes), "f", &other, &why), ERR_OK);
	assert_string_not_equal(shipped->hash, other->hash);
	edition_free(other);
	free(bytes);
}

/* --- its mails --- */

static const char *const known[] = {"short_name", "edition_name", "receipt", "company", "contact_name", "course",
				    "visits",     "link",         "due",     "today",   "reason"};
static const char *const known_of_contact[] = {"name", "hours", "phone", "mail", "url"};

/* Every variable that a mail may use, its value being its own name in angle brackets. */
static struct value *every_variable(struct arena *arena)
{
	struct value *map = value_map(arena), *contact = value_map(arena);

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		value_set_text(arena, map, known[i], arena_printf(arena, "<%s>", known[i]));
	for (size_t i = 0; i < sizeof(known_of_contact) / sizeof(known_of_contact[0]); i++)
		value_set_text(arena, contact, known_of_contact[i], arena_printf(arena, "<%s>", known_of_contact[i]));
	value_set(arena, map, "contact", contact);
	return map;
}

static const char *filled(struct arena *arena, struct lang_text text, enum lang lang)
{
	struct template *template = NULL;
	struct fault why = {0};
	const char *result;
	BUF_SCOPED out;

	buf_init(&out, 65536);
	if (template_compile(arena, "mail", str_from(lang_pick(text, lang)), &template, &why) ||
	    template_render(template, NULL, TEMPLATE_PLAIN, lang, every_variable(arena), &out, &why))
		fail_msg("%s", why.text);
	result = arena_strdup(arena, buf_text(&out));
	return result;
}

static bool is_known_variable(struct str name)
{
	bool is_of_contact = str_starts(name, "contact.");
	struct str rest = is_of_contact ? str_skip(name, 8) : name;
	const char *const *names = is_of_contact ? known_of_contact : known;
	size_t count = is_of_contact ? sizeof(known_of_contact) / sizeof(known_of_contact[0])
				     : sizeof(known) / sizeof(known[0]);

	for (size_t i = 0; i < count; i++)
		if (str_is(rest, names[i]))
			return true;
	return false;
}

static void assert_known_variables(const char *id, const char *text)
{
	struct str rest = str_from(text);

	for (rest = str_skip(rest, str_find(rest, "{{")); rest.n; rest = str_skip(rest, str_find(rest, "{{"))) {
		struct str name = str_trim(str_head(str_skip(rest, 2), str_find(rest, "}}") - 2));
		if (str_starts(name, "#") || str_starts(name, "^") || str_starts(name, "/"))
			name = str_skip(name, 1);
		if (!is_known_variable(name))
			fail_msg("the mail %s names \"%.*s\", which nothing fills", id, (int)name.n, name.p);
		rest = str_skip(rest, 2);
	}
}

static void mails_use_only_variables_that_exist(void **state)
{
	const struct edition *edition = *state;

	for (size_t i = 0; i < edition->message_count; i++) {
		const struct edition_message *message = &edition->messages[i];
		assert_known_variables(message->id, message->subject.ja);
		assert_known_variables(message->id, message->subject.en);
		assert_known_variables(message->id, message->body.ja);
		assert_known_variables(message->id, message->body.en);
	}
}

static void every_mail_says_who_writes_about_what_and_where_to_ask(void **state)
{
	const struct edition *edition = *state;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < edition->message_count; i++)
		for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
			const char *subject = filled(&arena, edition->messages[i].subject, lang);
			const char *body = filled(&arena, edition->messages[i].body, lang);
			assert_non_null(strstr(subject, lang == LANG_JA ? "【<short_name>】" : "[<short_name>]"));
			assert_non_null(strstr(subject, "<receipt>)"));
			assert_non_null(strstr(body, "<company>\n<contact_name>"));
			assert_non_null(strstr(body, "<mail>"));
			assert_non_null(strstr(body, "<hours>"));
			assert_null(strstr(body, "御中"));
		}
}

static void the_receipt_says_that_nothing_is_confirmed(void **state)
{
	const struct edition_message *receipt = edition_message(*state, "receipt");

	assert_non_null(strstr(receipt->body.ja, "まだ参加は確定していません"));
	assert_non_null(strstr(receipt->body.en, "NOT confirmed yet"));
	assert_null(strstr(receipt->body.ja, "{{link}}"));
	assert_non_null(strstr(edition_message(*state, "invitation")->body.ja, "{{link}}"));
	assert_null(edition_message(*state, "advertisement"));
}

/* --- wrong files --- */

static const char *place_of(struct arena *arena, const char *text, size_t offset)
{
	unsigned line = 1, column = 1;

	for (size_t i = 0; i < offset; i++) {
		bool is_character = ((unsigned char)text[i + 1] & 0xc0) != 0x80; /* columns count characters */
		column = text[i] == '\n' ? 1 : column + is_character;
		line += text[i] == '\n';
	}
	return arena_printf(arena, "f.yaml:%u:%u: ", line, column);
}

/* Replaces the first `old` by `new`: the file must be refused with this message at where `at` begins, which is
 * looked for in `new` and, if it is not there, in the whole file. */
static void assert_refused(const char *old, const char *new, const char *at, const char *message)
{
	char *bytes = edition_file_bytes(), *place = strstr(bytes, old);
	struct edition *edition = NULL;
	struct fault why = {0};
	const char *text, *found, *expected;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!place)
		fail_msg("this case does not fit the file any more: %s", old);
	text = arena_printf(&arena, "%.*s%s%s", (int)(place - bytes), bytes, new, place + strlen(old));
	found = strstr(new, at) ? strstr(text + (place - bytes), at) : strstr(text, at);
	free(bytes);
	if (!found)
		fail_msg("this case does not fit the file any more: %s", at);
	expected = arena_printf(&arena, "%s%s", place_of(&arena, text, (size_t)(found - text)), message);
	assert_int_equal(edition_parse(str_from(text), "f.yaml", &edition, &why), ERR_INVALID);
	if (strncmp(why.text, expected, strlen(expected)) != 0)
		fail_msg("\"%s\" does not begin with \"%s\"", why.text, expected);
	assert_null(edition);
}

static void a_wrong_date_or_number_is_refused(void **state)
{
	assert_refused("closes: 2025-06-30", "closes: june", "june",
		       "\"closes\" is the text \"june\", expected a date such as 2025-06-30");
	assert_refused("closes: 2025-06-30", "closes: 2025-06-31", "2025-06-31",
		       "\"closes\" is the text \"2025-06-31\"");
	assert_refused("closes: 2025-06-30", "closes: 2025-05-01", "2025-05-01",
		       "the reception closes before it opens");
	assert_refused("to: \"01-03\"", "to: \"13-03\"", "13-03",
		       "\"to\" is \"13-03\", expected a month and day such as 12-29");
	assert_refused("places: 45", "places: many", "many",
		       "\"places\" is the text \"many\", expected a whole number");
	assert_refused("places: 45", "places: 0", "0", "\"places\" is 0, expected 1 to 100000");
	assert_refused("ports: [21,", "ports: [70000,", "70000", "this is no port, expected a number from 1 to 65535");
	assert_refused("format: 1", "format: 2", "2", "\"format\" is 2, expected 1 to 1");
	assert_refused("        max: 1000000", "        min: 9\n        max: 8", "9",
		       "\"min\" is greater than \"max\"");
}

static void an_unknown_or_missing_key_is_refused(void **state)
{
	assert_refused("fiscal_year: 2025", "fiscal_yaer: 2025", "2025",
		       "\"fiscal_yaer\" is not known here; did you mean \"fiscal_year\"?");
	assert_refused("    places: 45\n", "", "id: one\n", "\"places\" is missing here, expected a whole number");
	assert_refused("    visits: 1\n", "    visits: 1\n    visits: 2\n", "visits: 2", "this key stands here twice");
}

static void a_text_needs_both_languages(void **state)
{
	assert_refused("organiser: {ja: \"東京都\", en: \"Tokyo Metropolitan Government\"}",
		       "organiser: {ja: \"東京都\"}", "{ja", "\"en\" is missing here, expected a text");
	assert_refused("short_name: {ja: \"セキュリティ対策点検\", en: \"Security Check-up\"}",
		       "short_name: {ja: \"セキュリティ対策点検\", en: \"\"}", "\"}", "the English text is empty");
	assert_refused("organiser: {ja: \"東京都\", en: \"Tokyo Metropolitan Government\"}", "organiser: Tokyo",
		       "Tokyo", "found a text, expected a map with \"ja\"");
}

static void ids_stand_once(void **state)
{
	assert_refused("  - id: three", "  - id: one", "one", "the id \"one\" stands twice in this list");
	assert_refused("  - id: three", "  - id: Three", "Three", "\"Three\" is no id");
	assert_refused("- {id: retail, jsic", "- {id: wholesale, jsic", "wholesale",
		       "the industry \"wholesale\" stands in another class already");
	assert_refused("- id: company_kana", "- id: company_name", "id: company_name",
		       "the question \"company_name\" stands twice");
	assert_refused("{id: sole_proprietor, ja", "{id: company, ja", "{id: company",
		       "the option \"company\" stands twice");
}

static void a_form_that_cannot_be_answered_is_refused(void **state)
{
	assert_refused("kind: kana", "kind: katakana", "katakana", "\"katakana\" is no kind of question");
	assert_refused("options_from: courses", "options_from: dishes", "dishes",
		       "\"dishes\" gives no options, expected courses or industries");
	assert_refused("- id: course\n        kind: choice", "- id: course\n        kind: text", "id: course",
		       "the question \"course\" has options, but its kind is text");
	assert_refused("{question: organisation, is: [company]}", "{question: capital, is: [company]}",
		       "id: corporate_number",
		       "the question \"corporate_number\" depends on \"capital\", which is not asked before it");
	assert_refused("{question: organisation, is: [company]}", "{question: organisation, is: [firm]}",
		       "id: corporate_number",
		       "the question \"corporate_number\" depends on \"organisation\" being \"firm\"");
	assert_refused("statements: [pledges, consents]", "statements: [oaths]", "oaths",
		       "expected pledges or consents");
}

static void what_the_program_needs_must_be_asked(void **state)
{
	assert_refused("- id: previous_checkup", "- id: former_checkup", "- id: course\n    title",
		       "the application does not ask");
	assert_refused("    - id: stop_contact\n", "    - id: telephone\n", "id: authorisation\n",
		       "the authorisation does not ask \"stop_contact\", which the program needs");
	assert_refused("\nprefecture: tokyo", "\nprefecture: tokio", "tokio",
		       "the question \"prefecture\" has no option \"tokio\", which the program needs");
	assert_refused("  receipt:\n", "  recipt:\n", "recipt",
		       "the message \"receipt\" is missing, which the program sends");
}

static void a_mail_that_cannot_be_filled_is_refused(void **state)
{
	assert_refused("ja: \"【{{short_name}}】お申し込みを", "ja: \"【{{short_name】お申し込みを", "【",
		       "the text:1: this tag is not closed:");
	assert_refused("ja: \"【{{short_name}}】お申し込みを", "ja: \"{{#due}}【{{short_name}}】お申し込みを", "{{#due",
		       "the text:1: this section is not closed: \"due\"");
	assert_refused("ja: \"【{{short_name}}】お申し込みを", "ja: \"\\n【{{short_name}}】お申し込みを", "ja",
		       "a subject has one line");
}

static void what_is_no_edition_is_refused(void **state)
{
	static const char *const texts[] = {"", "[]", "edition", "format: 1\n", "a: &b 1\n", "\xff", "{"};
	struct edition *edition = NULL;
	struct fault why;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		why = (struct fault){0};
		assert_int_equal(edition_parse(str_from(texts[i]), "f.yaml", &edition, &why), ERR_INVALID);
		if (!str_starts(str_from(why.text), "f.yaml:"))
			fail_msg("\"%s\" does not say where", why.text);
	}
	assert_null(edition);
}

static void a_file_beyond_its_cap_is_refused(void **state)
{
	size_t size = 1024 * 1024 + 1;
	char *bytes = malloc(size);
	struct edition *edition = NULL;
	struct fault why = {0};

	assert_non_null(bytes);
	memset(bytes, '#', size);
	assert_int_equal(edition_parse(str_of(bytes, size), "f.yaml", &edition, &why), ERR_TOO_LARGE);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_courses_have_their_places_and_visits),
		cmocka_unit_test(the_reception_opens_and_closes_at_midnight_in_japan),
		cmocka_unit_test(the_classes_are_those_of_the_law),
		cmocka_unit_test(an_industry_leads_to_its_class),
		cmocka_unit_test(the_seven_pledges_are_asked_on_the_last_page),
		cmocka_unit_test(the_office_is_closed_at_the_turn_of_the_year),
		cmocka_unit_test(the_questionnaire_scores_what_is_done),
		cmocka_unit_test(the_hash_names_the_very_file),
		cmocka_unit_test(mails_use_only_variables_that_exist),
		cmocka_unit_test(every_mail_says_who_writes_about_what_and_where_to_ask),
		cmocka_unit_test(the_receipt_says_that_nothing_is_confirmed),
		cmocka_unit_test(a_wrong_date_or_number_is_refused),
		cmocka_unit_test(an_unknown_or_missing_key_is_refused),
		cmocka_unit_test(a_text_needs_both_languages),
		cmocka_unit_test(ids_stand_once),
		cmocka_unit_test(a_form_that_cannot_be_answered_is_refused),
		cmocka_unit_test(what_the_program_needs_must_be_asked),
		cmocka_unit_test(a_mail_that_cannot_be_filled_is_refused),
		cmocka_unit_test(what_is_no_edition_is_refused),
		cmocka_unit_test(a_file_beyond_its_cap_is_refused),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
