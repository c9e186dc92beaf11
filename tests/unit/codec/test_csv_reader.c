/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/csv_reader.h"

#include <stdio.h>
#include <string.h>

#include "test.h"

/* A source that gives one byte at a time. */
static enum err read_one(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct str *rest = context;

	(void)size;
	(void)why;
	*ret_size = rest->n ? 1 : 0;
	if (rest->n)
		*room = *rest->p;
	*rest = str_skip(*rest, 1);
	return ERR_OK;
}

/* Rows as "LINE[a|b]", one behind the other, and the fault. */
static const char *read_all(struct str text, bool is_slow, enum err *ret_err)
{
	static char out[4096];
	static struct fault why;
	struct str rest = text;
	struct csv_reader *reader =
		csv_reader_new(is_slow ? (struct byte_source){read_one, &rest} : byte_source_of(&rest));
	struct csv_row row;

	*out = 0;
	while (csv_reader_row(reader, &row)) {
		size_t at = strlen(out);
		at += (size_t)snprintf(out + at, sizeof(out) - at, "%llu[", (unsigned long long)row.line);
		for (size_t i = 0; i < row.count; i++)
			at += (size_t)snprintf(out + at, sizeof(out) - at, "%s%.*s", i ? "|" : "", (int)row.fields[i].n,
					       row.fields[i].p);
		snprintf(out + at, sizeof(out) - at, "]");
	}
	*ret_err = csv_reader_fault(reader, &why);
	csv_reader_free(reader);
	return *ret_err ? why.text : out;
}

#define READS(text, expected)                                                                                          \
	do {                                                                                                           \
		enum err err;                                                                                          \
		assert_string_equal(read_all(STR(text), false, &err), expected);                                       \
		assert_int_equal(err, ERR_OK);                                                                         \
		assert_string_equal(read_all(STR(text), true, &err), expected);                                        \
	} while (0)

#define REFUSES(text, expected)                                                                                        \
	do {                                                                                                           \
		enum err err;                                                                                          \
		assert_string_equal(read_all(STR(text), false, &err), expected);                                       \
		assert_int_equal(err, ERR_INVALID);                                                                    \
		assert_string_equal(read_all(STR(text), true, &err), expected);                                        \
	} while (0)

static void rows_and_fields_are_cut(void **state)
{
	(void)state;
	READS("", "");
	READS("a,b\nc,d\n", "1[a|b]2[c|d]");
	READS("a,b\r\nc,d", "1[a|b]2[c|d]");
	READS(",\n\n x ,", "1[|]2[]3[ x |]");
	READS("\"\"", "1[]");
}

static void quotes_hold_commas_lines_and_quotes(void **state)
{
	(void)state;
	READS("\"a,b\",\"c\"\"d\"\n\"e\nf\",g\nh\n", "1[a,b|c\"d]2[e\nf|g]4[h]");
	READS("\"a\r\nb\"", "1[a\r\nb]");
}

static void what_is_no_csv_names_its_line(void **state)
{
	(void)state;
	REFUSES("a\nb\"c\n", "CSV, line 2: a quote inside a field, or more after its end");
	REFUSES("\"a\"b\n", "CSV, line 1: a quote inside a field, or more after its end");
	REFUSES("a\n\"b\nc", "CSV, line 3: a quote is never closed");
	REFUSES("a\rb", "CSV, line 1: a carriage return without a line feed");
	REFUSES("a\n\xff\n", "CSV, line 3: a row that is no UTF-8 text ends here");
	REFUSES("a\0b", "CSV, line 1: a row that is no UTF-8 text ends here");
}

static void a_row_has_its_caps(void **state)
{
	static char text[CSV_ROW_MAX + 10];
	enum err err;

	(void)state;
	memset(text, ',', CSV_FIELDS_MAX);
	assert_string_equal(read_all(str_of(text, CSV_FIELDS_MAX), false, &err),
			    "CSV, line 1: too many fields in a row");
	memset(text, 'x', sizeof(text));
	assert_string_equal(read_all(str_of(text, sizeof(text)), false, &err), "CSV, line 1: a row is too long");
	assert_int_equal(err, ERR_TOO_LARGE);
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	enum err err;

	(void)state;
	assert_string_equal(read_all(STR("\xef\xbb\xbf"
					 "a,b\n"),
				     false, &err),
			    "1[a|b]");
}

int test_csv_reader(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_fields_are_cut),
		cmocka_unit_test(quotes_hold_commas_lines_and_quotes),
		cmocka_unit_test(what_is_no_csv_names_its_line),
		cmocka_unit_test(a_row_has_its_caps),
		cmocka_unit_test(a_byte_order_mark_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
