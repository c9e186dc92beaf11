/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
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
	static const char *const evidences[] = {
		"=cmd|'/c calc'!A1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"};

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

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(text, words[i]))
			return true;
	return false;
}

static void demand_text(const struct value *of, const char *key)
{
	if (!*value_get_text(value_get(of, key), "text"))
		fail_msg("%s has no text", key);
}

/* A path below a root: no scheme, no host, no step upwards, and nothing that RFC 3986 lets stand in no path. */
static void demand_path(const char *uri)
{
	assert_true(*uri && *uri != '/');
	assert_null(strstr(uri, "://"));
	assert_null(strstr(uri, ".."));
	for (const char *at = uri; *at; at++)
		if (!isalnum((unsigned char)*at) && !strchr("-._~%/", *at))
			fail_msg("%s", uri);
}

static void demand_location(const struct value *location)
{
	const struct value *physical = value_get(location, "physicalLocation");

	demand_path(value_get_text(value_get(physical, "artifactLocation"), "uri"));
	assert_true(value_get_int(value_get(physical, "region"), "startLine", 0) >= 1);
}

static void demand_result(const struct value *result, const struct value *rules)
{
	static const char *const levels[] = {"none", "note", "warning", "error"};
	static const char *const kinds[] = {"pass", "open", "informational", "notApplicable", "review", "fail"};
	int64_t index = value_get_int(result, "ruleIndex", -1);
	const struct value *locations = value_get(result, "locations");

	assert_true(index >= -1 && index < (int64_t)value_count(rules));
	if (index >= 0)
		assert_string_equal(value_get_text(value_at(rules, (size_t)index), "id"),
				    value_get_text(result, "ruleId"));
	demand_text(result, "message");
	assert_true(is_one_of(value_get_text(result, "level"), levels, COUNT(levels)));
	assert_true(is_one_of(value_get_text(result, "kind"), kinds, COUNT(kinds)));
	/* 3.27.10: a level is told of failures alone. */
	assert_true(!strcmp(value_get_text(result, "kind"), "fail") ==
		    !!strcmp(value_get_text(result, "level"), "none"));
	assert_true(value_count(locations) >= 1);
	for (size_t i = 0; i < value_count(locations); i++)
		demand_location(value_at(locations, i));
	assert_non_null(
		strchr(value_get_text(value_get(result, "partialFingerprints"), "primaryLocationLineHash"), ':'));
}

static void demand_rule(const struct value *rules, size_t index)
{
	const struct value *rule = value_at(rules, index), *tags = value_get(value_get(rule, "properties"), "tags");

	demand_text(rule, "shortDescription");
	demand_text(rule, "fullDescription");
	demand_text(rule, "help");
	assert_true(strlen(value_get_text(rule, "id")) > 0 && strlen(value_get_text(rule, "id")) <= 255);
	assert_true(strlen(value_get_text(value_get(rule, "shortDescription"), "text")) <= 1024);
	assert_true(strlen(value_get_text(value_get(rule, "fullDescription"), "text")) <= 4096);
	assert_true(value_count(tags) >= 1 && value_count(tags) <= 20);
	for (size_t i = 0; i < index; i++)
		assert_string_not_equal(value_get_text(value_at(rules, i), "id"), value_get_text(rule, "id"));
}

/* What SARIF 2.1.0 requires of its objects, and what GitHub's code scanning refuses a file or a result without. */
static void a_file_has_what_code_scanning_demands(void **state)
{
	for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
		const struct value *run, *driver, *rules;
		struct sample sample;
		struct finding_list list;
		struct value *log;
		BUF_SCOPED out;
		sample_init(&sample, lang);
		sample.findings[0].target = "2001:db8::1";
		sample.findings[1].target = "";
		list = list_of(&sample);
		buf_init(&out, OUT_MAX);
		export_sarif(sample.texts, lang, check_table, "0.1.0", &list, &out);
		assert_int_equal(json_decode(&sample.arena, buf_str(&out), &log, NULL), ERR_OK);
		assert_string_equal(value_get_text(log, "version"), "2.1.0");
		assert_true(str_ends(str_from(value_get_text(log, "$schema")), "sarif-schema-2.1.0.json"));
		assert_int_equal(value_count(value_get(log, "runs")), 1);
		run = value_at(value_get(log, "runs"), 0);
		driver = value_get(value_get(run, "tool"), "driver");
		rules = value_get(driver, "rules");
		assert_true(*value_get_text(driver, "name") && *value_get_text(driver, "version"));
		assert_true(value_count(rules) > 0 && value_count(rules) <= 25000);
		for (size_t i = 0; i < value_count(rules); i++)
			demand_rule(rules, i);
		for (size_t i = 0; i < value_count(value_get(run, "results")); i++)
			demand_result(value_at(value_get(run, "results"), i), rules);
		assert_int_equal(value_count(value_get(run, "results")), SAMPLE_FINDINGS);
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
		cmocka_unit_test(a_file_has_what_code_scanning_demands),
		cmocka_unit_test(a_result_lies_in_a_file_for_code_scanning),
		cmocka_unit_test(levels_follow_priorities_and_only_failures_have_one),
		cmocka_unit_test(the_same_matter_keeps_its_fingerprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
