/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/count.h"
#include "codec/json.h"
#include "measures/measure.h"
#include "test.h"

static struct finding bad(const char *remedy, const char *target, const char *address, enum priority priority)
{
	return (struct finding){.check = "a-check",
				.verdict = VERDICT_BAD,
				.priority = priority,
				.target = target,
				.address = address,
				.variant = "",
				.evidence = "",
				.remedy = remedy};
}

static const struct value *json(struct arena *arena, const char *text)
{
	struct value *value;

	assert_int_equal(json_decode(arena, str_from(text), &value, NULL), ERR_OK);
	return value;
}

static void one_deed_closes_all_findings_of_a_machine(void **state)
{
	const struct finding findings[] = {
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P1),
		bad("update:nginx", "www.example.jp", "2001:db8::1", PRIORITY_P2),
		bad("update:nginx", "shop.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("update:nginx", "mail.example.jp", "192.0.2.2", PRIORITY_P2),
		bad("update:php", "www.example.jp", "192.0.2.1", PRIORITY_P2),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 5, &plan);
	assert_int_equal(plan.count, 3);
	assert_int_equal(plan.items[0].count, 3);
	assert_int_equal(plan.items[0].priority, PRIORITY_P1);
	assert_ptr_equal(plan.items[0].findings[2], &findings[2]);
	assert_string_equal(plan.items[1].findings[0]->target, "mail.example.jp");
	assert_string_equal(plan.items[2].remedy, "update:php");
}

