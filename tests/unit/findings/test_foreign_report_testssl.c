/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/findings/taken.h"

/* As testssl.sh 3.0.8 writes them of a server of our own. */
#define RESULT(id, ip, severity, rest)                                                                                 \
	"{\"id\":\"" id "\",\"ip\":\"" ip "\",\"port\":\"443\",\"severity\":\"" severity "\"," rest "}"
#define OF_SERVER(id, severity, rest) RESULT(id, "www.example.jp/192.0.2.1", severity, rest)
#define PRETTY                                                                                                         \
	"{\"Invocation\":\"testssl\",\"startTime\":\"1748826000\",\"scanResult\":[{\"targetHost\":"                    \
	"\"https://www.example.jp/\",\"ip\":\"192.0.2.1\",\"port\":\"8443\",\"service\":\"HTTP\",\"protocols\":["      \
	"{\"id\":\"TLS1\",\"severity\":\"LOW\",\"finding\":\"offered (deprecated)\"}],\"vulnerabilities\":["           \
	"{\"id\":\"SWEET32\",\"severity\":\"LOW\",\"cve\":\"CVE-2016-2183 CVE-2016-6329\",\"finding\":\"uses 64 bit "  \
	"block ciphers\"}]}],\"scanTime\":9}"

static enum err read_json(struct taken *taken, const char *json)
{
	return foreign_report_testssl(&taken->report, "t.json", str_from(json), &taken->why);
}

static void a_version_becomes_a_kind_of_ours_and_a_test_keeps_its_own(void **state)
{
	struct taken taken;

	begin(&taken);
	taken.report.at_ms = 5;
	assert_int_equal(read_json(&taken, "[" OF_SERVER("SSLv3", "OK", "\"finding\":\"not offered\"") "," OF_SERVER(
						   "cipherlist_aNULL", "CRITICAL",
						   "\"cwe\":\"CWE-327\",\"finding\":\"offered\"") "]"),
			 ERR_OK);
	assert_int_equal(taken.count, 2);
	assert_taken(&taken, "{\"at_ms\":5,\"kind\":\"tls.version\",\"target\":\"www.example.jp\",\"address\":"
			     "\"192.0.2.1\",\"port\":443,\"data\":{\"version\":\"SSLv3\",\"accepted\":false,"
			     "\"cipher\":\"\"}}");
	assert_taken(&taken, "\"kind\":\"testssl.result\"");
	assert_taken(&taken,
		     "{\"id\":\"cipherlist_aNULL\",\"severity\":\"critical\",\"finding\":\"offered\",\"cve\":[]}");
	arena_release(&taken.arena);
}

static void the_pretty_form_tells_time_and_server_once(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_json(&taken, PRETTY), ERR_OK);
	assert_int_equal(taken.count, 2);
	assert_taken(&taken,
		     "{\"at_ms\":1748826000000,\"kind\":\"tls.version\",\"target\":\"www.example.jp\","
		     "\"address\":\"192.0.2.1\",\"port\":8443,\"data\":{\"version\":\"TLSv1.0\",\"accepted\":true");
	assert_taken(&taken, "\"cve\":[\"CVE-2016-2183\",\"CVE-2016-6329\"]");
	arena_release(&taken.arena);
}

static void a_version_that_could_not_be_tried_is_no_version(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_json(&taken, "[" OF_SERVER("SSLv3", "WARN", "\"finding\":\"test couldn't be made\"") "]"),
			 ERR_OK);
	assert_int_equal(taken.count, 1);
	assert_taken(&taken, "\"kind\":\"testssl.result\"");
	arena_release(&taken.arena);
}

static void what_is_about_the_run_is_about_no_server(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_json(&taken, "[" RESULT("engine_problem", "/", "WARN", "\"finding\":\"none\"") "," RESULT(
					  "scanTime", "www.example.jp/192.0.2.1", "INFO", "\"finding\":\"62\"") "]"),
		ERR_OK);
	assert_int_equal(taken.count, 0);
	assert_int_equal(taken.report.passed_over, 0);
	arena_release(&taken.arena);
}

