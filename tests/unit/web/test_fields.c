/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "test.h"
#include "usecases/advice/advice_document.h"
#include "web/fields.h"
#include "web/http_head.h"

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

/* All 81 measures of a catalogue and some that it does not know, with own words as long as a page takes them in each,
 * every character nine bytes. */
static void the_form_of_the_largest_plan_of_advice_fits(void **state)
{
	struct value *fields;
	ARENA_SCOPED arena;
	BUF_SCOPED body;

	arena_init(&arena);
	buf_init(&body, (size_t)4 * HTTP_BODY_MAX);
	buf_add_text(&body, "form_token=0123456789abcdef0123456789abcdef0123456789abcdef&read_ms=1748826000000");
	for (int i = 0; i < 100; i++) {
		buf_printf(&body, "&stage-%d=months_3&place-%d=9999&own-%d=", i, i, i);
		for (int k = 0; k < ADVICE_OWN_CHARS; k++)
			buf_add_text(&body, "%E8%AA%9E");
	}
	assert_in_range(buf_str(&body).n, 1, HTTP_BODY_MAX);
	assert_int_equal(fields_decode(&arena, buf_str(&body), &fields, NULL), ERR_OK);
	assert_int_equal(fields->count, 302);
}

int test_fields(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head_full_of_cookies_costs_no_more_than_a_few),
		cmocka_unit_test(the_form_of_the_largest_plan_of_advice_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
