/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "checks/software/template_match.h"
#include "nuclei/nuclei_pattern.h"
#include "test.h"
#include "unit/checks/judge.h"

#define PANEL                                                                                                          \
	"id: foo-panel\ninfo: {name: Foo panel, severity: medium, classification: {cve-id: CVE-2024-1,"                \
	" cpe: 'cpe:2.3:a:bar:foo:*:*:*:*:*:*:*:*'}}\nhttp:\n  - path: ['{{BaseURL}}']\n"                              \
	"    matchers: [{type: word, words: [%s]}]\n"                                                                  \
	"    extractors: [{type: regex, group: 1, regex: ['Foo ([0-9.]+)']}]\n"
#define PAGE(body)                                                                                                     \
	{                                                                                                              \
		443, "http.response",                                                                                  \
			"{\"method\":\"GET\",\"path\":\"/"                                                             \
			"\",\"status\":200,\"headers\":[],\"title\":\"\",\"body_bytes\":9,"                            \
			"\"body\":\"" body "\"}"                                                                       \
	}

/* Turns on the template that looks for these words, given as they stand in the YAML. */
static void turn_on(struct arena *arena, const char *words)
{
	static struct check_knowledge knowledge;
	static const struct nuclei_template *template;

	assert_int_equal(
		nuclei_template_parse(arena, "t", str_from(arena_printf(arena, PANEL, words)), &template, NULL),
		ERR_OK);
	knowledge = (struct check_knowledge){
		.templates = &template, .template_count = 1, .patterns = nuclei_pattern_store_new()};
	judged_with = &knowledge;
}

static void turn_off(void)
{
	nuclei_pattern_store_free(judged_with->patterns);
	judged_with = NULL;
}

static void what_a_template_recognises_by_enough_is_likely(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	turn_on(&arena, "'Welcome to the Foo'");
	f = JUDGE("template-match", PAGE("Welcome to the Foo 1.2 panel"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_string_equal(f.remedy, "update:foo");
	assert_string_equal(f.evidence, "foo-panel; 1.2");
	assert_string_equal(value_get_text(f.details, "name"), "Foo panel");
	assert_string_equal(value_get_text(f.details, "severity"), "medium");
	turn_off();
}

static void a_single_word_is_never_bad_alone(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	turn_on(&arena, "Foo");
	f = JUDGE("template-match", PAGE("Welcome to the Foo 1.2 panel"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_string_equal(f.variant, "weak");
	turn_off();
}

static void what_does_not_match_or_was_not_recorded_is_no_finding(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	turn_on(&arena, "'Welcome to the Foo'");
	assert_int_equal(JUDGE_ALL("template-match", PAGE("It works!")).count, 0);
	assert_int_equal(JUDGE_ALL("template-match", {443, "tls.version", "{}"}).count, 0);
	turn_off();
}

static void without_templates_there_is_nothing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("template-match", PAGE("Foo")).count, 0);
}

int test_template_match(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_template_recognises_by_enough_is_likely),
		cmocka_unit_test(a_single_word_is_never_bad_alone),
		cmocka_unit_test(what_does_not_match_or_was_not_recorded_is_no_finding),
		cmocka_unit_test(without_templates_there_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
