/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/other_tool.h"
#include "unit/checks/judge.h"
#include "unit/checks/known.h"

#define NUCLEI(template, severity, cve)                                                                                \
	"{\"template\":\"" template "\",\"name\":\"A hole\",\"severity\":\"" severity "\",\"cve\":[" cve               \
				    "],\"tags\":[],\"extracted\":[]}"
#define SCRIPT(id, output) "{\"id\":\"" id "\",\"output\":\"" output "\"}"
#define STATE(state)                                                                                                   \
	"{\"id\":\"http-vuln-x\",\"name\":\"A hole\",\"state\":\"" state "\",\"severity\":\"high\",\"cve\":[]}"

static void what_another_tool_tried_is_likely_and_never_confirmed(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	f = JUDGE("other-tool-report",
		  {443, "nuclei.result", NUCLEI("CVE-2021-41773", "critical", "\"CVE-2021-41773\"")});
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "tried");
	assert_string_equal(f.evidence, "nuclei CVE-2021-41773 (critical)");
	assert_string_equal(value_get_text(f.details, "cve"), "CVE-2021-41773");
}

static void a_known_cve_decides_the_priority(void **state)
{
	static const struct known_cve cves[] = {
		{"CVE-2021-41773", "a:apache:http_server", "2.4.50", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
		 true, NULL},
		{0},
	};
	struct known *known = known_new(cves, NULL);
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	judged_with = known_of(known);
	f = JUDGE("other-tool-report", {443, "nuclei.result", NUCLEI("x", "info", "\"CVE-2021-41773\"")},
		  {443, "nuclei.result", NUCLEI("y", "low", "\"CVE-2021-41773\"")});
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_string_equal(value_get_text(f.details, "id"), "y");
	judged_with = NULL;
	known_free(known);
}

static void a_version_that_was_looked_up_is_a_lead(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	f = JUDGE("other-tool-report",
		  {22, "nmap.script",
		   "{\"id\":\"vulners\",\"name\":\"cpe:/a:openbsd:openssh:7.4\",\"state\":\"looked_up\",\"severity\":"
		   "\"critical\",\"cve\":[\"CVE-1-1\",\"CVE-1-2\",\"CVE-1-3\",\"CVE-1-4\"]}"});
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_string_equal(f.variant, "looked_up");
	assert_string_equal(value_get_text(f.details, "cve"), "CVE-1-1, CVE-1-2, CVE-1-3 (4)");
}

static void a_state_says_whether_and_how_surely(void **state)
{
	static const struct {
		const char *data;
		size_t count;
		enum confidence confidence;
	} rows[] = {
		{STATE("vulnerable"), 1, CONFIDENCE_LIKELY}, {STATE("exploited"), 1, CONFIDENCE_LIKELY},
		{STATE("likely"), 1, CONFIDENCE_POSSIBLE},   {STATE("not_vulnerable"), 0, CONFIDENCE_CONFIRMED},
		{STATE("unknown"), 0, CONFIDENCE_CONFIRMED},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct finding_list list;
		ARENA_SCOPED arena;
		arena_init(&arena);
		list = JUDGE_ALL("other-tool-report", {80, "nmap.script", rows[i].data});
		assert_int_equal(list.count, rows[i].count);
		if (list.count)
			assert_int_equal(list.items[0].confidence, rows[i].confidence);
	}
}

static void what_a_script_calls_potential_is_a_lead(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	f = JUDGE("other-tool-report",
		  {80, "nmap.script", SCRIPT("http-git", "\\n /.git/\\n  Potential Git repository found (1/6)")});
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_string_equal(f.evidence, "Nmap http-git (high): /.git/   Potential Git repository found (1/6)");
}

static void a_text_of_nmap_counts_where_it_says_that_something_is_wrong(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	f = JUDGE("other-tool-report",
		  {25, "nmap.script", SCRIPT("smtp-open-relay", "Server is an open relay (14/16)")});
	assert_string_equal(value_get_text(f.details, "severity"), "high");
	assert_int_equal(JUDGE_ALL("other-tool-report",
				   {25, "nmap.script", SCRIPT("smtp-open-relay", "Server doesn't seem to be one")},
				   {80, "nmap.script", SCRIPT("http-title", "An open relay of thoughts")})
				 .count,
			 0);
}

static void weak_tls_is_mended_with_the_rest_of_tls(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	f = JUDGE("other-tool-report",
		  {443, "testssl.result",
		   "{\"id\":\"SWEET32\",\"severity\":\"low\",\"finding\":\"uses 64 bit block ciphers\","
		   "\"cve\":[\"CVE-2016-2183\"]}"});
	assert_string_equal(f.variant, "tls");
	assert_string_equal(f.remedy, "tls-settings");
	assert_string_equal(value_get_text(f.details, "name"), "SWEET32: uses 64 bit block ciphers");
	f = JUDGE("other-tool-report",
		  {443, "testssl.result",
		   "{\"id\":\"cert_keySize <cert#2>\",\"severity\":\"high\",\"finding\":\"RSA 1024\"}"});
	assert_string_equal(f.remedy, "certificate");
	assert_int_equal(f.priority, PRIORITY_P3); /* as our own check of the key has it */
}

static void the_same_result_twice_is_one_finding(void **state)
{
	struct finding_list list;
	ARENA_SCOPED arena;

	arena_init(&arena);
	list = JUDGE_ALL("other-tool-report", {443, "nuclei.result", NUCLEI("a", "high", "")},
			 {443, "nuclei.result", NUCLEI("b", "high", "")},
			 {443, "nuclei.result", NUCLEI("a", "high", "")});
	assert_int_equal(list.count, 2);
}

static bool is_unread(const char *kind, const char *text)
{
	struct observation seen = {.kind = kind};
	struct value *data;
	bool is;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(json_decode(&arena, str_from(text), &data, NULL), ERR_OK);
	seen.data = data;
	is = other_tool_is_unread(&seen);
	return is;
}

static void what_no_check_reads_is_told_from_what_is_in_order(void **state)
{
	assert_true(is_unread("nmap.script", SCRIPT("http-title", "Login")));
	assert_true(is_unread("nuclei.result", NUCLEI("tech-detect", "info", "")));
	assert_true(is_unread("testssl.result", "{\"id\":\"BREACH\",\"severity\":\"warn\"}"));
	assert_false(is_unread("nmap.script", STATE("not_vulnerable")));
	assert_false(is_unread("nmap.script", STATE("vulnerable")));
	assert_false(is_unread("testssl.result", "{\"id\":\"BREACH\",\"severity\":\"ok\"}"));
	assert_false(is_unread("port.open", "{\"transport\":\"tcp\"}"));
}

int test_other_tool_report(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_another_tool_tried_is_likely_and_never_confirmed),
		cmocka_unit_test(a_known_cve_decides_the_priority),
		cmocka_unit_test(a_version_that_was_looked_up_is_a_lead),
		cmocka_unit_test(a_state_says_whether_and_how_surely),
		cmocka_unit_test(what_a_script_calls_potential_is_a_lead),
		cmocka_unit_test(a_text_of_nmap_counts_where_it_says_that_something_is_wrong),
		cmocka_unit_test(weak_tls_is_mended_with_the_rest_of_tls),
		cmocka_unit_test(the_same_result_twice_is_one_finding),
		cmocka_unit_test(what_no_check_reads_is_told_from_what_is_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
