/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf_priv.h"

#define GUTTER      10.0 /* between two columns */
#define ROWS_GAP    10.0
#define ROW_PAD     5.5
#define NOTICE_PAD  11.0
#define MARK_INDENT 18.0
#define LIST_INDENT 14.0
#define ASCENT      0.8 /* of a line's height, in Noto Sans CJK */
#define LIST_SHORT  6
#define NOTE_BLOCK  8 /* behind those of the title, from the end of the numbers */

static struct pdf_piece *add_piece(struct pdf *pdf, size_t block, double gap, const char *tag)
{
	pdf->pieces = arena_grow(&pdf->arena, pdf->pieces, pdf->piece_count, &pdf->piece_cap, sizeof(*pdf->pieces));
	pdf->pieces[pdf->piece_count] = (struct pdf_piece){.gap = gap, .tag = tag, .block = block, .head = SIZE_MAX};
	return &pdf->pieces[pdf->piece_count++];
}

static void add_cell(struct pdf_piece *piece, const char *text, enum pdf_style style, double x, double width)
{
	piece->cells[piece->cell_count++] =
		(struct pdf_cell){.text = text, .style = style, .colour = PDF_TEXT, .x = x, .width = width};
}

/* Cells side by side, all beginning at the same height. */
static void measure_row(struct pdf *pdf, struct pdf_piece *piece, double pad)
{
	for (size_t i = 0; i < piece->cell_count; i++) {
		struct pdf_cell *cell = &piece->cells[i];
		pdf_text_measure(pdf, cell);
		cell->y = pad;
		if (cell->style == PDF_STYLE_LABEL ||
		    cell->style == PDF_STYLE_SMALL) /* on the line of the text beside it */
			cell->y += (pdf_text_line(PDF_STYLE_BODY) - pdf_text_line(cell->style)) * ASCENT;
		if (piece->height < cell->y + cell->height + pad)
			piece->height = cell->y + cell->height + pad;
	}
	piece->mark_y = pad + (pdf_text_line(PDF_STYLE_BODY) - OUTLINE_SIGN_SIZE) / 2;
}

static void make_title(struct pdf *pdf)
{
	const struct outline *outline = pdf->outline;
	const struct {
		const char *text;
		enum pdf_style style;
		double gap;
		const char *tag;
	} lines[] = {
		{outline->programme, PDF_STYLE_BODY, 0, "P"},
		{outline->title, PDF_STYLE_TITLE, 10, "H1"},
		{outline->addressee, PDF_STYLE_LEAD, 16, "P"},
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct pdf_piece *piece = add_piece(pdf, SIZE_MAX - i, lines[i].gap, lines[i].tag);
		add_cell(piece, lines[i].text, lines[i].style, 0, PDF_TEXT_WIDTH);
		piece->keep = true;
		measure_row(pdf, piece, 0);
	}
}

static void make_heading(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	bool is_first = block->level == 1;
	struct pdf_piece *piece = add_piece(pdf, number, is_first ? 27 : 15, is_first ? "H2" : "H3");
	double y = 0;

	piece->keep = true;
	piece->new_page = block->new_page;
	piece->thick_rule = is_first;
	piece->level = block->level;
	piece->mark = block->mark;
	if (block->mark) {
		add_cell(piece, block->mark_text, PDF_STYLE_LABEL, MARK_INDENT, PDF_TEXT_WIDTH - MARK_INDENT);
		piece->mark_y = (pdf_text_line(PDF_STYLE_LABEL) - OUTLINE_SIGN_SIZE) / 2;
	}
	add_cell(piece, block->text, is_first ? PDF_STYLE_H1 : PDF_STYLE_H2, 0, PDF_TEXT_WIDTH);
	for (size_t i = 0; i < piece->cell_count; i++) {
		piece->cells[i].y = y;
		pdf_text_measure(pdf, &piece->cells[i]);
		y += piece->cells[i].height + 3;
	}
	piece->height = y + 3;
}

static void make_paragraph(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	bool is_notice = block->kind == OUTLINE_NOTICE;
	struct pdf_piece *piece = add_piece(pdf, number, is_notice ? 16 : 8, "P");
	double pad = is_notice ? NOTICE_PAD : 0;

	piece->framed = is_notice;
	/* A sentence that introduces rows stays with them. */
	piece->keep = number + 1 < pdf->outline->count && pdf->outline->blocks[number + 1].row_count;
	add_cell(piece, block->text, is_notice ? PDF_STYLE_LABEL : PDF_STYLE_BODY, pad, PDF_TEXT_WIDTH - 2 * pad);
	measure_row(pdf, piece, pad);
}

