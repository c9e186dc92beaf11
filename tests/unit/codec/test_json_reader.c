/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "codec/json_reader.h"
#include "test.h"

/* Hands the bytes out a few at a time, so that every token is cut somewhere. */
struct drip {
	struct str rest;
	size_t step;
};

static enum err read_drip(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct drip *drip = context;
	struct str part = str_head(drip->rest, drip->step < size ? drip->step : size);

	if (part.n)
		memcpy(room, part.p, part.n);
	drip->rest = str_skip(drip->rest, part.n);
	*ret_size = part.n;
	return ERR_OK;
}

struct text {
	struct drip drip;
	struct json_reader *json;
	struct arena arena;
};

static struct json_reader *open_text(struct text *text, struct str bytes, size_t step)
{
	text->drip = (struct drip){bytes, step};
	arena_init(&text->arena);
	text->json = json_reader_new((struct byte_source){read_drip, &text->drip});
	return text->json;
}

static void close_text(struct text *text)
{
	json_reader_free(text->json);
	arena_release(&text->arena);
}

/* The fault after passing over the whole text, "" when there is none. */
static const char *fault_of(const char *bytes, struct fault *fault)
{
	struct text text;
	struct json_reader *json = open_text(&text, str_from(bytes), SIZE_MAX);

	while (json_reader_kind(json) != JSON_KIND_END)
		json_reader_skip(json);
	if (!json_reader_fault(json, fault))
		fault->text[0] = '\0';
	close_text(&text);
	return fault->text;
}

static void texts_are_read_with_their_escapes_wherever_the_bytes_are_cut(void **state)
{
	static const char bytes[] = "[\"plain\", \"\\u65e5\\u672c \\ud83d\\ude00\\n\\\"\\/\", \"\xe6\x97\xa5\"]";
	static const char *const expected[] = {"plain", "\xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x98\x80\n\"/",
					       "\xe6\x97\xa5"};

	for (size_t step = 1; step < sizeof(bytes); step++) {
		struct text text;
		struct json_reader *json = open_text(&text, STR(bytes), step);
		size_t count = 0;
		for (struct json_array array = json_reader_array(json); json_reader_item(json, &array); count++)
			assert_true(str_is(json_reader_text(json, &text.arena), expected[count]));
		assert_int_equal(count, 3);
		assert_int_equal(json_reader_kind(json), JSON_KIND_END);
		assert_int_equal(json_reader_fault(json, NULL), ERR_OK);
		close_text(&text);
	}
}

static void wanted_names_are_found_and_others_passed_over(void **state)
{
	static const char *const names[] = {"number", "is", "none", NULL};
	struct text text;
	struct json_reader *json =
		open_text(&text, STR("{\"x\":{\"number\":[1,{}]},\"is\":true,\"none\":null,\"number\":-1.5e1} 7"), 3);
	struct json_object object = json_reader_object(json, names);

	assert_int_equal(json_reader_name(json, &object), 1);
	assert_true(json_reader_bool(json));
	assert_int_equal(json_reader_name(json, &object), 2);
	assert_true(json_reader_null(json));
	assert_int_equal(json_reader_name(json, &object), 0);
	assert_true(json_reader_number(json) == -15);
	assert_int_equal(json_reader_name(json, &object), -1);
	assert_int_equal(json_reader_kind(json), JSON_KIND_NUMBER); /* a second value in the text */
	assert_int_equal(json_reader_take_refusal(json, NULL), ERR_OK);
	close_text(&text);
}

static void what_is_no_json_has_line_and_column(void **state)
{
	static const char *const rows[][2] = {
		{"{\"a\":1,}", "line 1, column 8: a name is missing"},
		{"{\"a\" 1}", "line 1, column 6: a colon is missing"},
		{"[1 2]", "line 1, column 4: a comma or an end is missing"},
		{"[\n1,\n  x]", "line 3, column 3: this is no value"},
		{"[01]", "line 1, column 2: this is no value"},
		{"[1.]", "line 1, column 2: this is no value"},
		{"[-]", "line 1, column 2: this is no value"},
		{"[nul]", "line 1, column 2: this is no value"},
		{"[\"\\x\"]", "line 1, column 3: this may not stand in a text"},
		{"[\"a\nb\"]", "line 1, column 4: this may not stand in a text"},
		{"[\"\xc3(\"]", "line 1, column 3: this is not UTF-8"},
		{"[\"\xed\xa0\x80\"]", "line 1, column 3: this is not UTF-8"},
		{"[\"abc", "line 1, column 6: the text ends in the middle"},
		{"{\"a\":[1", "line 1, column 8: the text ends in the middle"},
		{"{", "line 1, column 2: the text ends in the middle"},
		{"]", "line 1, column 1: this is no value"},
	};
	struct fault fault;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_non_null(strstr(fault_of(rows[i][0], &fault), rows[i][1]));
	assert_string_equal(fault_of("{\"a\":[{},[],\"\",0,-0.5E-3,true,false,null]}\n{}", &fault), "");
}

