/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "programme/edition_parts.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

static void add(struct edition_parts *parts, const char *name, const char *text)
{
	struct fault why = {0};

	if (edition_parts_add(parts, name, str_from(text), &why))
		fail_msg("%s", why.text);
}

static const char *packed(struct arena *arena, const struct edition_parts *parts)
{
	struct fault why = {0};
	BUF_SCOPED out;

	buf_init(&out, EDITION_PACKED_MAX);
	assert_int_equal(edition_parts_pack(parts, &out, &why), ERR_OK);
	return arena_strdup(arena, buf_text(&out));
}

static void parts_stand_in_the_order_of_their_names(void **state)
{
	struct edition_parts parts = {.folder = "f"}, others = {.folder = "g"};
	char hash[EDITION_HASH_SIZE], other_hash[EDITION_HASH_SIZE];
	ARENA_SCOPED arena;

	arena_init(&arena);
	add(&parts, "mails/b.yaml", "2");
	add(&parts, "edition.yaml", "\"1\"\n");
	add(&others, "edition.yaml", "\"1\"\n");
	add(&others, "mails/b.yaml", "2");
	assert_string_equal(packed(&arena, &parts), "{\"edition.yaml\":\"\\\"1\\\"\\n\",\"mails/b.yaml\":\"2\"}");
	assert_string_equal(packed(&arena, &parts), packed(&arena, &others));
	edition_parts_hash(&parts, hash);
	edition_parts_hash(&others, other_hash);
	assert_string_equal(hash, other_hash);
	assert_true(str_is(edition_parts_find(&parts, "mails/b.yaml")->bytes, "2"));
	assert_null(edition_parts_find(&parts, "mails/c.yaml"));
}

static void the_hash_is_that_of_the_packed_text(void **state)
{
	struct edition_parts parts = {.folder = "f"};
	char hash[EDITION_HASH_SIZE];

	add(&parts, "a", "b");
	edition_parts_hash(&parts, hash);
	/* printf '{"a":"b"}' | sha256sum */
	assert_string_equal(hash, "db4a7ecb114bc66c623a06c4ff6fe8daa2f49cc270ebbf7a1f81e22ab061c837");
}

static void what_was_packed_comes_back(void **state)
{
	struct edition_parts shipped, back = {.folder = "back"};
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	shipped = shipped_parts(&arena, "shipped");
	assert_int_equal(edition_parts_unpack(&arena, str_from(packed(&arena, &shipped)), &back, &why), ERR_OK);
	assert_int_equal(back.count, shipped.count);
	for (size_t i = 0; i < back.count; i++) {
		assert_string_equal(back.items[i].name, shipped.items[i].name);
		assert_true(str_eq(back.items[i].bytes, shipped.items[i].bytes));
	}
}

static void a_text_that_was_not_packed_here_is_damaged(void **state)
{
	static const char *const texts[] = {
		"",
		"format: 1\n",
		"[]",
		"{\"b\":\"1\",\"a\":\"2\"}",
		"{\"a\": \"1\"}",
		"{\"a\":1}",
		"{\"a\":\"1\"} ",
		"{\"a\":\"\\u0031\"}",
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct edition_parts parts = {.folder = "f"};
		struct fault why = {0};
		assert_int_equal(edition_parts_unpack(&arena, str_from(texts[i]), &parts, &why), ERR_CORRUPT);
		assert_non_null(strstr(why.text, "f: is damaged"));
	}
}

static void the_parts_are_bounded_in_number_and_size(void **state)
{
	struct edition_parts many = {.folder = "f"}, large = {.folder = "f"};
	char *bytes = calloc(1, EDITION_BYTES_MAX);
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_non_null(bytes);
	for (int i = 0; i < EDITION_PARTS_MAX; i++)
		add(&many, arena_printf(&arena, "mails/m%d.yaml", i), "");
	assert_int_equal(edition_parts_add(&many, "mails/more.yaml", STR(""), &why), ERR_TOO_LARGE);
	assert_int_equal(edition_parts_add(&many, "mails/m7.yaml", STR(""), &why), ERR_CONFLICT);
	assert_int_equal(many.count, EDITION_PARTS_MAX);
	assert_int_equal(edition_parts_add(&large, "a", str_of(bytes, EDITION_BYTES_MAX), &why), ERR_TOO_LARGE);
	assert_int_equal(edition_parts_add(&large, "a", str_of(bytes, EDITION_BYTES_MAX - 1), &why), ERR_OK);
	assert_int_equal(edition_parts_add(&large, "b", STR(""), &why), ERR_TOO_LARGE);
	free(bytes);
}

int test_edition_parts(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_stand_in_the_order_of_their_names),
		cmocka_unit_test(the_hash_is_that_of_the_packed_text),
		cmocka_unit_test(what_was_packed_comes_back),
		cmocka_unit_test(a_text_that_was_not_packed_here_is_damaged),
		cmocka_unit_test(the_parts_are_bounded_in_number_and_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
