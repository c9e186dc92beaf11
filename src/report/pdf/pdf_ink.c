/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf/pdf_ink.h"

#include <math.h>
#include <stdlib.h>

#define CIRCLE   0.5523 /* of a radius: how far the handles of a quarter of a circle stand */
#define SMALLEST 0.003  /* em: a glyph that is nearer than this stands where it would stand by itself */

/* Numbers, then the operator that takes them. */
static void say(struct buf *out, const double *numbers, size_t count, const char *operator)
{
	for (size_t i = 0; i < count; i++) {
		pdf_file_number(out, numbers[i]);
		buf_add_byte(out, ' ');
	}
	buf_add_text(out, operator);
	buf_add_byte(out, '\n');
}

#define SAY(out, operator, ...)                                                                                        \
	say(out, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double), operator)

void pdf_ink_begin(struct buf *out)
{
	SAY(out, "cm", 1, 0, 0, -1, 0, PDF_HEIGHT);
}

void pdf_ink_save(struct buf *out, double scale)
{
	buf_add_text(out, "q\n");
	SAY(out, "cm", scale, 0, 0, scale, PDF_LEFT * (1 - scale), PDF_TOP * (1 - scale));
}

void pdf_ink_restore(struct buf *out)
{
	buf_add_text(out, "Q\n");
}