static void a_finding_may_show_that_two_machines_are_one(void **state)
{
	const struct finding findings[] = {
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("update:nginx", "shop.example.jp", "192.0.2.2", PRIORITY_P2),
		bad("update:nginx", "www.example.jp", "192.0.2.2", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 3, &plan);
	assert_int_equal(plan.count, 1);
	assert_int_equal(plan.items[0].count, 3);
	assert_ptr_equal(plan.items[0].findings[1], &findings[1]);
}

static void findings_without_a_remedy_stand_alone(void **state)
{
	const struct finding findings[] = {
		bad("", "www.example.jp", "192.0.2.1", PRIORITY_P2),
		bad(NULL, "www.example.jp", "192.0.2.1", PRIORITY_P2),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 2, &plan);
	assert_int_equal(plan.count, 2);
	assert_string_equal(plan.items[1].remedy, "");
}

static void names_without_an_address_are_not_one_machine(void **state)
{
	const struct finding findings[] = {
		bad("mail-dns", "example.jp", "", PRIORITY_P3),
		bad("mail-dns", "example.com", "", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 2, &plan);
	assert_int_equal(plan.count, 2);
}

static void the_urgent_comes_first_then_what_closes_more(void **state)
{
	const struct finding findings[] = {
		bad("close:3389", "a.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("https", "b.example.jp", "192.0.2.2", PRIORITY_P2),
		bad("update:php", "b.example.jp", "192.0.2.2", PRIORITY_P1),
		bad("https", "b.example.jp", "192.0.2.2", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 4, &plan);
	assert_string_equal(plan.items[0].remedy, "update:php");
	assert_string_equal(plan.items[1].remedy, "https");
	assert_string_equal(plan.items[2].remedy, "close:3389");
}

static const char *check_first(const struct finding *findings, size_t count)
{
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, count, &plan);
	return plan.items[0].findings[0]->check;
}

static void of_the_equally_urgent_the_door_of_criminals_comes_first(void **state)
{
	struct finding findings[] = {
		bad("close:2375", "a.example.jp", "192.0.2.1", PRIORITY_P1),
		bad("close:3389", "b.example.jp", "192.0.2.2", PRIORITY_P1),
		bad("mail-server", "c.example.jp", "192.0.2.3", PRIORITY_P1),
	};

	findings[0].check = "docker-api-open";
	findings[1].check = "rdp-exposed";
	findings[2].check = "open-relay";
	assert_string_equal(check_first(findings, 3), "rdp-exposed");
	findings[1].check = "https-redirect";
	assert_string_equal(check_first(findings, 3), "docker-api-open");
}

static void an_exploited_weakness_comes_before_a_graver_harm(void **state)
{
	struct finding findings[] = {
		bad("close:2375", "a.example.jp", "192.0.2.1", PRIORITY_P1),
		bad("update:nginx", "b.example.jp", "192.0.2.2", PRIORITY_P1),
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	findings[0].check = "docker-api-open";
	findings[1].check = "security-headers";
	findings[1].details = json(&arena, "{\"vulnerabilities\":[{\"id\":\"CVE-1\",\"kev\":true}]}");
	assert_string_equal(check_first(findings, 2), "security-headers");
}

static void two_companies_get_two_measures_of_one_remedy(void **state)
{
	struct finding findings[] = {
		bad("dns-settings", "example.jp", "", PRIORITY_P3),
		bad("dns-settings", "example.jp", "", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	findings[0].check = "reverse-dns";
	findings[1].check = "caa-record";
	measure_plan(&arena, findings, 2, &plan);
	assert_int_equal(plan.count, 2);
	assert_int_equal(plan.items[0].assignment.group, ASSIGNMENT_MAIL);
	assert_int_equal(plan.items[1].assignment.group, ASSIGNMENT_DOMAIN);
}

static void what_is_only_possible_is_so_as_a_whole(void **state)
{
	struct finding findings[] = {
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P1),
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	findings[0].confidence = findings[1].confidence = CONFIDENCE_POSSIBLE;
	measure_plan(&arena, findings, 2, &plan);
	assert_true(plan.items[0].is_possible);
	findings[1].confidence = CONFIDENCE_LIKELY;
	measure_plan(&arena, findings, 2, &plan);
	assert_false(plan.items[0].is_possible);
}

#define TODAY 20241 /* 2025-06-02 */

static int64_t deadline_of(struct finding finding, const char *details)
{
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	finding.details = json(&arena, details);
	measure_plan(&arena, &finding, 1, &plan);
	return measure_deadline_day(&plan.items[0], TODAY) - TODAY;
}

static void a_deadline_follows_from_the_class(void **state)
{
	assert_int_equal(deadline_of(bad("", "a", "", PRIORITY_P1), "{}"), 3);
	assert_int_equal(deadline_of(bad("", "a", "", PRIORITY_P2), "{}"), 14);
	assert_int_equal(deadline_of(bad("", "a", "", PRIORITY_P3), "{}"), 91);
	assert_int_equal(deadline_of(bad("", "a", "", PRIORITY_P4), "{}"), -TODAY);
}

/* 1749610800000 is nine days later, 1748739600000 was the day before. */
static void a_deadline_never_lies_behind_the_end(void **state)
{
	struct finding ending = bad("", "a", "", PRIORITY_P2);

	ending.variant = "expiring";
	assert_int_equal(deadline_of(ending, "{\"not_after_ms\":1749610800000}"), 9);
	assert_int_equal(deadline_of(ending, "{\"expires_ms\":1749610800000}"), 9);
	ending.priority = PRIORITY_P1;
	assert_int_equal(deadline_of(ending, "{\"not_after_ms\":1749610800000}"), 3);
	ending.priority = PRIORITY_P4;
	assert_int_equal(deadline_of(ending, "{\"not_after_ms\":1749610800000}"), 9);
	ending.priority = PRIORITY_P2;
	ending.variant = "expired";
	assert_int_equal(deadline_of(ending, "{\"not_after_ms\":1748739600000}"), 14);
	ending.variant = "weak"; /* about something else than the end */
	assert_int_equal(deadline_of(ending, "{\"expires_ms\":1749610800000}"), 14);
}

static void a_measure_is_as_urgent_as_its_most_urgent_finding(void **state)
{
	const struct finding findings[] = {
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P3),
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P1),
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P2),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 3, &plan);
	assert_int_equal(plan.count, 1);
	assert_int_equal(plan.items[0].priority, PRIORITY_P1);
	assert_ptr_equal(plan.items[0].findings[0], &findings[0]); /* in the order in which they were found */
	assert_ptr_equal(plan.items[0].findings[1], &findings[1]);
}

static void measures_of_equal_weight_stand_as_they_were_found(void **state)
{
	const struct finding findings[] = {
		bad("https", "a.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("update:php", "b.example.jp", "192.0.2.2", PRIORITY_P2),
		bad("close:21", "c.example.jp", "192.0.2.3", PRIORITY_P2),
		bad("close:23", "d.example.jp", "192.0.2.4", PRIORITY_P2),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 4, &plan);
	assert_int_equal(plan.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(plan.items[i].remedy, findings[i].remedy);
}

static void three_measures_that_prove_to_be_one_machine_become_one(void **state)
{
	const struct finding findings[] = {
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("update:nginx", "b.example.jp", "192.0.2.2", PRIORITY_P2),
		bad("update:php", "a.example.jp", "192.0.2.1", PRIORITY_P4),
		bad("update:nginx", "a.example.jp", "192.0.2.2", PRIORITY_P2),
		bad("update:nginx", "b.example.jp", "192.0.2.3", PRIORITY_P2),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 5, &plan);
	assert_int_equal(plan.count, 2);
	assert_int_equal(plan.items[0].count, 4);
	assert_string_equal(plan.items[1].remedy, "update:php");
}

static void what_is_not_bad_needs_no_deed(void **state)
{
	struct finding good = bad("https", "a.example.jp", "", PRIORITY_P2);
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	good.verdict = VERDICT_GOOD;
	measure_plan(&arena, &good, 1, &plan);
	assert_int_equal(plan.count, 0);
	measure_plan(&arena, NULL, 0, &plan);
	assert_int_equal(plan.count, 0);
}

static void the_highest_mended_version_is_the_one_to_reach(void **state)
{
	struct finding findings[] = {
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P1),
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	findings[0].details = json(&arena, "{\"fixed_in\":\"1.9.5\"}");
	findings[1].details = json(&arena, "{\"fixed_in\":\"1.20.1\"}");
	measure_plan(&arena, findings, 3, &plan);
	assert_true(str_is(plan.items[0].fixed_in, "1.20.1"));
}

static void each_vulnerability_is_listed_once_and_the_exploited_first(void **state)
{
	struct finding findings[] = {
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P2),
		bad("update:nginx", "www.example.jp", "192.0.2.1", PRIORITY_P3),
	};
	struct measure_vulnerability *list;
	struct measures plan;
	size_t count;
	ARENA_SCOPED arena;

	arena_init(&arena);
	findings[0].details =
		json(&arena, "{\"vulnerabilities\":["
			     "{\"id\":\"CVE-1\",\"priority\":\"P3\",\"cvss\":9.8},"
			     "{\"id\":\"CVE-2\",\"priority\":\"P2\",\"kev\":true,\"epss\":0.9,\"cvss\":5},"
			     "{\"cvss\":10}]}");
	findings[1].details = json(&arena, "{\"vulnerabilities\":[{\"id\":\"CVE-1\",\"priority\":\"P3\"},"
					   "{\"id\":\"CVE-3\",\"confidence\":\"possible\"}]}");
	measure_plan(&arena, findings, 2, &plan);
	measure_vulnerabilities(&arena, &plan.items[0], &list, &count);
	assert_int_equal(count, 3);
	assert_true(str_is(list[0].id, "CVE-2"));
	assert_true(list[0].is_exploited);
	assert_true(str_is(list[1].id, "CVE-1"));
	assert_true(list[1].cvss > 9.7 && list[1].epss < 0);
	assert_true(str_is(list[2].id, "CVE-3"));
	assert_int_equal(list[2].priority, PRIORITY_P3);
	assert_int_equal(list[2].confidence, CONFIDENCE_POSSIBLE);
}

/* Rows in the order in which they are to be shown: exploited, then likely, then grave; ids at last. */
static void vulnerabilities_stand_in_the_order_of_their_urgency(void **state)
{
	static const char *const rows[] = {
		"{\"id\":\"CVE-9\",\"priority\":\"P1\"}",
		"{\"id\":\"CVE-8\",\"priority\":\"P2\",\"kev\":true,\"epss\":0.1,\"cvss\":4}",
		"{\"id\":\"CVE-7\",\"priority\":\"P2\",\"epss\":0.5,\"cvss\":4.1}",
		"{\"id\":\"CVE-6\",\"priority\":\"P2\",\"epss\":0.4,\"cvss\":9}",
		"{\"id\":\"CVE-5\",\"priority\":\"P2\",\"epss\":0.4,\"cvss\":8}",
		"{\"id\":\"CVE-30\",\"priority\":\"P2\",\"epss\":0.4}",
		"{\"id\":\"CVE-4\",\"priority\":\"P2\",\"epss\":0.4}",
		"{\"id\":\"CVE-40\",\"priority\":\"P2\",\"epss\":0.4}",
	};
	enum { ROWS = COUNT(rows) };
	struct finding finding = bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P4);
	struct measure_vulnerability *list;
	struct measures plan;
	size_t count;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (int turn = 0; turn < 2; turn++) {
		BUF_SCOPED details;
		buf_init(&details, 2000);
		buf_add_text(&details, "{\"vulnerabilities\":[");
		for (int i = 0; i < ROWS; i++)
			buf_printf(&details, "%s%s", i ? "," : "", rows[turn ? i : ROWS - 1 - i]);
		buf_add_text(&details, "]}");
		finding.details = json(&arena, buf_text(&details));
		measure_plan(&arena, &finding, 1, &plan);
		measure_vulnerabilities(&arena, &plan.items[0], &list, &count);
		assert_int_equal(count, ROWS);
		for (int i = 0; i < ROWS; i++)
			assert_true(str_is(list[i].id, value_get_text(json(&arena, rows[i]), "id")));
	}
}

static void of_two_statements_about_a_vulnerability_the_more_urgent_counts(void **state)
{
	struct finding findings[] = {
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P3),
		bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P3),
	};
	struct measure_vulnerability *list;
	struct measures plan;
	size_t count;
	ARENA_SCOPED arena;

	arena_init(&arena);
	findings[0].details = json(&arena, "{\"vulnerabilities\":[{\"id\":\"CVE-1\",\"conditional\":true}]}");
	findings[1].details = json(&arena, "{\"vulnerabilities\":[{\"id\":\"CVE-1\",\"priority\":\"P2\","
					   "\"cvss\":7,\"fixed_in\":\"1.2.3\"}]}");
	measure_plan(&arena, findings, 2, &plan);
	measure_vulnerabilities(&arena, &plan.items[0], &list, &count);
	assert_int_equal(count, 1);
	assert_int_equal(list[0].priority, PRIORITY_P2);
	assert_true(str_is(list[0].fixed_in, "1.2.3"));
	assert_false(list[0].is_conditional);
	assert_true(list[0].cvss == 7 && list[0].epss == -1);
}

static void a_measure_without_vulnerabilities_lists_none(void **state)
{
	const struct finding finding = bad("https", "a.example.jp", "192.0.2.1", PRIORITY_P3);
	struct measure_vulnerability *list;
	struct measures plan;
	size_t count = 7;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, &finding, 1, &plan);
	measure_vulnerabilities(&arena, &plan.items[0], &list, &count);
	assert_int_equal(count, 0);
	assert_int_equal(plan.items[0].fixed_in.n, 0);
}

