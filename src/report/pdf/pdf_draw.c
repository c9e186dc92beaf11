/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/day.h"
#include "report/pdf/pdf_ink.h"

#define CONTENT_MAX ((size_t)4 << 20) /* bytes of one page */
#define BULLET      1.6               /* radius */
#define TICK        8.0               /* side of a box */

/* ---- what stands under the words: no voice reads it ------------------------------------------------------------- */

static void draw_ground(struct buf *out, const struct pdf_piece *piece, double top)
{
	double middle = top + pdf_text_line(PDF_STYLE_BODY) / 2, bottom = top + piece->height;

	if (piece->shaded) {
		pdf_ink_fill(out, PDF_SHADE);
		pdf_ink_block(out, PDF_LEFT, top, piece->width, piece->height);
	}
	if (piece->frame) {
		pdf_ink_line(out, piece->frame, 1.5);
		pdf_ink_frame(out, PDF_LEFT + 0.75, top + 0.75, piece->width - 1.5, piece->height - 1.5);
	}
	if (piece->rule || piece->thick_rule) {
		pdf_ink_line(out, piece->rule ? PDF_LINE : PDF_BLUE, piece->rule ? 0.6 : 1.4);
		pdf_ink_rule(out, PDF_LEFT, bottom, piece->width);
	}
	if (piece->bullet) {
		pdf_ink_fill(out, PDF_TEXT);
		pdf_ink_dot(out, PDF_LEFT + 5, middle, BULLET);
	}
	if (piece->to_tick) {
		pdf_ink_line(out, PDF_TEXT, 0.8);
		pdf_ink_frame(out, PDF_LEFT + 0.5, middle - TICK / 2, TICK, TICK);
	}
	if (piece->mark && !piece->mark_words)
		pdf_ink_sign(out, outline_sign_of(piece->mark), PDF_LEFT + piece->mark_x, top + piece->mark_y);
}

static bool has_ground(const struct pdf_piece *piece)
{
	return piece->shaded || piece->frame || piece->rule || piece->thick_rule || piece->bullet || piece->to_tick ||
	       (piece->mark && !piece->mark_words);
}

/* ---- pieces ----------------------------------------------------------------------------------------------------- */

/* A sign without words beside it is a figure that a voice must name. */
static void draw_sign(struct pdf *pdf, const struct pdf_place *place, int parent)
{
	const struct pdf_piece *piece = place->piece;
	int figure = place->again ? -1 : pdf_structure_add(&pdf->structure, parent, "Figure", "");

	if (!place->again)
		pdf->structure.elements[figure].alternative = piece->mark_words;
	pdf_ink_open(&pdf->content, "Figure",
		     place->again ? -1 : pdf_structure_mark(&pdf->structure, figure, pdf->page));
	pdf_ink_sign(&pdf->content, outline_sign_of(piece->mark), PDF_LEFT + piece->mark_x, place->top + piece->mark_y);
	pdf_ink_close(&pdf->content);
}

static void draw_cell(struct pdf *pdf, const struct pdf_place *place, size_t index, int parent)
{
	const struct pdf_cell *cell = &place->piece->cells[index];
	const char *tag = cell->tag ? cell->tag : place->piece->tag;
	int element = parent, mark = -1;

	if (!place->again && cell->tag)
		element =
			pdf_structure_add(&pdf->structure, parent, cell->tag, cell->attributes ? cell->attributes : "");
	if (!index && place->piece->mark && place->piece->mark_words)
		draw_sign(pdf, place, element);
	if (!cell->run_count)
		return;
	if (!place->again)
		mark = pdf_structure_mark(&pdf->structure, element, pdf->page);
	pdf_ink_open(&pdf->content, tag, mark);
	pdf_ink_text(&pdf->content, cell, PDF_LEFT + cell->x, place->top + cell->y);
	pdf_ink_close(&pdf->content);
}

