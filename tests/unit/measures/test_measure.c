/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "codec/json.h"
#include "measures/measure.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_deed_closes_all_findings_of_a_machine),
		cmocka_unit_test(a_finding_may_show_that_two_machines_are_one),
		cmocka_unit_test(findings_without_a_remedy_stand_alone),
		cmocka_unit_test(names_without_an_address_are_not_one_machine),
		cmocka_unit_test(the_urgent_comes_first_then_what_closes_more),
		cmocka_unit_test(what_is_not_bad_needs_no_deed),
		cmocka_unit_test(the_highest_mended_version_is_the_one_to_reach),
		cmocka_unit_test(each_vulnerability_is_listed_once_and_the_exploited_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
