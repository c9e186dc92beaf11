/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "report/pdf/pdf_file.h"
#include "test.h"

static const char *number(struct buf *out, double value)
{
	buf_clear(out);
	pdf_file_number(out, value);
	return buf_text(out);
}

static void numbers_have_two_places_at_most(void **state)
{
	BUF_SCOPED out;

	buf_init(&out, 100);
	assert_string_equal(number(&out, 0), "0");
	assert_string_equal(number(&out, 595.28), "595.28");
	assert_string_equal(number(&out, -0.5), "-0.5");
	assert_string_equal(number(&out, 10.5), "10.5");
	assert_string_equal(number(&out, 0.05), "0.05");
	assert_string_equal(number(&out, 2.999), "3");
	assert_string_equal(number(&out, -0.001), "0");
}

static void texts_are_utf_16_with_pairs_beyond_the_first_plane(void **state)
{
	BUF_SCOPED out;

	buf_init(&out, 100);
	pdf_file_text(&out, str_from("A髙𠮷"));
	assert_string_equal(buf_text(&out), "<FEFF00419AD9D842DFB7>");
}

static void a_document_knows_where_it_ends(void **state)
{
	struct pdf_file file;
	int catalog, information;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 100000);
	buf_add_text(&out, "before");
	pdf_file_begin(&file, &arena, &out);
	catalog = pdf_file_reserve(&file);
	information = pdf_file_reserve(&file);
	assert_int_equal(catalog, 1);
	pdf_file_add(&file, catalog, STR("<</Type/Catalog>>"));
	pdf_file_add(&file, information, STR("<<>>"));
	assert_int_equal(pdf_file_end(&file, catalog, information, NULL), ERR_OK);
	assert_true(str_starts(str_skip(buf_str(&out), strlen("before")), "%PDF-1.5"));
	assert_true(str_ends(buf_str(&out), "%%EOF\n"));
	pdf_file_release(&file);
}

static void a_document_larger_than_its_buffer_is_refused(void **state)
{
	struct pdf_file file;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 40);
	pdf_file_begin(&file, &arena, &out);
	pdf_file_add(&file, pdf_file_reserve(&file), STR("<</Type/Catalog>>"));
	assert_int_equal(pdf_file_end(&file, 1, 1, NULL), ERR_TOO_LARGE);
	pdf_file_release(&file);
}

int test_pdf_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_have_two_places_at_most),
		cmocka_unit_test(texts_are_utf_16_with_pairs_beyond_the_first_plane),
		cmocka_unit_test(a_document_knows_where_it_ends),
		cmocka_unit_test(a_document_larger_than_its_buffer_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
