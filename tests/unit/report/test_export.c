/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/json.h"
#include "main/check_table.h"
#include "report/export_csv.h"
#include "report/export_sarif.h"
#include "test.h"
#include "unit/report/sample.h"

#define OUT_MAX ((size_t)1 << 20)

static const struct check checks[] = {{"cleartext-login", "port.open", NULL, NULL, NULL},
				      {"outdated-tls", "tls.version", NULL, NULL, NULL},
				      {"", "", NULL, NULL, NULL}};

static struct finding_list list_of(struct sample *sample)
{
	return (struct finding_list){.items = sample->findings, .count = SAMPLE_FINDINGS};
}

static void a_table_has_a_mark_a_head_and_a_line_for_each_finding(void **state)
{
	struct sample sample;
	struct finding_list list;
	struct str rest;
	size_t lines = 0;
	BUF_SCOPED out;

	sample_init(&sample, LANG_JA);
	list = list_of(&sample);
	buf_init(&out, OUT_MAX);
	export_csv(sample.texts, LANG_JA, &list, &out);
	rest = buf_str(&out);
	assert_true(str_starts(rest, "\xef\xbb\xbfverdict,priority,confidence,title,target,"));
	while (rest.n && str_ends(str_cut(&rest, '\n'), "\r"))
		lines++;
	assert_int_equal(lines, SAMPLE_FINDINGS + 1);
	assert_non_null(strstr(buf_text(&out), "\"greeting \"\"220 (vsFTPd 3.0.3)\"\"; TLS not offered\""));
	assert_non_null(strstr(buf_text(&out), "\"good\",\"\",\"confirmed\","));
	sample_release(&sample);
}

static void what_excel_would_run_is_defused(void **state)
{
	static const char *const evidences[] = {"=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1",
						"＠SUM(A1)"};

	for (size_t i = 0; i < COUNT(evidences); i++) {
		struct sample sample;
		struct finding_list list;
		BUF_SCOPED out;
		sample_init(&sample, LANG_EN);
		sample.findings[0].evidence = evidences[i];
		list = list_of(&sample);
		buf_init(&out, OUT_MAX);
		export_csv(sample.texts, LANG_EN, &list, &out);
		assert_non_null(strstr(buf_text(&out), arena_printf(&sample.arena, "\"'%s\"", evidences[i])));
		sample_release(&sample);
	}
}

/* The members that the schema of SARIF 2.1.0 requires: version and runs; tool; driver; name of it; id of a rule;
 * message of a result; and that a ruleIndex is that of the rule. */
static void sarif_has_what_its_schema_requires(void **state)
{
	const struct value *run, *driver, *rules, *results;
	struct sample sample;
	struct finding_list list;
	struct value *log;
	BUF_SCOPED out;

	sample_init(&sample, LANG_EN);
	list = list_of(&sample);
	buf_init(&out, OUT_MAX);
	export_sarif(sample.texts, LANG_EN, checks, "0.1.0", &list, &out);
	assert_int_equal(json_decode(&sample.arena, buf_str(&out), &log, NULL), ERR_OK);
	assert_string_equal(value_get_text(log, "version"), "2.1.0");
	run = value_at(value_get(log, "runs"), 0);
	driver = value_get(value_get(run, "tool"), "driver");
	rules = value_get(driver, "rules");
	results = value_get(run, "results");
	assert_string_equal(value_get_text(driver, "name"), "Tenken");
	assert_int_equal(value_count(rules), 2);
	assert_int_equal(value_count(results), SAMPLE_FINDINGS);
	for (size_t i = 0; i < value_count(rules); i++) {
		assert_string_equal(value_get_text(value_at(rules, i), "id"), checks[i].id);
		assert_true(*value_get_text(value_get(value_at(rules, i), "help"), "text"));
	}
	for (size_t i = 0; i < value_count(results); i++) {
		const struct value *result = value_at(results, i);
		int64_t index = value_get_int(result, "ruleIndex", -1);
		assert_true(*value_get_text(value_get(result, "message"), "text"));
		assert_string_equal(value_get_text(result, "ruleId"), sample.findings[i].check);
		if (index >= 0)
			assert_string_equal(value_get_text(value_at(rules, (size_t)index), "id"),
					    sample.findings[i].check);
	}
	sample_release(&sample);
}

