/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdbool.h>
#include <string.h>

#include "test.h"

static bool is_zero(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

/* From the first, small block over a usual one to one that a large thing has for itself. */
static void memory_is_zeroed_in_every_block(void **state)
{
	static const size_t sizes[] = {1, 500, 600, 16 * 1024, 100, 300000, 8};
	ARENA_SCOPED arena = {0};

	for (size_t i = 0; i < COUNT(sizes); i++) {
		unsigned char *bytes = arena_alloc(&arena, sizes[i]);
		assert_true(is_zero(bytes, sizes[i]));
		memset(bytes, 0xff, sizes[i]);
	}
}

static void memory_is_zeroed_again_after_a_reset(void **state)
{
	ARENA_SCOPED arena = {0};

	for (int turn = 0; turn < 3; turn++) {
		for (size_t i = 0; i < 40; i++) {
			unsigned char *bytes = arena_alloc(&arena, 997);
			assert_true(is_zero(bytes, 997));
			memset(bytes, 0xff, 997);
		}
		arena_reset(&arena);
		assert_int_equal(arena.total, 0);
	}
}

int test_arena(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_in_every_block),
		cmocka_unit_test(memory_is_zeroed_again_after_a_reset),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
