/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "report/pdf/pdf_priv.h"

#define GUTTER       10.0 /* between two columns */
#define ROWS_GAP     10.0
#define ROW_PAD      5.5
#define ROW_CLOSER   0.75 /* of the pad, where that saves a page */
#define ROW_FINE     3.2  /* of what engineers look up */
#define NOTICE_PAD   11.0
#define MARK_INDENT  18.0
#define MARK_GAP     12.0 /* between the words of a mark and a heading beside it */
#define MARK_ROOM    200.0
#define SHEET_GAP    0.55
#define SHEET_PAD    2.2 /* instead of ROW_PAD and ROWS_GAP on a sheet */
#define LIST_INDENT  14.0
#define ASCENT       0.8 /* of a line's height, in Noto Sans CJK */
#define LIST_SHORT   6
#define SCALE_MIN    0.72 /* of a sheet, so that body text has 7.5 points: eyes of 60 read that */
#define CUT_MAX      9    /* rows: the table may go but for its head */
#define SCALE_STEP   0.04
#define WINDOW_TOP   36.0  /* 12.7 mm */
#define WINDOW_END   162.0 /* 57 mm */
#define WINDOW_WIDTH 190.0 /* 67 mm */
#define TITLE_LINES  3
#define NOTE_BLOCK   8 /* behind those of the title, from the end of the numbers */

static struct pdf_piece *add_piece(struct pdf *pdf, size_t block, double gap, const char *tag)
{
	pdf->pieces = arena_grow(&pdf->arena, pdf->pieces, pdf->piece_count, &pdf->piece_cap, sizeof(*pdf->pieces));
	pdf->pieces[pdf->piece_count] = (struct pdf_piece){
		.gap = gap,
		.width = pdf->width,
		.scale = pdf->scale,
		.sheet = pdf->sheet,
		.tag = tag,
		.block = block,
		.head = SIZE_MAX,
	};
	return &pdf->pieces[pdf->piece_count++];
}

static void add_cell(struct pdf_piece *piece, const char *text, enum pdf_style style, double x, double width)
{
	piece->cells[piece->cell_count++] = (struct pdf_cell){.text = text,
							      .style = style,
							      .colour = PDF_TEXT,
							      .x = x,
							      .width = width,
							      .is_tight = piece->sheet && piece->scale < 1};
}

/* Cells side by side, all beginning at the same height. */
static void measure_row(struct pdf *pdf, struct pdf_piece *piece, double pad)
{
	for (size_t i = 0; i < piece->cell_count; i++) {
		struct pdf_cell *cell = &piece->cells[i];
		pdf_text_set(pdf, cell);
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
	} lines[TITLE_LINES] = {
		{outline->programme, PDF_STYLE_BODY, 0, "P"},
		{outline->title, PDF_STYLE_TITLE, 10, "H1"},
		{outline->addressee, PDF_STYLE_LEAD, 16, "P"},
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct pdf_piece *piece = add_piece(pdf, SIZE_MAX - i, lines[i].gap, lines[i].tag);
		add_cell(piece, lines[i].text, lines[i].style, 0, piece->width);
		piece->keep = true;
		measure_row(pdf, piece, 0);
	}
}

/* A sheet that does not hold all in full size must hold much. */
static double gap_above(const struct pdf *pdf, double gap)
{
	return pdf->scale < 1 ? gap * SHEET_GAP : gap;
}

static double heading_gap(const struct pdf *pdf, const struct outline_block *block)
{
	return gap_above(pdf, block->level == 1 ? 27 : 15);
}

/* On a sheet, where room is dear, the mark stands before the heading and not above it. */
static void make_marked_line(struct pdf *pdf, struct pdf_piece *piece, const struct outline_block *block)
{
	double lower = (pdf_text_line(PDF_STYLE_H2) - pdf_text_line(PDF_STYLE_LABEL)) * ASCENT, left;

	add_cell(piece, block->mark_text, PDF_STYLE_LABEL, MARK_INDENT, MARK_ROOM);
	pdf_text_set(pdf, &piece->cells[0]);
	left = MARK_INDENT + piece->cells[0].end + MARK_GAP;
	add_cell(piece, block->text, PDF_STYLE_H2, left, piece->width - left);
	pdf_text_set(pdf, &piece->cells[1]);
	piece->cells[0].y = lower;
	piece->mark_y = lower + (pdf_text_line(PDF_STYLE_LABEL) - OUTLINE_SIGN_SIZE) / 2;
	piece->height = piece->cells[1].height + 2;
}

