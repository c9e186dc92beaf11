/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/csv_writer.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void csv_writer_begin(struct buf *out)
{
	buf_add_text(out, BYTE_ORDER_MARK);
}

/* A sign, digits, and a fraction: what a spreadsheet reads as a number and nothing else. */
static bool is_number(struct str text)
{
	size_t digits = 0, points = 0, i = text.n && (*text.p == '-' || *text.p == '+');

	for (; i < text.n; i++) {
		digits += text.p[i] >= '0' && text.p[i] <= '9';
		points += text.p[i] == '.';
		if (text.p[i] != '.' && (text.p[i] < '0' || text.p[i] > '9'))
			return false;
	}
	return digits && points <= 1;
}

/* What Excel would run; in Japanese it takes the wide forms too. */
static bool is_formula(struct str text)
{
	static const char *const begins[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < COUNT(begins); i++)
		if (str_starts(text, begins[i]))
			return !is_number(text);
	return false;
}

void csv_writer_cell(struct buf *out, bool is_first, struct str text)
{
	if (!is_first)
		buf_add_byte(out, ',');
	buf_add_byte(out, '"');
	if (is_formula(text))
		buf_add_byte(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_add_byte(out, '"');
		buf_add_byte(out, text.p[i]);
	}
	buf_add_byte(out, '"');
}

void csv_writer_end_row(struct buf *out)
{
	buf_add_text(out, "\r\n");
}