static void say_colour(struct buf *out, uint32_t rgb, const char *operator)
{
	SAY(out, operator,(rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
}

void pdf_ink_fill(struct buf *out, uint32_t rgb)
{
	say_colour(out, rgb, "rg");
}

void pdf_ink_line(struct buf *out, uint32_t rgb, double width)
{
	say_colour(out, rgb, "RG");
	SAY(out, "w", width);
}

void pdf_ink_block(struct buf *out, double x, double y, double width, double height)
{
	SAY(out, "re f", x, y, width, height);
}

void pdf_ink_frame(struct buf *out, double x, double y, double width, double height)
{
	SAY(out, "re S", x, y, width, height);
}

void pdf_ink_rule(struct buf *out, double x, double y, double width)
{
	SAY(out, "m", x, y);
	SAY(out, "l S", x + width, y);
}

void pdf_ink_dot(struct buf *out, double x, double y, double radius)
{
	double handle = radius * CIRCLE;

	SAY(out, "m", x + radius, y);
	SAY(out, "c", x + radius, y + handle, x + handle, y + radius, x, y + radius);
	SAY(out, "c", x - handle, y + radius, x - radius, y + handle, x - radius, y);
	SAY(out, "c", x - radius, y - handle, x - handle, y - radius, x, y - radius);
	SAY(out, "c f", x + handle, y - radius, x + radius, y - handle, x + radius, y);
}

/* A path as SVG writes it: a letter, then the numbers that it takes. */
static void trace(struct buf *out, const char *path)
{
	double at[6];
	char *end;

	while (*path) {
		const char letter = *path++;
		const size_t count = letter == 'C' ? 6 : letter == 'Z' ? 0 : 2;
		const char operator[] = {letter == 'Z' ? 'h' : (char)g_ascii_tolower(letter), '\0'};
		for (size_t i = 0; i < count; i++, path = end)
			at[i] = g_ascii_strtod(path, &end);
		say(out, at, count, operator);
	}
}

void pdf_ink_sign(struct buf *out, const struct outline_sign *sign, double x, double y)
{
	buf_add_text(out, "q\n");
	SAY(out, "cm", 1, 0, 0, 1, x, y);
	pdf_ink_fill(out, sign->rgb);
	pdf_ink_line(out, sign->rgb, sign->line_width);
	if (sign->dash > 0) {
		buf_add_byte(out, '[');
		SAY(out, "", sign->dash, sign->space);
		buf_add_text(out, "] 0 d\n");
	}
	trace(out, sign->path);
	buf_add_text(out, sign->line_width > 0 ? "S\nQ\n" : "f\nQ\n");
}

void pdf_ink_open(struct buf *out, const char *tag, int mark)
{
	if (mark < 0)
		buf_add_text(out, "/Artifact BMC\n");
	else
		buf_printf(out, "/%s<</MCID %d>>BDC\n", tag, mark);
}

void pdf_ink_close(struct buf *out)
{
	buf_add_text(out, "EMC\n");
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

static void add_code(struct buf *out, unsigned id)
{
	static const char digits[] = "0123456789abcdef";

	for (int shift = 12; shift >= 0; shift -= 4)
		buf_add_byte(out, digits[id >> shift & 15]);
}

struct pen {
	struct buf *out;
	const struct pdf_cell *cell;
	const struct pdf_run *run;
	double size, x, rise;
	bool is_open; /* a text "<...": further glyphs may follow */
};

static void lift(struct pen *pen)
{
	if (pen->is_open)
		buf_add_byte(pen->out, '>');
	pen->is_open = false;
}

/* Where the glyph does not stand where the one before it leaves the pen. */
static void move(struct pen *pen, const struct pdf_glyph *glyph)
{
	double distance = ((double)glyph->x - pen->x) / pen->size;

	if (fabs((double)glyph->y - pen->rise) > SMALLEST * pen->size) {
		lift(pen);
		buf_add_text(pen->out, "]TJ ");
		SAY(pen->out, "Ts [", -(double)glyph->y);
		pen->rise = (double)glyph->y;
	}
	if (fabs(distance) > SMALLEST) {
		lift(pen);
		pdf_file_number(pen->out, -distance * 1000);
		pen->x = (double)glyph->x;
	}
}

static void put(struct pen *pen, const struct pdf_glyph *glyph)
{
	move(pen, glyph);
	if (!pen->is_open)
		buf_add_byte(pen->out, '<');
	pen->is_open = true;
	add_code(pen->out, glyph->id);
	pen->x += (double)pen->run->face->widths[glyph->id] * pen->size / 1000;
}

/* The glyphs of one cluster. Where they do not stand for its text by themselves, it is said beside them, 14.9.4. */
static void put_cluster(struct pen *pen, const struct pdf_glyph *glyphs, size_t count)
{
	struct str text = str_of(pen->cell->text + glyphs->text, glyphs->bytes);
	bool stands = pdf_face_show(pen->run->face, glyphs->id, text) && count == 1;

	for (size_t i = 1; i < count; i++)
		(void)pdf_face_show(pen->run->face, glyphs[i].id, text);
	if (!stands) {
		lift(pen);
		buf_add_text(pen->out, "]TJ /Span<</ActualText");
		pdf_file_text(pen->out, text);
		buf_add_text(pen->out, ">>BDC [");
	}
	for (size_t i = 0; i < count; i++)
		put(pen, &glyphs[i]);
	if (!stands) {
		lift(pen);
		buf_add_text(pen->out, "]TJ EMC [");
	}
}

static void put_run(struct buf *out, const struct pdf_cell *cell, const struct pdf_run *run, double x, double y)
{
	struct pen pen = {.out = out, .cell = cell, .run = run, .size = pdf_text_size(cell->style)};
	size_t end;

	buf_printf(out, "/F%d ", run->face->index);
	SAY(out, "Tf", pen.size);
	SAY(out, "Tm [", 1, 0, 0, -1, x + run->x, y + run->y);
	for (size_t i = 0; i < run->count; i = end) {
		for (end = i + 1; end < run->count && !run->glyphs[end].bytes; end++)
			;
		put_cluster(&pen, &run->glyphs[i], end - i);
	}
	lift(&pen);
	buf_add_text(out, "]TJ\n");
	if (pen.rise < 0 || pen.rise > 0)
		SAY(out, "Ts", 0);
}

void pdf_ink_text(struct buf *out, const struct pdf_cell *cell, double x, double y)
{
	pdf_ink_fill(out, cell->colour);
	buf_add_text(out, "BT\n");
	for (size_t i = 0; i < cell->run_count; i++)
		put_run(out, cell, &cell->runs[i], x, y);
	buf_add_text(out, "ET\n");
}
