/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "findings/observation.h"
#include "test.h"

static const char line[] =
	"{\"at_ms\":1750000000000,\"kind\":\"service.banner\",\"target\":\"www.example.jp\","
	"\"address\":\"192.0.2.1\",\"port\":21,\"data\":{\"service\":\"ftp\",\"text\":\"220 \\u00ff\"}}";

static void a_line_reads_and_writes_back_the_same(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED out;
	struct observation seen = {0};

	arena_init(&arena);
	buf_init(&out, OBSERVATION_LINE_MAX);
	assert_int_equal(observation_parse(&arena, str_from(line), &seen, NULL), ERR_OK);
	assert_true(seen.at_ms == INT64_C(1750000000000));
	assert_string_equal(seen.kind, "service.banner");
	assert_string_equal(seen.target, "www.example.jp");
	assert_string_equal(seen.address, "192.0.2.1");
	assert_int_equal(seen.port, 21);
	assert_string_equal(value_get_text(seen.data, "service"), "ftp");
	observation_format(&seen, &out);
	assert_string_equal(buf_text(&out),
			    "{\"at_ms\":1750000000000,\"kind\":\"service.banner\",\"target\":\"www.example.jp\","
			    "\"address\":\"192.0.2.1\",\"port\":21,\"data\":{\"service\":\"ftp\","
			    "\"text\":\"220 \xc3\xbf\"}}");
}

static void a_new_kind_needs_no_code(void **state)
{
	ARENA_SCOPED arena;
	struct observation seen = {0};

	arena_init(&arena);
	assert_int_equal(observation_parse(&arena, STR("{\"at_ms\":1,\"kind\":\"moon.phase\"}"), &seen, NULL), ERR_OK);
	assert_string_equal(seen.target, "");
	assert_int_equal(seen.port, 0);
	assert_int_equal(value_count(seen.data), 0);
}

static void what_is_wrong_is_named(void **state)
{
	static const struct {
		const char *line, *named;
	} rows[] = {
		{"", "JSON"},
		{"[]", "object"},
		{"{\"kind\":\"a\"}", "at_ms"},
		{"{\"at_ms\":1.5,\"kind\":\"a\"}", "at_ms"},
		{"{\"at_ms\":1}", "kind"},
		{"{\"at_ms\":1,\"kind\":3}", "kind"},
		{"{\"at_ms\":1,\"kind\":\"a\",\"port\":65536}", "port"},
		{"{\"at_ms\":1,\"kind\":\"a\",\"address\":\"x\\u0000y\"}", "address"},
		{"{\"at_ms\":1,\"kind\":\"a\",\"target\":\"x\\u001by\"}", "target"},
		{"{\"at_ms\":1,\"kind\":\"a\",\"data\":[]}", "data"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct observation seen = {.port = 7};
		struct fault why = {0};

		assert_int_equal(observation_parse(&arena, str_from(rows[i].line), &seen, &why), ERR_INVALID);
		if (!strstr(why.text, rows[i].named))
			fail_msg("%s: \"%s\" does not name %s", rows[i].line, why.text, rows[i].named);
		assert_int_equal(seen.port, 7);
	}
}

static void a_line_above_the_cap_is_refused(void **state)
{
	static char large[OBSERVATION_LINE_MAX + 1];
	ARENA_SCOPED arena;
	struct observation seen = {0};

	arena_init(&arena);
	memset(large, ' ', sizeof(large));
	memcpy(large, line, strlen(line));
	assert_int_equal(observation_parse(&arena, str_of(large, sizeof(large)), &seen, NULL), ERR_INVALID);
	assert_int_equal(observation_parse(&arena, str_of(large, sizeof(large) - 1), &seen, NULL), ERR_OK);
}

static void the_example_in_the_documentation_is_read(void **state)
{
	static char text[OBSERVATION_LINE_MAX];
	FILE *file = fopen("docs/examples/observations.jsonl", "rb");
	ARENA_SCOPED arena;
	size_t lines = 0;

	assert_non_null(file);
	arena_init(&arena);
	while (fgets(text, sizeof(text), file)) {
		struct observation seen;
		struct fault why = {0};

		if (observation_parse(&arena, str_trim(str_from(text)), &seen, &why))
			fail_msg("line %zu: %s", lines + 1, why.text);
		if (lines++ == 0)
			assert_string_equal(seen.kind, "probe.begin");
	}
	fclose(file);
	assert_true(lines > 10);
}

int test_observation(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_reads_and_writes_back_the_same),
		cmocka_unit_test(a_new_kind_needs_no_code),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(a_line_above_the_cap_is_refused),
		cmocka_unit_test(the_example_in_the_documentation_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
