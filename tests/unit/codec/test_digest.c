/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/digest.h"
#include "test.h"

static void base64_is_the_same_in_an_arena_and_in_a_buffer(void **state)
{
	char bytes[200];
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 37);
	for (size_t size = 0; size <= sizeof(bytes); size++) {
		BUF_SCOPED out;

		buf_init(&out, 1000);
		digest_base64_add(&out, str_of(bytes, size));
		assert_true(str_eq(buf_str(&out), digest_base64_encode(&arena, str_of(bytes, size))));
	}
}

static void base64_is_that_of_the_standard(void **state)
{
	BUF_SCOPED out;

	buf_init(&out, 100);
	digest_base64_add(&out, STR("fo"));
	digest_base64_add(&out, STR("foobar"));
	assert_string_equal(buf_text(&out), "Zm8=Zm9vYmFy");
}

int test_digest(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_is_the_same_in_an_arena_and_in_a_buffer),
		cmocka_unit_test(base64_is_that_of_the_standard),
	};
	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
