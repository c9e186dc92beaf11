/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/findings/taken.h"

static enum err read_line(struct taken *taken, const char *line)
{
	size_t before = taken->report.passed_over;

	foreign_report_nuclei(&taken->report, "results", str_from(line));
	return taken->report.passed_over == before ? ERR_OK : taken->why.code;
}

#define RESULT(host)                                                                                                   \
	"{\"template-id\":\"CVE-2024-1\",\"info\":{\"name\":\"n\",\"severity\":\"high\",\"tags\":[\"cve\"],"           \
	"\"classification\":{\"cve-id\":[\"cve-2024-1\"]}},\"type\":\"http\",\"host\":\"" host "\","                   \
	"\"matched-at\":\"https://x/\",\"ip\":\"192.0.2.1\",\"port\":\"8443\",\"request\":\"GET secret\","             \
	"\"timestamp\":\"2025-06-02T10:00:00.123456789+09:00\",\"extracted-results\":[\"1.2\"]}"

static void a_result_of_nuclei_is_taken_without_request_and_answer(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, RESULT("https://www.example.jp:8443/a")), ERR_OK);
	assert_taken(&taken, "{\"at_ms\":1748826000123,\"kind\":\"nuclei.result\",\"target\":\"www.example.jp\","
			     "\"address\":\"192.0.2.1\",\"port\":8443,");
	assert_taken(&taken, "\"template\":\"CVE-2024-1\"");
	assert_taken(&taken, "\"cve\":[\"CVE-2024-1\"],\"tags\":[\"cve\"],\"extracted\":[\"1.2\"]");
	assert_false(has(&taken, "secret"));
	arena_release(&taken.arena);
}

static void the_host_of_a_result_is_found_in_each_form(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, RESULT("www.example.jp:22")), ERR_OK);
	assert_int_equal(read_line(&taken, RESULT("www.example.jp")), ERR_OK);
	assert_int_equal(read_line(&taken, RESULT("https://[2001:db8::1]:443/")), ERR_OK);
	assert_int_equal(read_line(&taken, RESULT("2001:db8::1")), ERR_OK);
	assert_non_null(strstr(taken.lines[0], "\"target\":\"www.example.jp\""));
	assert_non_null(strstr(taken.lines[1], "\"target\":\"www.example.jp\""));
	assert_non_null(strstr(taken.lines[2], "\"target\":\"2001:db8::1\""));
	assert_non_null(strstr(taken.lines[3], "\"target\":\"2001:db8::1\""));
	arena_release(&taken.arena);
}

static void the_port_of_a_result_is_a_number_or_a_text(void **state)
{
	static const struct {
		const char *port, *taken;
	} rows[] = {{"1", "1"},     {"65535", "65535"}, {"65536", "0"}, {"\"65535\"", "65535"},
		    {"\"x\"", "0"}, {"-1", "0"}};
	struct taken taken;

	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&taken);
		assert_int_equal(read_line(&taken, arena_printf(&taken.arena,
								"{\"template-id\":\"t\",\"host\":\"h.jp\",\"port\":%s,"
								"\"timestamp\":\"2025-06-02T10:00:00Z\","
								"\"info\":{\"tags\":\"one\"}}",
								rows[i].port)),
				 ERR_OK);
		assert_taken(&taken, arena_printf(&taken.arena, "\"port\":%s,", rows[i].taken));
		assert_taken(&taken, "\"tags\":[\"one\"]");
		arena_release(&taken.arena);
	}
}

static void what_is_no_result_is_refused(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, "{}"), ERR_INVALID);
	assert_int_equal(read_line(&taken, "{\"template-id\":\"x\",\"host\":\"h\"}"), ERR_INVALID);
	assert_int_equal(read_line(&taken, RESULT("a\\u0001b")), ERR_INVALID);
	assert_int_equal(taken.count, 0);
	arena_release(&taken.arena);
}

static void a_place_is_found_where_the_host_is_missing(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken,
				   "{\"template-id\":\"t\",\"host\":null,\"url\":\"https://u:secret@www.example.jp/a\","
				   "\"timestamp\":\"2025-06-02T10:00:00Z\"}"),
			 ERR_OK);
	assert_taken(&taken, "\"target\":\"www.example.jp\",\"address\":\"\",\"port\":443,");
	assert_false(has(&taken, "secret"));
	arena_release(&taken.arena);
}

#define SHORT(host) "{\"template-id\":\"t\",\"host\":\"" host "\",\"timestamp\":\"2025-06-02T10:00:00Z\"}"

static void a_line_that_cannot_be_used_is_named_and_the_others_count(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(&taken.report, "results",
			      STR(SHORT("a.jp") "\n[INF] Using Nuclei Engine\n\n" SHORT("b.jp") "\r\n{\"templ"));
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 2);
	assert_true(str_starts(str_from(taken.why.text), "results:5: "));
	arena_release(&taken.arena);
}

static void what_did_not_match_is_no_result(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, "{\"template-id\":\"t\",\"host\":\"a.jp\",\"matcher-status\":false,"
					   "\"timestamp\":\"2025-06-02T10:00:00Z\"}"),
			 ERR_OK);
	assert_int_equal(taken.count, 0);
	arena_release(&taken.arena);
}

