/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "calendar/day.h"
#include "programme/edition_find.h"
#include "programme/window.h"
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

static void the_courses_have_their_places_and_visits(void **state)
{
	const struct edition *edition = *state;

	assert_int_equal(edition->course_count, 2);
	assert_int_equal(edition_find_course(edition, STR("one"))->places, 45);
	assert_int_equal(edition_find_course(edition, STR("one"))->visits, 1);
	assert_int_equal(edition_find_course(edition, STR("three"))->places, 5);
	assert_int_equal(edition_find_course(edition, STR("three"))->visits, 3);
	for (size_t i = 0; i < edition->course_count; i++)
		assert_int_equal(edition->courses[i].step_count, edition->courses[i].visits);
	assert_null(edition_find_course(edition, STR("two")));
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

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(edition_find_class(*state, str_from(rows[i][0]))->id, rows[i][1]);
	assert_null(edition_find_class(*state, STR("piracy")));
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

static void a_wrong_date_or_number_is_refused(void **state)
{
	assert_refused("令和7年度|中小企業", "令和8年度|中小企業", "ja: \"令和8年度|",
		       "without its \"|\" this is not the name, expected the name with \"|\" where a line may break");
	assert_refused("closes: 2025-06-30", "closes: june", "june",
		       "\"closes\" is the text \"june\", expected a date such as 2025-06-30");
	assert_refused("closes: 2025-06-30", "closes: 2025-06-31", "2025-06-31",
		       "\"closes\" is the text \"2025-06-31\"");
	assert_refused("closes: 2025-06-30", "closes: 2025-05-01", "2025-05-01",
		       "the reception closes before it opens");
	assert_refused("support_ends: 2026-03-31", "support_ends: 2025-06-29", "2025-06-29",
		       "the support ends before the reception closes");
	assert_refused("invitations_end: 2026-03-31", "invitations_end: 2025-06-29", "2025-06-29",
		       "who was invited is forgotten before the reception closes");
	assert_refused("remind_call_days: 8", "remind_call_days: 4", "4",
		       "the office rings before the mail that reminds has gone out");
	assert_refused("to: \"01-03\"", "to: \"13-03\"", "13-03",
		       "\"to\" is \"13-03\", expected a month and day such as 12-29");
	assert_refused("places: 45", "places: many", "many",
		       "\"places\" is the text \"many\", expected a whole number");
	assert_refused("places: 45", "places: 0", "0", "\"places\" is 0, expected 1 to 100000");
	assert_refused("rehearsal_ports:", "sources: [192.0.2.1, 192.0.2.x.]\n  rehearsal_ports:", "192.0.2.x.",
		       "this is neither an address nor the name of a host");
	assert_refused("ports: [21,", "ports: [70000,", "70000", "this is no port, expected a number from 1 to 65535");
	assert_refused("format: 1", "format: 2", "2", "\"format\" is 2, expected 1 to 1");
	assert_refused("        max: 1000000", "        min: 9\n        max: 8", "9",
		       "\"min\" is greater than \"max\"");
}

static void names_that_mails_repeat_have_one_line(void **state)
{
	assert_refused("organiser: {ja: \"東京都\"", "organiser: {ja: \"東京都\\nBcc\"", "{ja: \"東京都\\nBcc",
		       "\"organiser\" is a name of one line");
	assert_refused("phone: \"\"", "phone: \"03-1234-5678\\r\\n1\"", "03-1234", "\"phone\" is one line");
}

static void a_contact_that_mails_cannot_name_is_refused(void **state)
{
	char name[300] = "ja: \"";

	assert_refused("mail: \"cs-follow-up-tokyo-2025-ml@east.ntt.co.jp\"", "mail: \"事務局@例え.jp\"", "事務局@",
		       "\"事務局@例え.jp\" is no address that mail can be sent to");
	assert_refused("url: \"https://cybersecurity-taisaku", "url: \"javascript://cybersecurity-taisaku",
		       "javascript", "\"javascript://cybersecurity-taisaku");
	assert_refused("url: \"https://cybersecurity-taisaku", "url: \"https://\\\"><b>", "https://\\\"",
		       "\"https://\"><b>");
	assert_refused("ja: \"東京都 中小企業サイバーセキュリティフォローアップ運営事務局\"", "ja: \"東京都\\n事務局\"",
		       "ja: \"東京都\\n", "the sender of mails has a name of one line");
	for (int i = 0; i < 67; i++)
		strcat(name, "局");
	strcat(name, "\"");
	assert_refused("ja: \"東京都 中小企業サイバーセキュリティフォローアップ運営事務局\"", name, "局局",
		       "\"name\" has 201 bytes, expected 1 to 200");
	assert_refused("receipt_prefix: \"R7-\"", "receipt_prefix: \"R7-R7-R7-R7-R7-R7-R7-\"", "R7-R7",
		       "\"receipt_prefix\" has 21 bytes, expected 0 to 20");
}

static void an_office_that_is_always_closed_is_refused(void **state)
{
	assert_refused("{from: \"12-29\", to: \"01-03\"}", "{from: \"01-01\", to: \"12-31\"}", "- {from: \"01-01\"",
		       "the office is closed for more than 60 days on end");
}

static void an_unknown_or_missing_key_is_refused(void **state)
{
	assert_refused("fiscal_year: 2025", "fiscal_yaer: 2025", "2025",
		       "\"fiscal_yaer\" is not known here; did you mean \"fiscal_year\"?");
	assert_refused("    places: 45\n", "", "id: one\n", "\"places\" is missing here, expected a whole number");
	assert_refused("    visits: 1\n", "    visits: 1\n    visits: 2\n", "visits: 2", "this key appears twice");
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
	assert_refused("  - id: three", "  - id: one", "one", "the id \"one\" appears twice in this list");
	assert_refused("  - id: three", "  - id: Three", "Three", "\"Three\" is no id");
	assert_refused("- id: retail\n        jsic", "- id: wholesale\n        jsic", "wholesale",
		       "the industry \"wholesale\" is in another class already");
	assert_refused("- id: company_kana", "- id: company_name", "id: company_name",
		       "the question \"company_name\" stands twice");
	assert_refused("{id: sole_proprietor, ja", "{id: company, ja", "{id: company",
		       "the option \"company\" stands twice");
}

int test_edition_head(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_courses_have_their_places_and_visits),
		cmocka_unit_test(the_reception_opens_and_closes_at_midnight_in_japan),
		cmocka_unit_test(the_classes_are_those_of_the_law),
		cmocka_unit_test(an_industry_leads_to_its_class),
		cmocka_unit_test(the_office_is_closed_at_the_turn_of_the_year),
		cmocka_unit_test(a_wrong_date_or_number_is_refused),
		cmocka_unit_test(names_that_mails_repeat_have_one_line),
		cmocka_unit_test(a_contact_that_mails_cannot_name_is_refused),
		cmocka_unit_test(an_office_that_is_always_closed_is_refused),
		cmocka_unit_test(an_unknown_or_missing_key_is_refused),
		cmocka_unit_test(a_text_needs_both_languages),
		cmocka_unit_test(ids_stand_once),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
