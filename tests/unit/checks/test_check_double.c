/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "checks/check_double.h"
#include "codec/json.h"
#include "test.h"

static void add(struct finding_list *list, const char *check, enum verdict verdict, int port, const char *details)
{
	struct finding finding = {
		.check = check, .verdict = verdict, .target = "www.example.jp", .port = port, .evidence = "seen"};
	struct value *value;

	assert_int_equal(json_decode(list->arena, str_from(details), &value, NULL), ERR_OK);
	finding.details = value;
	finding_list_add(list, &finding);
}

#define REPORT(doubles, cves)                                                                                          \
	"{\"tool\":\"nuclei\",\"id\":\"foo-panel\",\"doubles\":\"" doubles "\",\"cves\":[" cves "]}"

static void what_our_check_found_too_is_one_finding(void **state)
{
	static const struct {
		const char *check, *own, *report;
	} rows[] = {
		{"ftp-anonymous", "{}", REPORT("ftp-anonymous", "")},
		{"template-match", "{\"template\":\"foo-panel\"}", REPORT("", "")},
		{"known-vulnerability", "{\"vulnerabilities\":[{\"id\":\"CVE-1\"},{\"id\":\"CVE-2\"}]}",
		 REPORT("", "\"CVE-3\",\"CVE-2\"")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct finding_list list = {0};
		ARENA_SCOPED arena;
		arena_init(&arena);
		list.arena = &arena;
		add(&list, "other-tool-report", VERDICT_BAD, 21, rows[i].report);
		add(&list, rows[i].check, VERDICT_BAD, 21, rows[i].own);
		check_double_join(&list);
		assert_int_equal(list.count, 1);
		assert_string_equal(list.items[0].check, rows[i].check);
		assert_string_equal(list.items[0].evidence, "seen; also nuclei: foo-panel");
	}
}

static void what_our_check_found_good_is_told_beside_the_report(void **state)
{
	struct finding_list list = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	list.arena = &arena;
	add(&list, "other-tool-report", VERDICT_BAD, 21, REPORT("ftp-anonymous", ""));
	add(&list, "other-tool-report", VERDICT_BAD, 2121, REPORT("ftp-anonymous", ""));
	add(&list, "ftp-anonymous", VERDICT_GOOD, 21, "{}");
	check_double_join(&list);
	assert_int_equal(list.count, 3);
	assert_string_equal(value_get_text(list.items[0].details, "own_good"), "yes");
	assert_string_equal(value_get_text(list.items[0].details, "id"), "foo-panel");
	assert_string_equal(value_get_text(list.items[1].details, "own_good"), "");
}

static void another_port_verdict_or_subject_stays_apart(void **state)
{
	struct finding_list list = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	list.arena = &arena;
	add(&list, "other-tool-report", VERDICT_BAD, 21, REPORT("ftp-anonymous", "\"CVE-1\""));
	add(&list, "ftp-anonymous", VERDICT_BAD, 2121, "{}");
	add(&list, "ftp-anonymous", VERDICT_GOOD, 21, "{}");
	add(&list, "known-vulnerability", VERDICT_BAD, 21, "{\"vulnerabilities\":[{\"id\":\"CVE-9\"}]}");
	check_double_join(&list);
	assert_int_equal(list.count, 4);
	assert_string_equal(list.items[0].check, "other-tool-report");
	assert_string_equal(list.items[3].evidence, "seen");
}

/* Heartbleed shown by another tool is more than that heartbeats are offered. */
static void a_report_more_urgent_than_our_finding_stays(void **state)
{
	struct finding_list list = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	list.arena = &arena;
	add(&list, "other-tool-report", VERDICT_BAD, 443, REPORT("tls-heartbeat", ""));
	add(&list, "tls-heartbeat", VERDICT_BAD, 443, "{}");
	list.items[0].priority = PRIORITY_P1;
	list.items[1].priority = PRIORITY_P3;
	check_double_join(&list);
	assert_int_equal(list.count, 2);
}

int test_check_double(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_our_check_found_too_is_one_finding),
		cmocka_unit_test(what_our_check_found_good_is_told_beside_the_report),
		cmocka_unit_test(another_port_verdict_or_subject_stays_apart),
		cmocka_unit_test(a_report_more_urgent_than_our_finding_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