/* The picture of a score. */
static void draw_radar(struct pdf *pdf, const struct pdf_place *place, int figure)
{
	double left = PDF_LEFT + (place->piece->width - PDF_RADAR_SIDE) / 2;

	pdf->structure.elements[figure].alternative = place->piece->mark_words;
	pdf_ink_open(&pdf->content, "Figure", pdf_structure_mark(&pdf->structure, figure, pdf->page));
	pdf_radar_draw(pdf, place->piece->score, left, place->top);
	pdf_ink_close(&pdf->content);
}

/* A head that is repeated on a further page is read out once. */
static void draw_piece(struct pdf *pdf, const struct pdf_place *place, int container)
{
	const struct pdf_piece *piece = place->piece;
	int element = place->again ? -1 : pdf_structure_add(&pdf->structure, container, piece->tag, "");

	pdf_ink_save(&pdf->content, piece->scale);
	if (has_ground(piece)) {
		pdf_ink_open(&pdf->content, NULL, -1);
		draw_ground(&pdf->content, piece, place->top);
		pdf_ink_close(&pdf->content);
	}
	if (piece->score)
		draw_radar(pdf, place, element);
	for (size_t i = 0; i < piece->cell_count; i++)
		draw_cell(pdf, place, i, element);
	pdf_ink_restore(&pdf->content);
}

static void draw_line(struct pdf *pdf, const char *text, double y, enum pdf_side side)
{
	struct pdf_cell cell = {
		.text = text, .style = PDF_STYLE_SMALL, .colour = PDF_GRAY, .width = PDF_TEXT_WIDTH, .side = side};

	pdf_text_set(pdf, &cell);
	pdf_ink_text(&pdf->content, &cell, PDF_LEFT, y);
}

static void draw_margins(struct pdf *pdf)
{
	if (pdf->outline->is_letter)
		return;
	pdf_ink_open(&pdf->content, NULL, -1);
	if (pdf->page == 1) {
		pdf_ink_fill(&pdf->content, PDF_BLUE);
		pdf_ink_block(&pdf->content, PDF_LEFT, 40, PDF_TEXT_WIDTH, 4);
	} else {
		draw_line(pdf, pdf->outline->running, 34, PDF_SIDE_RIGHT);
	}
	draw_line(pdf, arena_printf(&pdf->arena, "%d / %d", pdf->page, pdf->pages), PDF_HEIGHT - 46, PDF_SIDE_CENTRE);
	pdf_ink_close(&pdf->content);
}

/* ---- pages ------------------------------------------------------------------------------------------------------ */

static void begin_page(struct pdf *pdf, int page)
{
	pdf->page = page;
	buf_clear(&pdf->content);
	pdf_ink_begin(&pdf->content);
	draw_margins(pdf);
}

static void end_page(struct pdf *pdf, int parent)
{
	int content = pdf_file_reserve(&pdf->file);
	BUF_SCOPED page;

	pdf->file.is_cut |= pdf->content.full;
	pdf_file_add_stream(&pdf->file, content, "", buf_str(&pdf->content));
	buf_init(&page, CONTENT_MAX);
	buf_printf(&page, "<</Type/Page/Parent %d 0 R/Contents %d 0 R/Tabs/S/StructParents %d/Resources<</Font<<",
		   parent, content, pdf->page - 1);
	for (const struct pdf_face *face = pdf->faces; face; face = face->next)
		if (face->is_shown)
			buf_printf(&page, "/F%d %d 0 R", face->index, face->number);
	buf_add_text(&page, ">>>>/MediaBox[0 0 ");
	pdf_file_number(&page, PDF_WIDTH);
	buf_add_byte(&page, ' ');
	pdf_file_number(&page, PDF_HEIGHT);
	buf_add_text(&page, "]>>");
	pdf_file_add(&pdf->file, pdf->page_numbers[pdf->page - 1], buf_str(&page));
}

static int write_pages(struct pdf *pdf, int number)
{
	BUF_SCOPED pages;

	buf_init(&pages, CONTENT_MAX);
	buf_printf(&pages, "<</Type/Pages/Count %d/Kids[", pdf->pages);
	for (int i = 0; i < pdf->pages; i++)
		buf_printf(&pages, "%d 0 R ", pdf->page_numbers[i]);
	buf_add_text(&pages, "]>>");
	pdf_file_add(&pdf->file, number, buf_str(&pages));
	return number;
}

