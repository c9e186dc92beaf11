/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "codec/cbor.h"
#include "test.h"

static struct cbor_item only(struct str bytes)
{
	struct cbor_item item;

	assert_true(cbor_next(&bytes, &item));
	assert_int_equal(bytes.n, 0);
	return item;
}

/* Examples of RFC 8949, appendix A. */
static void what_authenticators_write_is_read(void **state)
{
	struct str pair = STR("\xa1\x01\x82\x20\x43"
			      "abc");
	struct cbor_item item;

	assert_int_equal(only(STR("\x17")).number, 23);
	assert_int_equal(only(STR("\x18\x64")).number, 100);
	assert_int_equal(only(STR("\x1a\x00\x0f\x42\x40")).number, 1000000);
	assert_int_equal(only(STR("\x39\x03\xe7")).number, -1000);
	assert_int_equal(only(STR("\xf5")).number, 21);
	assert_true(str_is(only(STR("\x64IETF")).bytes, "IETF"));
	assert_int_equal(only(STR("\x40")).bytes.n, 0);
	assert_true(cbor_next(&pair, &item) && item.kind == CBOR_MAP && item.count == 1);
	assert_true(cbor_next(&pair, &item) && item.kind == CBOR_INT && item.number == 1);
	assert_true(cbor_next(&pair, &item) && item.kind == CBOR_LIST && item.count == 2);
	assert_true(cbor_next(&pair, &item) && item.kind == CBOR_INT && item.number == -1);
	assert_true(cbor_next(&pair, &item) && item.kind == CBOR_BYTES && str_is(item.bytes, "abc"));
	assert_int_equal(pair.n, 0);
}

static void what_is_refused_takes_nothing(void **state)
{
	static const struct str refused[] = {
		{"", 0},
		{"\x1c", 1},                                      /* a length that is not assigned */
		{"\x5f\x41\x61\xff", 4},                          /* of indefinite length */
		{"\xc0\x00", 2},                                  /* a tag */
		{"\xf9\x3c\x00", 3},                              /* floating point */
		{"\xf8\x20", 2},                                  /* a simple value of two bytes */
		{"\x1b\x80\x00\x00\x00\x00\x00\x00\x00", 9},      /* 2^63 */
		{"\x3b\x80\x00\x00\x00\x00\x00\x00\x00", 9},      /* -2^63 - 1 */
		{"\x19\x01", 2},                                  /* cut in its number */
		{"\x5a\x7f\xff\xff\xff\x61", 6},                  /* six bytes that speak of 2 GB */
		{"\x9b\x00\x00\x00\x00\xff\xff\xff\xff\x00", 10}, /* likewise, as items */
		{"\xa1\x00", 2},                                  /* a pair without its second half */
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct str rest = refused[i];
		struct cbor_item item;
		if (cbor_next(&rest, &item))
			fail_msg("row %zu is read", i);
		assert_int_equal(rest.n, refused[i].n);
	}
}

static void a_whole_item_is_passed_with_all_that_it_holds(void **state)
{
	struct str rest = STR("\xa2\x61"
			      "a\x82\x01\x02\x61"
			      "b\xa0\x05");
	struct str short_of_one = STR("\x82\x82\x01\x02");

	assert_true(cbor_pass(&rest));
	assert_true(str_is(rest, "\x05"));
	assert_false(cbor_pass(&short_of_one));
}

static void nesting_has_a_limit(void **state)
{
	char text[CBOR_DEPTH_MAX + 1];
	struct str deep = {text, CBOR_DEPTH_MAX}, deeper = {text, CBOR_DEPTH_MAX + 1};

	memset(text, '\x81', sizeof(text));
	text[CBOR_DEPTH_MAX - 1] = '\x00';
	assert_true(cbor_pass(&deep));
	text[CBOR_DEPTH_MAX - 1] = '\x81';
	text[CBOR_DEPTH_MAX] = '\x00';
	assert_false(cbor_pass(&deeper));
}

/* Every input of up to three bytes: nothing is read behind its end (the sanitizers look), and what is taken is an item.
 */
static void every_short_input_ends(void **state)
{
	for (size_t n = 0; n <= 3; n++) {
		for (uint32_t bytes = 0; bytes >> (8 * n) == 0; bytes++) {
			const char text[3] = {(char)bytes, (char)(bytes >> 8), (char)(bytes >> 16)};
			char *exact = n ? malloc(n) : NULL;
			struct str rest = {exact, n};
			if (n)
				memcpy(exact, text, n);
			if (cbor_pass(&rest))
				assert_true(rest.n < n);
			free(exact);
		}
	}
}

int test_cbor(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_authenticators_write_is_read),
		cmocka_unit_test(what_is_refused_takes_nothing),
		cmocka_unit_test(a_whole_item_is_passed_with_all_that_it_holds),
		cmocka_unit_test(nesting_has_a_limit),
		cmocka_unit_test(every_short_input_ends),
	};
	return cmocka_run_group_tests_name("cbor", tests, NULL, NULL);
}