static void a_rules_help_has_no_holes(void **state)
{
	static const char *const parts[] = {"shortDescription", "fullDescription", "help"};

	for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
		struct finding_list none = {0};
		const struct value *driver;
		struct sample sample;
		struct value *log;
		BUF_SCOPED out;
		sample_init(&sample, lang);
		buf_init(&out, OUT_MAX);
		export_sarif(sample.texts, lang, check_table, "0.1.0", &none, &out);
		assert_int_equal(json_decode(&sample.arena, buf_str(&out), &log, NULL), ERR_OK);
		driver = value_get(value_get(value_at(value_get(log, "runs"), 0), "tool"), "driver");
		for (size_t i = 0; check_table[i].id[0]; i++)
			for (size_t part = 0; part < COUNT(parts); part++) {
				const struct value *rule = value_at(value_get(driver, "rules"), i);
				const char *text = value_get_text(value_get(rule, parts[part]), "text");
				if (!*text || strstr(text, "{{") || strstr(text, "“”") || strstr(text, "「」"))
					fail_msg("%s of %s: %s", parts[part], check_table[i].id, text);
			}
		sample_release(&sample);
	}
}

static const struct value *result_at(struct sample *sample, struct buf *out, size_t index)
{
	struct finding_list list = list_of(sample);
	struct value *log;

	buf_clear(out);
	export_sarif(sample->texts, LANG_EN, checks, "0.1.0", &list, out);
	assert_int_equal(json_decode(&sample->arena, buf_str(out), &log, NULL), ERR_OK);
	return value_at(value_get(value_at(value_get(log, "runs"), 0), "results"), index);
}

static void a_result_lies_in_a_file_for_code_scanning(void **state)
{
	static const char *const rows[][2] = {{"www.example.jp", "www.example.jp/21"},
					      {"2001:db8::1", "2001%3Adb8%3A%3A1/21"},
					      {"日 本", "%E6%97%A5%20%E6%9C%AC/21"},
					      {"", "target/21"}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct value *physical;
		struct sample sample;
		BUF_SCOPED out;
		sample_init(&sample, LANG_EN);
		buf_init(&out, OUT_MAX);
		sample.findings[0].target = rows[i][0];
		sample.findings[0].port = 21;
		physical =
			value_get(value_at(value_get(result_at(&sample, &out, 0), "locations"), 0), "physicalLocation");
		assert_string_equal(value_get_text(value_get(physical, "artifactLocation"), "uri"), rows[i][1]);
		assert_int_equal(value_get_int(value_get(physical, "region"), "startLine", 0), 1);
		sample_release(&sample);
	}
}

static void levels_follow_priorities_and_only_failures_have_one(void **state)
{
	struct sample sample;
	BUF_SCOPED out;

	sample_init(&sample, LANG_EN);
	buf_init(&out, OUT_MAX);
	assert_string_equal(value_get_text(result_at(&sample, &out, 0), "level"), "error");
	assert_string_equal(value_get_text(result_at(&sample, &out, 2), "level"), "warning");
	assert_string_equal(value_get_text(result_at(&sample, &out, 3), "kind"), "open");
	assert_string_equal(value_get_text(result_at(&sample, &out, 3), "level"), "none");
	assert_string_equal(value_get_text(result_at(&sample, &out, 4), "kind"), "pass");
	sample_release(&sample);
}

static void the_same_matter_keeps_its_fingerprint(void **state)
{
	const char *key = "tenkenMatter/v1";
	struct sample sample;
	const char *first;
	BUF_SCOPED out;

	sample_init(&sample, LANG_EN);
	buf_init(&out, OUT_MAX);
	first = value_get_text(value_get(result_at(&sample, &out, 1), "partialFingerprints"), key);
	assert_int_equal(strlen(first), 64);
	sample.findings[1].evidence = "another";
	sample.findings[1].variant = "expiring";
	assert_string_equal(value_get_text(value_get(result_at(&sample, &out, 1), "partialFingerprints"), key), first);
	sample.findings[1].port = 8443;
	assert_string_not_equal(value_get_text(value_get(result_at(&sample, &out, 1), "partialFingerprints"), key),
				first);
	sample_release(&sample);
}

int test_export(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_has_a_mark_a_head_and_a_line_for_each_finding),
		cmocka_unit_test(what_excel_would_run_is_defused),
		cmocka_unit_test(sarif_has_what_its_schema_requires),
		cmocka_unit_test(a_rules_help_has_no_holes),
		cmocka_unit_test(a_result_lies_in_a_file_for_code_scanning),
		cmocka_unit_test(levels_follow_priorities_and_only_failures_have_one),
		cmocka_unit_test(the_same_matter_keeps_its_fingerprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