static void a_finding_without_an_address_belongs_to_the_machine_of_its_name(void **state)
{
	const struct finding findings[] = {
		bad("mail-dns", "example.jp", "", PRIORITY_P3),
		bad("mail-dns", "example.jp", "192.0.2.1", PRIORITY_P3),
		bad("mail-dns", "example.com", "", PRIORITY_P3),
	};
	struct measures plan;
	ARENA_SCOPED arena;

	arena_init(&arena);
	measure_plan(&arena, findings, 3, &plan);
	assert_int_equal(plan.count, 2);
	assert_int_equal(plan.items[0].count, 2);
	assert_string_equal(plan.items[1].findings[0]->target, "example.com");
}

/* A whole number and a broken one are both scores; a text is none. */
static void a_score_is_a_number_of_either_form(void **state)
{
	struct finding finding = bad("update:nginx", "a.example.jp", "192.0.2.1", PRIORITY_P2);
	struct measure_vulnerability *list;
	struct measures plan;
	size_t count;
	ARENA_SCOPED arena;

	arena_init(&arena);
	finding.details = json(&arena, "{\"vulnerabilities\":[{\"id\":\"CVE-1\",\"cvss\":10,\"epss\":1},"
				       "{\"id\":\"CVE-2\",\"cvss\":9.5,\"epss\":0.5},"
				       "{\"id\":\"CVE-3\",\"cvss\":\"10\",\"epss\":0}]}");
	measure_plan(&arena, &finding, 1, &plan);
	measure_vulnerabilities(&arena, &plan.items[0], &list, &count);
	assert_int_equal(count, 3);
	assert_true(list[0].cvss == 10 && list[0].epss == 1);
	assert_true(list[1].cvss == 9.5 && list[1].epss == 0.5);
	assert_true(list[2].cvss == -1 && list[2].epss == 0);
}

