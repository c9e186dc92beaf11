/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "test.h"
#include "web/fields.h"

static void a_head_full_of_cookies_costs_no_more_than_a_few(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED header;
	struct value *cookies;

	arena_init(&arena);
	cookies = value_map(&arena);
	buf_init(&header, 100000);
	buf_add_text(&header, "session=mine");
	for (int i = 0; i < 4000; i++)
		buf_printf(&header, ";%x=", (unsigned)i);
	for (int i = 0; i < 60; i++) /* a head may hold sixty such headers */
		fields_decode_cookies(&arena, buf_str(&header), "", cookies);
	assert_int_equal(cookies->count, COOKIES_MAX);
	assert_string_equal(value_get_text(cookies, "session"), "mine");
}

int test_fields(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head_full_of_cookies_costs_no_more_than_a_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
