/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/csv_writer.h"

#include "test.h"

#define WRITES(text, expected)                                                                                         \
	do {                                                                                                           \
		BUF_SCOPED out;                                                                                        \
		buf_init(&out, 1000);                                                                                  \
		csv_writer_cell(&out, true, STR(text));                                                                \
		assert_string_equal(buf_text(&out), expected);                                                         \
	} while (0)

static void what_excel_would_run_begins_with_an_apostrophe(void **state)
{
	(void)state;
	WRITES("=1+1", "\"'=1+1\"");
	WRITES("+cmd", "\"'+cmd\"");
	WRITES("-1+cmd", "\"'-1+cmd\"");
	WRITES("@SUM(A1)", "\"'@SUM(A1)\"");
	WRITES("\t=1", "\"'\t=1\"");
	WRITES("＝1", "\"'＝1\"");
	WRITES("-", "\"'-\"");
}

static void numbers_and_texts_stay_as_they_are(void **state)
{
	(void)state;
	WRITES("-12.5", "\"-12.5\"");
	WRITES("製造, \"卸売\"", "\"製造, \"\"卸売\"\"\"");
	WRITES("", "\"\"");
}

int test_csv_writer(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_excel_would_run_begins_with_an_apostrophe),
		cmocka_unit_test(numbers_and_texts_stay_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