static void an_array_and_the_keys_of_old_are_read_too(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(
		&taken.report, "results",
		STR("\n[\n" SHORT("a.jp") ",\n{\"templateID\":\"old\",\"matched\":\"https://u:p@c.jp/x\","
					  "\"info\":{\"tags\":\"cve,cve2021\"},\"timestamp\":\"2025-06-02T10:"
					  "00:00Z\"},\n{}]"));
	assert_int_equal(taken.count, 2);
	assert_taken(&taken, "\"template\":\"old\",\"matched_at\":\"https://c.jp/x\"");
	assert_taken(&taken, "\"tags\":[\"cve\",\"cve2021\"]");
	assert_true(str_starts(str_from(taken.why.text), "results: result 3: "));
	arena_release(&taken.arena);
}

static void of_an_array_that_breaks_off_what_is_whole_is_read(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(&taken.report, "results", STR("[" SHORT("a.jp") ",\n" SHORT("b.jp") ",\n{\"templ"));
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 1);
	assert_true(str_starts(str_from(taken.why.text), "results:3: "));
	foreign_report_nuclei(&taken.report, "results", STR("[" SHORT("c.jp") "\n"));
	assert_int_equal(taken.count, 3);
	assert_int_equal(taken.report.passed_over, 2);
	arena_release(&taken.arena);
}

static void a_result_over_several_lines_is_read_and_a_line_of_the_log_is_no_array(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(
		&taken.report, "results",
		STR("{\n \"template-id\": \"}\",\n\"host\":\"a.jp\",\"timestamp\":\"2025-06-02T10:00:00Z\"\n}\n"));
	assert_int_equal(taken.count, 1);
	assert_int_equal(taken.report.passed_over, 0);
	foreign_report_nuclei(&taken.report, "results", STR("[INF] Using Nuclei Engine\n" SHORT("b.jp") "\n"));
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 1);
	arena_release(&taken.arena);
}

#define OF_TEMPLATE(id, rest)                                                                                          \
	"{\"template-id\":\"" id "\",\"host\":\" https://a.jp:8443/ \",\"timestamp\":\"2025-06-02T10:00:00Z\"," rest "}"

static void what_a_tool_leaves_empty_counts_as_absent(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"port\":null,\"matcher-status\":null")), ERR_OK);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"port\":\"\",\"matcher-status\":\"false\"")), ERR_OK);
	assert_int_equal(taken.count, 1);
	assert_taken(&taken, "\"target\":\"a.jp\",\"address\":\"\",\"port\":8443,");
	arena_release(&taken.arena);
}

static void severities_and_cves_have_one_case_and_a_template_names_its_cve(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("cve-2021-41773", "\"info\":{\"severity\":\"CRITICAL\"}")),
			 ERR_OK);
	assert_taken(&taken, "\"severity\":\"critical\",\"cve\":[\"CVE-2021-41773\"]");
	arena_release(&taken.arena);
}

static void no_secret_of_a_url_is_kept(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"matched-at\":\"https://a.jp/?next=http://u:hush@b.jp/"
							    "&id=7&token=hush#x\",\"extracted-results\":[\"see "
							    "https://u:hush@c.jp/x?a=1&PASSWORD=hush\"]")),
			 ERR_OK);
	assert_false(has(&taken, "hush"));
	assert_taken(&taken, "https://a.jp/?next=http://b.jp/&id=7&token=***#x");
	assert_taken(&taken, "see https://c.jp/x?a=1&PASSWORD=***");
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"matched-at\":\"https://a.jp/;jsessionid=hush/"
							    "?a=1;sid=hush#access_token=hush&state=1\"")),
			 ERR_OK);
	assert_false(has(&taken, "hush"));
	assert_taken(&taken, "?a=1;sid=***#access_token=***&state=1");
	arena_release(&taken.arena);
}

static void what_nuclei_extracted_is_cut_between_characters_too(void **state)
{
	const char *extracted = "";
	struct taken taken;

	begin(&taken);
	while (strlen(extracted) < 2100)
		extracted = arena_printf(&taken.arena, "%s点", extracted);
	assert_int_equal(read_line(&taken, arena_printf(&taken.arena,
							"{\"template-id\":\"t\",\"host\":\"h.jp\","
							"\"timestamp\":\"2025-06-02T10:00:00Z\","
							"\"info\":{\"tags\":\"%s\"},\"extracted-results\":[\"%s\"]}",
							extracted, extracted)),
			 ERR_OK);
	assert_taken(&taken, arena_printf(&taken.arena, "\"tags\":[\"%.2046s\"]", extracted));
	assert_taken(&taken, arena_printf(&taken.arena, "\"extracted\":[\"%.2046s\"]", extracted));
	arena_release(&taken.arena);
}

int test_foreign_report_nuclei(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_result_of_nuclei_is_taken_without_request_and_answer),
		cmocka_unit_test(the_host_of_a_result_is_found_in_each_form),
		cmocka_unit_test(the_port_of_a_result_is_a_number_or_a_text),
		cmocka_unit_test(what_is_no_result_is_refused),
		cmocka_unit_test(a_place_is_found_where_the_host_is_missing),
		cmocka_unit_test(a_line_that_cannot_be_used_is_named_and_the_others_count),
		cmocka_unit_test(what_did_not_match_is_no_result),
		cmocka_unit_test(an_array_and_the_keys_of_old_are_read_too),
		cmocka_unit_test(of_an_array_that_breaks_off_what_is_whole_is_read),
		cmocka_unit_test(a_result_over_several_lines_is_read_and_a_line_of_the_log_is_no_array),
		cmocka_unit_test(what_a_tool_leaves_empty_counts_as_absent),
		cmocka_unit_test(severities_and_cves_have_one_case_and_a_template_names_its_cve),
		cmocka_unit_test(no_secret_of_a_url_is_kept),
		cmocka_unit_test(what_nuclei_extracted_is_cut_between_characters_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