static void make_list(struct pdf *pdf, const struct outline_block *block, size_t number)
{

	for (size_t i = 0; i < block->row_count; i++) {
		struct pdf_piece *piece = add_piece(pdf, number, i ? 3 : 5, "LI");
		piece->container = "L";
		piece->bullet = true;
		/* A short list stays whole; of a long one, no item stands alone. */
		piece->keep =
			i + 1 < block->row_count && (block->row_count <= LIST_SHORT || !i || i + 2 == block->row_count);
		add_cell(piece, block->rows[i].cells[0], PDF_STYLE_BODY, LIST_INDENT, PDF_TEXT_WIDTH - LIST_INDENT);
		piece->cells[0].tag = "LBody";
		measure_row(pdf, piece, 0);
	}
}

static double column_width(const struct outline_block *block, size_t column)
{
	return PDF_TEXT_WIDTH * block->widths[column] / 100;
}

/* The style of a cell: heads and labels are bold and small, what is for engineers is small. */
static enum pdf_style cell_style(const struct outline_block *block, size_t row, size_t column)
{
	if (block->kind == OUTLINE_TABLE && (!row || block->rows[row].mark) && (!row || !column))
		return PDF_STYLE_LABEL;
	if (block->kind == OUTLINE_FACTS && !column)
		return PDF_STYLE_LABEL;
	return block->rows[row].technical ? PDF_STYLE_SMALL : PDF_STYLE_BODY;
}

static void fill_row(struct pdf_piece *piece, const struct outline_block *block, size_t row)
{
	const struct outline_row *from = &block->rows[row];
	bool is_head = block->kind == OUTLINE_TABLE && !row;
	double left = 0;

	for (size_t column = 0; column < block->columns; column++) {
		double inset = from->mark && !column ? MARK_INDENT : GUTTER / 2;
		double width = column_width(block, column);
		add_cell(piece, from->cells[column], cell_style(block, row, column), left + inset,
			 width - inset - GUTTER / 2);
		piece->cells[column].tag = is_head || !column ? "TH" : "TD";
		left += width;
	}
	piece->mark = from->mark;
	piece->shaded = is_head || (from->technical && block->kind == OUTLINE_FACTS);
	piece->rule = true;
}

static void make_rows(struct pdf *pdf, const struct outline_block *block, size_t number, bool together)
{
	size_t head = SIZE_MAX;

	for (size_t i = 0; i < block->row_count; i++) {
		struct pdf_piece *piece = add_piece(pdf, number, i ? 0 : ROWS_GAP, "TR");
		piece->container = "Table";
		piece->head = head;
		fill_row(piece, block, i);
		/* A single last row would look lost on the next page. */
		piece->keep = i + 1 < block->row_count && (together || !i || i + 2 == block->row_count);
		if (block->kind == OUTLINE_TABLE && !i)
			head = pdf->piece_count - 1;
		measure_row(pdf, piece, ROW_PAD);
	}
}

static void make_block(struct pdf *pdf, size_t number)
{
	const struct outline_block *block = &pdf->outline->blocks[number];
	bool of_finding = number && pdf->outline->blocks[number - 1].mark;

	switch (block->kind) {
	case OUTLINE_HEADING: make_heading(pdf, block, number); break;
	case OUTLINE_PARAGRAPH:
	case OUTLINE_NOTICE: make_paragraph(pdf, block, number); break;
	case OUTLINE_LIST: make_list(pdf, block, number); break;
	case OUTLINE_FACTS:
	case OUTLINE_TABLE: make_rows(pdf, block, number, of_finding); break;
	}
}

/* At the end, for which characters 〓 stands. */
static void make_note(struct pdf *pdf)
{
	struct pdf_piece *piece = add_piece(pdf, SIZE_MAX - NOTE_BLOCK, 16, "P");

	add_cell(piece, arena_printf(&pdf->arena, "%s %s", pdf->outline->lost_note, pdf->lost), PDF_STYLE_SMALL, 0,
		 PDF_TEXT_WIDTH);
	measure_row(pdf, piece, 0);
}

void pdf_pieces_make(struct pdf *pdf)
{
	make_title(pdf);
	for (size_t i = 0; i < pdf->outline->count; i++)
		make_block(pdf, i);
	if (*pdf->lost)
		make_note(pdf);
}