int test_measure(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_deed_closes_all_findings_of_a_machine),
		cmocka_unit_test(a_finding_may_show_that_two_machines_are_one),
		cmocka_unit_test(findings_without_a_remedy_stand_alone),
		cmocka_unit_test(names_without_an_address_are_not_one_machine),
		cmocka_unit_test(the_urgent_comes_first_then_what_closes_more),
		cmocka_unit_test(of_the_equally_urgent_the_door_of_criminals_comes_first),
		cmocka_unit_test(an_exploited_weakness_comes_before_a_graver_harm),
		cmocka_unit_test(two_companies_get_two_measures_of_one_remedy),
		cmocka_unit_test(what_is_only_possible_is_so_as_a_whole),
		cmocka_unit_test(a_deadline_follows_from_the_class),
		cmocka_unit_test(a_deadline_never_lies_behind_the_end),
		cmocka_unit_test(a_measure_is_as_urgent_as_its_most_urgent_finding),
		cmocka_unit_test(measures_of_equal_weight_stand_as_they_were_found),
		cmocka_unit_test(three_measures_that_prove_to_be_one_machine_become_one),
		cmocka_unit_test(vulnerabilities_stand_in_the_order_of_their_urgency),
		cmocka_unit_test(of_two_statements_about_a_vulnerability_the_more_urgent_counts),
		cmocka_unit_test(a_measure_without_vulnerabilities_lists_none),
		cmocka_unit_test(what_is_not_bad_needs_no_deed),
		cmocka_unit_test(the_highest_mended_version_is_the_one_to_reach),
		cmocka_unit_test(each_vulnerability_is_listed_once_and_the_exploited_first),
		cmocka_unit_test(a_finding_without_an_address_belongs_to_the_machine_of_its_name),
		cmocka_unit_test(a_score_is_a_number_of_either_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