static void ten_thousand_levels_are_refused_without_growing(void **state)
{
	static char deep[10001];
	struct fault fault;

	memset(deep, '[', sizeof(deep) - 1);
	assert_non_null(strstr(fault_of(deep, &fault), "column 65: nested too deep"));
}

static void a_wrong_kind_spoils_its_record_and_not_the_next(void **state)
{
	static const char *const names[] = {"id", "list", NULL};
	struct text text;
	struct json_reader *json = open_text(
		&text,
		STR("[{\"list\":[\"a\",5,\"b\"],\"id\":\"lost\"},{\"id\":\"a\",\"id\":\"b\"},{\"id\":\"good\"}]"), 7);
	static const char *const expected[] = {"a value is not a text", "\"id\" stands twice", ""};
	struct json_array array = json_reader_array(json);

	for (size_t i = 0; json_reader_item(json, &array); i++) {
		struct json_object object = json_reader_object(json, names);
		struct str id = STR("");
		struct fault why = {ERR_OK, ""};
		for (int name; (name = json_reader_name(json, &object)) >= 0;) {
			if (name == 0) {
				id = json_reader_text(json, &text.arena);
				continue;
			}
			for (struct json_array list = json_reader_array(json); json_reader_item(json, &list);)
				json_reader_text(json, &text.arena);
		}
		assert_true(json_reader_take_refusal(json, &why) || str_is(id, "good"));
		assert_string_equal(why.text, expected[i]);
	}
	assert_int_equal(json_reader_fault(json, NULL), ERR_OK);
	close_text(&text);
}

/* A text that never ends, in a value that is wanted and in one that is not. */
struct endless {
	const char *head;
	uint64_t left;
};

static enum err read_endless(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct endless *endless = context;
	size_t head = strlen(endless->head);

	*ret_size = head ? head : endless->left < size ? (size_t)endless->left : size;
	if (head)
		memcpy(room, endless->head, head);
	else
		memset(room, 'x', *ret_size);
	endless->left -= head ? 0 : *ret_size;
	endless->head = "";
	return ERR_OK;
}

static void a_gigabyte_of_text_takes_no_memory(void **state)
{
	static const char *const names[] = {"id", NULL};
	static const char *const heads[] = {"{\"id\":\"", "{\"other\":\""};

	for (size_t i = 0; i < 2; i++) {
		struct endless endless = {heads[i], (uint64_t)1 << 30};
		struct json_reader *json = json_reader_new((struct byte_source){read_endless, &endless});
		struct json_object object = json_reader_object(json, names);
		struct fault why;
		ARENA_SCOPED arena;
		arena_init(&arena);
		while (json_reader_name(json, &object) >= 0)
			json_reader_text(json, &arena);
		assert_int_equal(json_reader_fault(json, &why), ERR_INVALID);
		assert_non_null(strstr(why.text, "the text ends in the middle"));
		assert_true(arena.total <= 2 * JSON_READER_TEXT_MAX);
		json_reader_free(json);
	}
}

static void half_a_surrogate_pair_spoils_the_record_that_wants_it(void **state)
{
	struct text text;
	struct json_reader *json = open_text(&text, STR("\"\\ud83d\" \"\\udc00x\" \"\\ud83d\\u0041\""), 2);
	struct fault why;

	for (int i = 0; i < 3; i++) {
		assert_int_equal(json_reader_text(json, &text.arena).n, 0);
		assert_int_equal(json_reader_take_refusal(json, &why), ERR_INVALID);
		assert_string_equal(why.text, "half of a surrogate pair");
	}
	close_text(&text);
}

int test_json_reader(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_read_with_their_escapes_wherever_the_bytes_are_cut),
		cmocka_unit_test(wanted_names_are_found_and_others_passed_over),
		cmocka_unit_test(what_is_no_json_has_line_and_column),
		cmocka_unit_test(ten_thousand_levels_are_refused_without_growing),
		cmocka_unit_test(a_wrong_kind_spoils_its_record_and_not_the_next),
		cmocka_unit_test(a_gigabyte_of_text_takes_no_memory),
		cmocka_unit_test(half_a_surrogate_pair_spoils_the_record_that_wants_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