static void an_address_of_ipv6_stands_in_brackets(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_json(&taken, "[" RESULT("RC4", "www.example.jp/[2001:DB8::1]", "OK", "\"finding\":\"x\"") "]"),
		ERR_OK);
	assert_taken(&taken, "\"address\":\"2001:db8::1\"");
	arena_release(&taken.arena);
}

static void a_result_without_id_or_server_is_named_and_passed_over(void **state)
{
	static const char *const rows[] = {"{}", "7", "{\"id\":\"RC4\",\"ip\":\"h.jp/192.0.2.1\",\"port\":\"443\"}",
					   RESULT("RC4", "", "OK", "\"finding\":\"x\""),
					   RESULT("RC4", "a\\u0001b/", "OK", "\"finding\":\"x\"")};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct taken taken;
		begin(&taken);
		assert_int_equal(read_json(&taken, arena_printf(&taken.arena, "[%s,%s]", rows[i],
								OF_SERVER("RC4", "OK", "\"finding\":\"not\""))),
				 ERR_OK);
		assert_int_equal(taken.count, 1);
		assert_int_equal(taken.report.passed_over, 1);
		assert_true(strstr(taken.why.text, "t.json: result 1: ") == taken.why.text);
		arena_release(&taken.arena);
	}
}

static void what_is_no_report_is_named(void **state)
{
	static const char *const rows[] = {"", "{}", "7", "[", "{\"scanResult\":7}"};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct taken taken;
		begin(&taken);
		assert_int_equal(read_json(&taken, rows[i]), ERR_INVALID);
		assert_true(strstr(taken.why.text, "t.json: ") == taken.why.text);
		assert_int_equal(taken.count, 0);
		arena_release(&taken.arena);
	}
}

/* testssl.sh was stopped, or is still at it. */
static void of_a_list_that_breaks_off_what_is_whole_is_read_and_the_line_named(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_json(&taken, "[\n" OF_SERVER("RC4", "OK", "\"finding\":\"a } in a \\\" text\"") ",\n" OF_SERVER(
					  "BEAST", "LOW", "\"finding\":\"b\"") ",\n{\"id\":\"LUCKY"),
		ERR_OK);
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 1);
	assert_true(strstr(taken.why.text, "t.json:4: ") == taken.why.text);
	arena_release(&taken.arena);
}

static void of_a_pretty_report_that_breaks_off_the_whole_results_are_read(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_json(&taken,
				   "{\"startTime\":\"1748826000\",\n\"scanResult\":[\n{\"targetHost\":\"a.jp\",\"ip\":"
				   "\"192.0.2.1\",\"port\":\"443\",\"protocols\":[\n{\"id\":\"TLS1\",\"severity\":"
				   "\"LOW\",\"finding\":\"offered\"},\n{\"id\":\"RC4\",\"sev"),
			 ERR_OK);
	assert_int_equal(taken.count, 1);
	assert_taken(&taken, "{\"at_ms\":1748826000000,\"kind\":\"tls.version\",\"target\":\"a.jp\"");
	assert_int_equal(taken.report.passed_over, 1);
	assert_true(strstr(taken.why.text, "t.json:5: ") == taken.why.text);
	assert_int_equal(read_json(&taken, "{\"scanResult\":[{\"targetHost\":\"a.jp\""), ERR_INVALID);
	arena_release(&taken.arena);
}

int test_foreign_report_testssl(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_version_becomes_a_kind_of_ours_and_a_test_keeps_its_own),
		cmocka_unit_test(the_pretty_form_tells_time_and_server_once),
		cmocka_unit_test(a_version_that_could_not_be_tried_is_no_version),
		cmocka_unit_test(what_is_about_the_run_is_about_no_server),
		cmocka_unit_test(an_address_of_ipv6_stands_in_brackets),
		cmocka_unit_test(a_result_without_id_or_server_is_named_and_passed_over),
		cmocka_unit_test(of_a_pretty_report_that_breaks_off_the_whole_results_are_read),
		cmocka_unit_test(of_a_list_that_breaks_off_what_is_whole_is_read_and_the_line_named),
		cmocka_unit_test(what_is_no_report_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