/* A container of the structure goes on over pages, as long as its block does. */
static int draw_pages(struct pdf *pdf)
{
	int parent = pdf_file_reserve(&pdf->file), container = 0;

	pdf->page_numbers = arena_array(&pdf->arena, (size_t)pdf->pages, sizeof(*pdf->page_numbers));
	for (int i = 0; i < pdf->pages; i++)
		pdf->page_numbers[i] = pdf_file_reserve(&pdf->file);
	begin_page(pdf, 1);
	for (size_t i = 0; i < pdf->place_count; i++) {
		const struct pdf_place *place = &pdf->places[i];
		const struct pdf_piece *piece = place->piece;
		bool is_new = !i || pdf->places[i - 1].piece->block != piece->block;
		while (pdf->page < place->page) {
			end_page(pdf, parent);
			begin_page(pdf, pdf->page + 1);
		}
		if (is_new)
			container = piece->container
					    ? pdf_structure_add(&pdf->structure, 0, piece->container,
								piece->bullet ? "/O/List/ListNumbering/Disc" : "")
					    : 0;
		draw_piece(pdf, place, container);
	}
	end_page(pdf, parent);
	return write_pages(pdf, parent);
}

/* ---- the document ----------------------------------------------------------------------------------------------- */

static int write_catalog(struct pdf *pdf, int pages)
{
	int number = pdf_file_reserve(&pdf->file);
	int structure = pdf_structure_write(&pdf->structure, &pdf->file, pdf->page_numbers, pdf->pages);
	BUF_SCOPED out;

	buf_init(&out, CONTENT_MAX);
	buf_printf(&out,
		   "<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/Lang(%s)"
		   "/ViewerPreferences<</DisplayDocTitle true>>",
		   pages, structure, lang_code(pdf->outline->lang));
	buf_printf(&out, "/Outlines %d 0 R>>", pdf_bookmark_write(pdf));
	pdf_file_add(&pdf->file, number, buf_str(&out));
	return number;
}

static void add_text(struct buf *out, const char *key, const char *text)
{
	buf_add_text(out, key);
	pdf_file_text(out, str_from(text));
}

/* 7.9.4 */
static const char *date_of(struct pdf *pdf, int64_t instant_ms)
{
	const char *p = day_format_instant(&pdf->arena, instant_ms); /* "2025-06-02T10:00:00+09:00" */

	return arena_printf(&pdf->arena, "D:%.4s%.2s%.2s%.2s%.2s%.2s+09'00'", p, p + 5, p + 8, p + 11, p + 14, p + 17);
}

/* The time of the report, not of the rendering, so that rendering it again gives the same bytes. */
static int write_information(struct pdf *pdf)
{
	const struct outline *outline = pdf->outline;
	int number = pdf_file_reserve(&pdf->file);
	const char *made = date_of(pdf, outline->made_ms);
	BUF_SCOPED out;

	buf_init(&out, CONTENT_MAX);
	buf_add_text(&out, "<<");
	add_text(&out, "/Title", outline->running);
	add_text(&out, "/Author", outline->author);
	add_text(&out, "/Subject", outline->subject);
	buf_printf(&out, "/Creator(Tenken)/Producer(Tenken)/CreationDate(%s)/ModDate(%s)>>", made, made);
	pdf_file_add(&pdf->file, number, buf_str(&out));
	return number;
}

enum err pdf_draw(struct pdf *pdf, struct fault *why)
{
	int pages, catalog;
	enum err err;

	buf_init(&pdf->content, CONTENT_MAX);
	pdf_structure_begin(&pdf->structure, &pdf->arena);
	pages = draw_pages(pdf);
	catalog = write_catalog(pdf, pages);
	buf_release(&pdf->content);
	err = pdf_face_write(pdf->faces, &pdf->file, why);
	return err ? err : pdf_file_end(&pdf->file, catalog, write_information(pdf), why);
}