/* A letter has no title above its heading. */
static const char *tag_of(const struct pdf *pdf, bool is_first)
{
	if (pdf->outline->is_letter)
		return is_first ? "H1" : "H2";
	return is_first ? "H2" : "H3";
}

static void make_heading(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	bool is_first = block->level == 1;
	struct pdf_piece *piece = add_piece(pdf, number, heading_gap(pdf, block), tag_of(pdf, is_first));
	double y = 0;

	piece->keep = true;
	piece->new_page = block->new_page;
	piece->thick_rule = is_first;
	piece->level = block->level;
	piece->mark = block->mark;
	if (block->mark && block->sheet) {
		make_marked_line(pdf, piece, block);
		return;
	}
	if (block->mark) {
		add_cell(piece, block->mark_text, PDF_STYLE_LABEL, MARK_INDENT, piece->width - MARK_INDENT);
		piece->mark_y = (pdf_text_line(PDF_STYLE_LABEL) - OUTLINE_SIGN_SIZE) / 2;
	}
	add_cell(piece, block->text, is_first ? PDF_STYLE_H1 : PDF_STYLE_H2, 0, piece->width);
	for (size_t i = 0; i < piece->cell_count; i++) {
		piece->cells[i].y = y;
		pdf_text_set(pdf, &piece->cells[i]);
		y += piece->cells[i].height + 3;
	}
	piece->height = y + 3;
}

static void make_paragraph(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	bool is_notice = block->kind == OUTLINE_NOTICE;
	struct pdf_piece *piece = add_piece(pdf, number, gap_above(pdf, is_notice ? 16 : 8), "P");
	double pad = is_notice ? NOTICE_PAD : 0;

	piece->frame = !is_notice ? 0 : pdf->outline->is_letter ? PDF_GRAY : PDF_RED;
	/* A sentence that introduces rows stays with them. */
	piece->keep = number + 1 < pdf->outline->count && pdf->outline->blocks[number + 1].row_count;
	add_cell(piece, block->text, is_notice ? PDF_STYLE_LABEL : PDF_STYLE_BODY, pad, piece->width - 2 * pad);
	if (block->to_right)
		piece->cells[0].side = PDF_SIDE_RIGHT;
	measure_row(pdf, piece, pad);
}

/*
 * A sheet of A4, folded into three, may lie anywhere in an envelope Nagagata 3 (235 x 120 mm), whose window begins 20
 * mm from the left and 12 mm from the top and is 90 mm wide and 45 mm high: 25 mm to the side and 21 mm up or down. So
 * the address stands where the window is in any case, and nothing else above the window's end.
 */
static void make_address(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	struct pdf_piece *piece = add_piece(pdf, number, 0, "P");

	add_cell(piece, block->text, PDF_STYLE_BODY, 0, WINDOW_WIDTH / piece->scale);
	piece->cells[0].is_tight = true;
	pdf_text_set(pdf, &piece->cells[0]);
	piece->cells[0].y = WINDOW_TOP - PDF_TOP;
	piece->height = WINDOW_END - PDF_TOP;
	if (piece->height < piece->cells[0].y + piece->cells[0].height)
		piece->height = piece->cells[0].y + piece->cells[0].height;
}

/* The verdict's sign and class above its sentence, in a frame of the sign's colour. */
static void make_verdict(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	struct pdf_piece *piece = add_piece(pdf, number, 10, "P");
	double y = NOTICE_PAD;

	piece->frame = outline_sign_of(block->mark)->rgb;
	piece->mark = block->mark;
	piece->mark_x = NOTICE_PAD;
	piece->mark_y = y + (pdf_text_line(PDF_STYLE_LABEL) - OUTLINE_SIGN_SIZE) / 2;
	add_cell(piece, block->mark_text, PDF_STYLE_LABEL, NOTICE_PAD + MARK_INDENT - 3,
		 piece->width - 2 * NOTICE_PAD - MARK_INDENT);
	add_cell(piece, block->text, PDF_STYLE_LEAD, NOTICE_PAD, piece->width - 2 * NOTICE_PAD);
	for (size_t i = 0; i < piece->cell_count; i++) {
		piece->cells[i].y = y;
		pdf_text_set(pdf, &piece->cells[i]);
		y += piece->cells[i].height + 3;
	}
	piece->height = y + NOTICE_PAD - 3;
}

