/* SPDX-License-Identifier: Apache-2.0 */
/* The shipped catalogue of measures is whole, and a mistake in it is told at its place. */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include "unit/programme/edition_refused.h"

static void the_catalogue_has_sixty_measures_and_one_of_each_topic(void **state)
{
	struct edition *edition = shipped_edition();
	bool has[26] = {false};

	(void)state;
	assert_in_range(edition->advice.measure_count, 60, EDITION_ADVICE_MEASURES_MAX);
	for (size_t i = 0; i < edition->advice.measure_count; i++)
		has[edition->advice.measures[i].topic] = true;
	for (int topic = 1; topic <= 25; topic++)
		if (!has[topic])
			fail_msg("no measure is of topic %d", topic);
	edition_free(edition);
}

static void remote_access_stands_before_all_and_the_office_behind(void **state)
{
	struct edition *edition = shipped_edition();
	const struct advice *advice = &edition->advice;

	(void)state;
	assert_string_equal(advice->ways[0].id, "remote");
	assert_string_equal(advice->ways[advice->way_count - 1].id, "office");
	edition_free(edition);
}

static void a_wrong_number_of_a_safeguard_or_category_is_told_where_it_stands(void **state)
{
	(void)state;
	assert_refused("cis: [\"6.4\"]", "cis: [\"6.9\"]", "6.9\"", "\"6.9\" is none, expected a safeguard of CIS");
	assert_refused("cis: [\"6.4\"]", "cis: [\"19.1\"]", "19.1\"", "\"19.1\" is none");
	assert_refused("cis: [\"6.4\"]", "cis: [\"6.04\"]", "6.04\"", "\"6.04\" is none");
	assert_refused("csf: [PR.IR, PR.AA]", "csf: [PR.IR, PR.AC]", "PR.AC]",
		       "\"PR.AC\" is none, expected a category");
}

static void a_measure_names_only_what_there_is(void **state)
{
	(void)state;
	assert_refused("way: remote\n", "way: remoat\n", "remoat", "advice/order.yaml has no way \"remoat\"");
	assert_refused("help: [ipa_desk, jpcert_alerts]", "help: [ipa_desk, jpcert]", "jpcert]",
		       "advice/help.yaml has no help \"jpcert\"");
	assert_refused("answers: {remote_updates: no}", "answers: {remote_update: no}", "no}",
		       "the pre-interview has no question \"remote_update\"");
	assert_refused("answers: {remote_updates: no}", "answers: {uses_remote: no}", "no}",
		       "\"uses_remote\" has no topic");
	assert_refused("{website_by: [own, vendor]}", "{website_by: [owner]}", "owner]",
		       "the question \"website_by\" has no option \"owner\"");
	assert_refused("covers: [device_updates]", "covers: [device_update]", "device_update]",
		       "no measure before this one is called \"device_update\"");
	assert_refused("effort: days", "effort: day", "day\n", "\"day\" is not known here");
}

static void a_finding_belongs_to_one_measure(void **state)
{
	(void)state;
	assert_refused("findings: [known-vulnerability@network]", "findings: [rdp-exposed]", "rdp-exposed]",
		       "\"rdp-exposed\" belongs to another measure already");
	assert_refused("findings: [known-vulnerability@network]", "findings: [Known_vulnerability]",
		       "Known_vulnerability", "\"Known_vulnerability\" is no check");
}

static void what_a_company_may_not_know_is_a_measure_or_a_question(void **state)
{
	(void)state;
	assert_refused("  - question: uses_wifi\n    ask: {ja: "
		       "\"スマートフォンのWi-Fiの一覧に、会社の名前がないかを見ます。\", "
		       "en: \"See whether the company's name is in the Wi-Fi list of a phone.\"}\n",
		       "", "- question: it_person", "\"uses_wifi\" may be answered with \"unknown\"");
}

static void a_contradiction_has_two_sides(void **state)
{
	(void)state;
	assert_refused("said: {updates: [\"yes\"]}\n    seen:", "said: {updates: [\"yes\"]}\n    sean:", "[known-vuln",
		       "\"sean\" is not known here; did you mean \"seen\"?");
	assert_refused("said: {updates: [\"yes\"]}", "said: {updates: [\"always\"]}", "always\"",
		       "the question \"updates\" has no option \"always\"");
}

static void a_measure_that_stands_twice_is_told(void **state)
{
	(void)state;
	assert_refused("- id: remote_inventory", "- id: remote_close", "remote_close",
		       "the measure \"remote_close\" stands twice");
}

static void a_measure_says_all_that_a_company_needs(void **state)
{
	static const char *const keys[] = {"topic: 3",         "way: account", "cis: [",     "csf: [",
					   "effort: half_day", "cost: none",   "who: [staff"};
	char wrong[40];

	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		snprintf(wrong, sizeof(wrong), "x%s", keys[i]);
		assert_refused(keys[i], wrong, strchr(keys[i], ' ') + 1, "\"x");
	}
	assert_refused(
		"    ask:\n      ja: "
		"\"ルーターを設置した会社に「社外から社内につながる入口は、いくつありますか」と尋ねます。\"\n"
		"      en: \"Ask the company that put up your router: how many ways in from outside are there?\"\n",
		"", "id: remote_inventory", "\"ask\" is missing here");
	assert_refused("    options: {uses_remote: [\"yes\"]}\n", "", "id: remote_inventory",
		       "nothing calls for this measure");
}

int test_edition_advice(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_catalogue_has_sixty_measures_and_one_of_each_topic),
		cmocka_unit_test(remote_access_stands_before_all_and_the_office_behind),
		cmocka_unit_test(a_wrong_number_of_a_safeguard_or_category_is_told_where_it_stands),
		cmocka_unit_test(a_measure_names_only_what_there_is),
		cmocka_unit_test(a_finding_belongs_to_one_measure),
		cmocka_unit_test(what_a_company_may_not_know_is_a_measure_or_a_question),
		cmocka_unit_test(a_measure_says_all_that_a_company_needs),
		cmocka_unit_test(a_contradiction_has_two_sides),
		cmocka_unit_test(a_measure_that_stands_twice_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
