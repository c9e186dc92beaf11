/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/yaml.h"
#include "test.h"

static void assert_refused(const char *text, const char *expected)
{
	struct fault why = {0};
	struct value *value;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(yaml_decode(&arena, str_from(text), "f.yaml", &value, &why), ERR_INVALID);
	if (!strstr(why.text, expected))
		fail_msg("\"%s\" does not hold \"%s\"", why.text, expected);
}

static void values_know_their_place(void **state)
{
	struct fault why = {0};
	struct value *value;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		yaml_decode(&arena, STR("a: 1\nb:\n  - \"2\"\n  - はい\nc: true\nd: 007\n"), "f", &value, &why), 0);
	assert_int_equal(value_get_int(value, "a", 0), 1);
	assert_int_equal(value_count(value_get(value, "b")), 2);
	assert_string_equal(value_at(value_get(value, "b"), 0)->text.p, "2");
	assert_int_equal(value_at(value_get(value, "b"), 1)->line, 4);
	assert_int_equal(value_at(value_get(value, "b"), 1)->column, 5);
	assert_true(value_get_bool(value, "c"));
	assert_string_equal(value_get_text(value, "d"), "007");
}

static void a_block_text_keeps_its_lines(void **state)
{
	struct value *value;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(yaml_decode(&arena, STR("body: |\n  一行目\n\n  三行目\n"), "f", &value, NULL), 0);
	assert_string_equal(value_get_text(value, "body"), "一行目\n\n三行目\n");
}

static void what_is_wrong_is_named_with_its_place(void **state)
{
	assert_refused("a: 1\na: 2\n", "f.yaml:2:1: this key appears twice");
	assert_refused("a: &x 1\nb: *x\n", "anchors");
	assert_refused("a: !!int 1\n", "tags");
	assert_refused("a: 1\n---\nb: 2\n", "more than one document");
	assert_refused("a: [1, 2\nb: 3\n", "f.yaml:1:4: ");
	assert_refused("a: \"1\n\nb: 3\n", "f.yaml:1:4: ");
	assert_refused("a:\n  b: 1\n c: 2\n", "f.yaml:3:2: did not find expected key");
	assert_refused("a:\n\tb: 1\n", "f.yaml:2:1: found character that cannot start any token");
	assert_refused("\xff", "not UTF-8");
	assert_refused("a: 1\nb: \x07\n", "f.yaml:2:1: this line holds a control character");
}

static void nesting_has_a_limit(void **state)
{
	char text[401];

	memset(text, '[', 200);
	memset(text + 200, ']', 200);
	text[400] = '\0';
	assert_refused(text, "nested too deep");
}

static void an_escape_writes_a_control_character_where_the_caller_takes_it(void **state)
{
	struct value *value;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_refused("a: \"x\\x00y\"\n", "f.yaml:1:5: a text holds a control character");
	assert_int_equal(yaml_decode_escaped(&arena, STR("a: \"x\\x00y\"\n"), "f", &value, &why), ERR_OK);
	assert_true(str_eq(value_get(value, "a")->text, STR("x\0y")));
	assert_int_equal(yaml_decode_escaped(&arena, STR("a: x\ay\n"), "f", &value, &why), ERR_INVALID);
	assert_int_equal(yaml_decode_escaped(&arena, STR("\"a\\x00\": y\n"), "f", &value, &why), ERR_INVALID);
}

int test_yaml(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_know_their_place),
		cmocka_unit_test(a_block_text_keeps_its_lines),
		cmocka_unit_test(what_is_wrong_is_named_with_its_place),
		cmocka_unit_test(nesting_has_a_limit),
		cmocka_unit_test(an_escape_writes_a_control_character_where_the_caller_takes_it),
	};
	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