/* The picture of a score; its text is what a voice reads instead. */
static void make_radar(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	struct pdf_piece *piece = add_piece(pdf, number, ROWS_GAP, "Figure");

	piece->score = block->score;
	piece->mark_words = block->text;
	piece->height = PDF_RADAR_SIDE;
}

static void make_list(struct pdf *pdf, const struct outline_block *block, size_t number)
{
	for (size_t i = 0; i < block->row_count; i++) {
		struct pdf_piece *piece = add_piece(pdf, number, gap_above(pdf, i ? 3 : 5), "LI");
		piece->container = "L";
		piece->bullet = !block->to_tick;
		piece->to_tick = block->to_tick;
		/* A short list stays whole; of a long one, no item stands alone. */
		piece->keep =
			i + 1 < block->row_count && (block->row_count <= LIST_SHORT || !i || i + 2 == block->row_count);
		add_cell(piece, block->rows[i].cells[0], PDF_STYLE_BODY, LIST_INDENT, piece->width - LIST_INDENT);
		piece->cells[0].tag = "LBody";
		measure_row(pdf, piece, 0);
	}
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

/* The numbers are known when all has its page, and stand behind the cell's own text. */
static void lead(struct pdf_cell *cell, const struct outline_row *row)
{
	cell->leads = row;
}

static void fill_row(struct pdf_piece *piece, const struct outline_block *block, size_t row, const char *const *words)
{
	const struct outline_row *from = &block->rows[row];
	bool is_head = block->kind == OUTLINE_TABLE && !row;
	double left = 0;

	for (size_t column = 0; column < block->columns; column++) {
		double inset = from->mark && !column ? MARK_INDENT : GUTTER / 2;
		double width = piece->width * block->widths[column] / 100;
		add_cell(piece, from->cells[column], cell_style(block, row, column), left + inset,
			 width - inset - GUTTER / 2);
		piece->cells[column].tag = is_head || !column ? "TH" : "TD";
		piece->cells[column].attributes = is_head   ? "/O/Table/Scope/Column"
						  : !column ? "/O/Table/Scope/Row"
							    : NULL;
		if (from->link_count && column + 1 == block->columns)
			lead(&piece->cells[column], from);
		left += width;
	}
	piece->mark = from->mark;
	piece->mark_x = 3;
	if (from->mark && strcmp(from->cells[0], words[from->mark]) != 0)
		piece->mark_words = words[from->mark];
	piece->shaded = is_head || (from->technical && block->kind == OUTLINE_FACTS);
	piece->rule = true;
}

static double row_pad(const struct pdf *pdf, const struct outline_block *block, size_t row)
{
	double pad = block->rows[row].technical && block->kind == OUTLINE_TABLE ? ROW_FINE : ROW_PAD;

	if (block->sheet)
		return SHEET_PAD;
	return pdf->is_closer ? pad * ROW_CLOSER : pad;
}

static void make_rows(struct pdf *pdf, const struct outline_block *block, size_t number, bool together)
{
	size_t head = SIZE_MAX;
	size_t end = block->row_count - block->keeps_last;
	size_t cut = block->may_cut && end > pdf->cut ? pdf->cut : 0; /* rows before that one */

	for (size_t i = 0; i < block->row_count; i++) {
		struct pdf_piece *piece;
		if (i >= end - cut && i < end)
			continue;
		piece = add_piece(pdf, number, i ? 0 : block->sheet ? SHEET_PAD : ROWS_GAP, "TR");
		piece->container = "Table";
		piece->head = head;
		fill_row(piece, block, i, pdf->outline->mark_words);
		/* A single last row would look lost on the next page. */
		piece->keep = i + 1 < block->row_count && (together || !i || i + 2 == block->row_count);
		if (block->kind == OUTLINE_TABLE && !i)
			head = pdf->piece_count - 1;
		measure_row(pdf, piece, row_pad(pdf, block, i));
	}
}

static void make_block(struct pdf *pdf, size_t number)
{
	const struct outline_block *block = &pdf->outline->blocks[number];
	bool of_finding = number && pdf->outline->blocks[number - 1].mark;

	switch (block->kind) {
	case OUTLINE_HEADING: make_heading(pdf, block, number); break;
	case OUTLINE_PARAGRAPH:
		if (block->in_window) {
			make_address(pdf, block, number);
			break;
		}
		make_paragraph(pdf, block, number);
		break;
	case OUTLINE_NOTICE: make_paragraph(pdf, block, number); break;
	case OUTLINE_VERDICT: make_verdict(pdf, block, number); break;
	case OUTLINE_LIST: make_list(pdf, block, number); break;
	case OUTLINE_RADAR: make_radar(pdf, block, number); break;
	case OUTLINE_FACTS:
	case OUTLINE_TABLE: make_rows(pdf, block, number, of_finding); break;
	}
}

/* At the end, for which characters 〓 stands. */
static void make_note(struct pdf *pdf)
{
	struct pdf_piece *piece = add_piece(pdf, SIZE_MAX - NOTE_BLOCK, 16, "P");

	add_cell(piece, arena_printf(&pdf->arena, "%s %s", pdf->outline->lost_note, pdf->lost), PDF_STYLE_SMALL, 0,
		 pdf->width);
	measure_row(pdf, piece, 0);
}

static void set_scale(struct pdf *pdf, int sheet, double scale)
{
	pdf->sheet = sheet;
	pdf->scale = scale;
	pdf->width = PDF_TEXT_WIDTH / scale;
}

static double height_from(const struct pdf *pdf, size_t first)
{
	double height = 0;

	for (size_t i = first; i < pdf->piece_count; i++)
		height += pdf->pieces[i].height + (i > first ? pdf->pieces[i].gap : 0);
	return height;
}

/* Makes the blocks of the sheet that begins at a block; gives the block behind them. */
static size_t try_sheet(struct pdf *pdf, size_t begin, size_t first)
{
	const struct outline *outline = pdf->outline;
	size_t end = begin;

	pdf->piece_count = first;
	if (pdf->sheet == 1 && !outline->is_letter)
		make_title(pdf);
	while (end < outline->count && outline->blocks[end].sheet == pdf->sheet)
		make_block(pdf, end++);
	return end;
}

static bool sheet_fits(const struct pdf *pdf, size_t first)
{
	return height_from(pdf, first) <= PDF_TEXT_HEIGHT / pdf->scale;
}

/* The next smaller step that may fit: letters of half the size need a quarter of the area at best. */
static double next_scale(const struct pdf *pdf, size_t first)
{
	double best = pdf->scale * sqrt(PDF_TEXT_HEIGHT / pdf->scale / height_from(pdf, first));
	double scale = pdf->scale - SCALE_STEP;

	while (scale > best && scale - SCALE_STEP >= SCALE_MIN)
		scale -= SCALE_STEP;
	return scale;
}

/* As large as it fits on its page; where the smallest letters do not help, rows go that stand elsewhere too. */
static size_t make_sheet(struct pdf *pdf, size_t begin)
{
	int sheet = pdf->outline->blocks[begin].sheet;
	size_t first = pdf->piece_count, end = begin;
	bool fits = false;

	for (double scale = 1; !fits && scale >= SCALE_MIN; scale = next_scale(pdf, first)) {
		set_scale(pdf, sheet, scale);
		end = try_sheet(pdf, begin, first);
		fits = sheet_fits(pdf, first);
	}
	for (pdf->cut = 1; !fits && pdf->cut < CUT_MAX; pdf->cut++) {
		end = try_sheet(pdf, begin, first);
		fits = sheet_fits(pdf, first);
	}
	pdf->cut = 0;
	set_scale(pdf, 0, 1);
	return end;
}

void pdf_pieces_make(struct pdf *pdf)
{
	size_t i = 0, first = pdf->piece_count;

	set_scale(pdf, 0, 1);
	if (pdf->outline->count && !pdf->outline->blocks[0].sheet)
		make_title(pdf);
	while (i < pdf->outline->count) {
		if (pdf->outline->blocks[i].sheet)
			i = make_sheet(pdf, i);
		else
			make_block(pdf, i++);
	}
	for (i = first; i < pdf->piece_count; i++)
		pdf->pieces[i].block += pdf->block_offset;
	if (first && first < pdf->piece_count)
		pdf->pieces[first].new_page = true;
	pdf->block_offset += pdf->outline->count + TITLE_LINES;
}

void pdf_pieces_end(struct pdf *pdf)
{
	if (*pdf->lost)
		make_note(pdf);
}
