/* SPDX-License-Identifier: Apache-2.0 */
#include "web/multipart.h"

#include <string.h>

#include "base/buf.h"
#include "test.h"

#define TYPE "multipart/form-data; boundary=XyZ"
#define TOKEN                                                                                                          \
	"--XyZ\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n"                                         \
	"abc\r\n"
#define REPORT(name, bytes)                                                                                            \
	"--XyZ\r\nContent-Disposition: form-data; name=\"report\"; filename=\"" name                                   \
	"\"\r\nContent-Type: text/xml\r\n\r\n" bytes "\r\n"
#define END "--XyZ--\r\n"

static enum err decode(struct arena *arena, const char *type, struct str body, struct multipart *ret)
{
	struct fault why;
	enum err err = multipart_decode(arena, str_from(type), body, ret, &why);

	assert_true(!err || *why.text);
	return err;
}

static enum err refusal(const char *type, const char *body)
{
	struct multipart multipart;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return decode(&arena, type, str_from(body), &multipart);
}

static void a_form_with_a_file_is_cut_into_both(void **state)
{
	struct multipart multipart;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		decode(&arena, TYPE, STR(TOKEN REPORT("scan.xml", "<a>\r\n--XyZ is no boundary</a>") END), &multipart),
		ERR_INVALID); /* it is one: browsers choose another */
	assert_int_equal(decode(&arena, TYPE, STR(TOKEN REPORT("scan.xml", "<a>\r\n--Xy</a>\0\xff") END), &multipart),
			 ERR_OK);
	assert_string_equal(value_get_text(multipart.fields, "form_token"), "abc");
	assert_int_equal(multipart.file_count, 1);
	assert_true(str_is(multipart.files[0].field, "report"));
	assert_true(str_is(multipart.files[0].name, "scan.xml"));
	assert_true(str_eq(multipart.files[0].bytes, STR("<a>\r\n--Xy</a>\0\xff")));
}

static void a_file_that_was_not_chosen_is_empty(void **state)
{
	struct multipart multipart;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(decode(&arena, TYPE, STR(REPORT("", "") END), &multipart), ERR_OK);
	assert_int_equal(multipart.file_count, 1);
	assert_int_equal(multipart.files[0].name.n, 0);
	assert_int_equal(multipart.files[0].bytes.n, 0);
}

static void a_name_loses_its_path_and_its_escapes(void **state)
{
	struct multipart multipart;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(decode(&arena, TYPE,
				STR(REPORT("C:\\scans\\a%22b.xml", "1") REPORT("/etc/../c.xml", "2")
					    REPORT("\xe8\xa8\xba\xe6\x96\xad.xml", "3") END),
				&multipart),
			 ERR_OK);
	assert_true(str_is(multipart.files[0].name, "a\"b.xml"));
	assert_true(str_is(multipart.files[1].name, "c.xml"));
	assert_true(str_is(multipart.files[2].name, "\xe8\xa8\xba\xe6\x96\xad.xml"));
}

static void what_no_browser_sends_is_refused(void **state)
{
	static const char *const bodies[] = {
		"",
		"--XyZ",
		TOKEN,            /* cut off */
		TOKEN "--XyZ",    /* neither on nor at an end */
		" " TOKEN END,    /* something before */
		TOKEN END "more", /* something behind */
		TOKEN TOKEN END,  /* a field twice */
		"--XyZ\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''b\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; "
		"name=\"b\"\r\n\r\nx\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n" END,
		"--XyZ\r\nContent-Disposition: form-data; name=\"\x01\"\r\n\r\nx\r\n" END,
	};

	for (size_t i = 0; i < COUNT(bodies); i++)
		if (refusal(TYPE, bodies[i]) != ERR_INVALID)
			fail_msg("body %zu is taken", i);
	assert_int_equal(refusal(TYPE, END), ERR_INVALID); /* no part at all */
}

static void only_one_plain_boundary_is_taken(void **state)
{
	static const char *const types[] = {
		"",
		"text/plain; boundary=XyZ",
		"multipart/form-data",
		"multipart/form-data; boundary=",
		"multipart/form-data; boundary=a b",
		"multipart/form-data; boundary=XyZ; boundary=b",
		"multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901",
	};

	for (size_t i = 0; i < COUNT(types); i++)
		assert_int_equal(refusal(types[i], TOKEN END), ERR_INVALID);
	assert_int_equal(refusal("Multipart/Form-Data; charset=UTF-8; boundary=\"XyZ\"", TOKEN END), ERR_OK);
}

static void parts_heads_and_texts_are_bounded(void **state)
{
	struct multipart multipart;
	BUF_SCOPED body;
	ARENA_SCOPED arena;

	arena_init(&arena);
	buf_init(&body, 1 << 20);
	for (int i = 0; i <= MULTIPART_PARTS_MAX; i++)
		buf_add_text(&body, REPORT("a", "x"));
	buf_add_text(&body, END);
	assert_int_equal(decode(&arena, TYPE, buf_str(&body), &multipart), ERR_TOO_LARGE);
	buf_clear(&body);
	buf_printf(&body, "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\nX: %0*d\r\n\r\nx\r\n" END,
		   MULTIPART_HEAD_MAX, 0);
	assert_int_equal(decode(&arena, TYPE, buf_str(&body), &multipart), ERR_TOO_LARGE);
	buf_clear(&body);
	buf_printf(&body, "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n%0*d\r\n" END,
		   MULTIPART_TEXT_MAX + 1, 0);
	assert_int_equal(decode(&arena, TYPE, buf_str(&body), &multipart), ERR_TOO_LARGE);
}

int test_multipart(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_with_a_file_is_cut_into_both),
		cmocka_unit_test(a_file_that_was_not_chosen_is_empty),
		cmocka_unit_test(a_name_loses_its_path_and_its_escapes),
		cmocka_unit_test(what_no_browser_sends_is_refused),
		cmocka_unit_test(only_one_plain_boundary_is_taken),
		cmocka_unit_test(parts_heads_and_texts_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
