/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <zlib.h>

#include "codec/pack.h"
#include "test.h"

#define LONG 100000

static void what_is_packed_can_be_unpacked(void **state)
{
	static char bytes[LONG], again[LONG];
	uLongf size = sizeof(again);
	BUF_SCOPED out;

	for (size_t i = 0; i < LONG; i++)
		bytes[i] = (char)(i * i >> 3);
	buf_init(&out, 2 * (size_t)LONG);
	pack_zlib(str_of(bytes, LONG), &out);
	assert_false(out.full);
	assert_int_equal(uncompress((unsigned char *)again, &size, (const unsigned char *)out.bytes, out.size), Z_OK);
	assert_int_equal(size, LONG);
	assert_memory_equal(bytes, again, LONG);
}

static void nothing_is_packed_as_nothing(void **state)
{
	unsigned char again[1];
	uLongf size = sizeof(again);
	BUF_SCOPED out;

	buf_init(&out, 100);
	pack_zlib(STR(""), &out);
	assert_int_equal(uncompress(again, &size, (const unsigned char *)out.bytes, out.size), Z_OK);
	assert_int_equal(size, 0);
}

static void a_full_buffer_says_so(void **state)
{
	BUF_SCOPED out;

	buf_init(&out, 4);
	pack_zlib(STR("much more than four bytes of it"), &out);
	assert_true(out.full);
}

int test_pack(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_can_be_unpacked),
		cmocka_unit_test(nothing_is_packed_as_nothing),
		cmocka_unit_test(a_full_buffer_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
