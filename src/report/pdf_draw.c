/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>

#include <cairo-pdf.h>

#include "report/pdf_priv.h"

#define OUTLINES_DEEP 3

static void set_colour(cairo_t *cairo, uint32_t rgb)
{
	cairo_set_source_rgb(cairo, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
}

static void draw_text(const struct pdf *pdf, const struct pdf_cell *cell, double x, double y, PangoAlignment alignment)
{
	PangoLayout *layout = pdf_text_layout(pdf, cell);

	pango_layout_set_alignment(layout, alignment);
	set_colour(pdf->cairo, cell->colour);
	cairo_move_to(pdf->cairo, x, y);
	pango_cairo_show_layout(pdf->cairo, layout);
	cairo_new_path(pdf->cairo); /* the current point would begin the next path */
	g_object_unref(layout);
}

static void draw_rule(cairo_t *cairo, const struct pdf_piece *piece, double top, double thick, uint32_t colour)
{
	double y = top + piece->height;

	set_colour(cairo, colour);
	cairo_set_line_width(cairo, thick);
	cairo_move_to(cairo, PDF_LEFT, y);
	cairo_line_to(cairo, PDF_LEFT + piece->width, y);
	cairo_stroke(cairo);
}

/* A path of a sign, as SVG writes it: a letter, then the numbers that it takes. */
static void trace(cairo_t *cairo, const char *path)
{
	double at[6];
	char *end;

	while (*path) {
		const char letter = *path++;
		const size_t count = letter == 'C' ? 6 : letter == 'Z' ? 0 : 2;
		for (size_t i = 0; i < count; i++, path = end)
			at[i] = strtod(path, &end);
		switch (letter) {
		case 'M': cairo_move_to(cairo, at[0], at[1]); break;
		case 'L': cairo_line_to(cairo, at[0], at[1]); break;
		case 'C': cairo_curve_to(cairo, at[0], at[1], at[2], at[3], at[4], at[5]); break;
		default: cairo_close_path(cairo);
		}
	}
}

static void draw_mark(cairo_t *cairo, enum outline_mark mark, double x, double y)
{
	const struct outline_sign *sign = outline_sign_of(mark);
	const double dashes[] = {sign->dash, sign->space};

	cairo_save(cairo);
	cairo_translate(cairo, x, y);
	set_colour(cairo, sign->rgb);
	trace(cairo, sign->path);
	if (sign->dash > 0)
		cairo_set_dash(cairo, dashes, 2, 0);
	cairo_set_line_width(cairo, sign->line_width);
	if (sign->line_width > 0)
		cairo_stroke(cairo);
	else
		cairo_fill(cairo);
	cairo_restore(cairo);
}

static void draw_ground(cairo_t *cairo, const struct pdf_piece *piece, double top)
{
	if (piece->shaded) {
		set_colour(cairo, PDF_SHADE);
		cairo_rectangle(cairo, PDF_LEFT, top, piece->width, piece->height);
		cairo_fill(cairo);
	}
	if (piece->frame) {
		set_colour(cairo, piece->frame);
		cairo_set_line_width(cairo, 1.5);
		cairo_rectangle(cairo, PDF_LEFT + 0.75, top + 0.75, piece->width - 1.5, piece->height - 1.5);
		cairo_stroke(cairo);
	}
	if (piece->rule)
		draw_rule(cairo, piece, top, 0.6, PDF_LINE);
	if (piece->thick_rule)
		draw_rule(cairo, piece, top, 1.4, PDF_BLUE);
	if (piece->bullet) {
		set_colour(cairo, PDF_TEXT);
		cairo_arc(cairo, PDF_LEFT + 5, top + pdf_text_line(PDF_STYLE_BODY) / 2, 1.6, 0, 2 * M_PI);
		cairo_fill(cairo);
	}
	if (piece->to_tick) {
		set_colour(cairo, PDF_TEXT);
		cairo_set_line_width(cairo, 0.8);
		cairo_rectangle(cairo, PDF_LEFT + 0.5, top + pdf_text_line(PDF_STYLE_BODY) / 2 - 4, 8, 8);
		cairo_stroke(cairo);
	}
	if (piece->mark)
		draw_mark(cairo, piece->mark, PDF_LEFT + piece->mark_x, top + piece->mark_y);
}

static void draw_piece(const struct pdf *pdf, const struct pdf_place *place)
{
	const struct pdf_piece *piece = place->piece;

	/* The corner of the text area stays where it is. */
	cairo_save(pdf->cairo);
	cairo_translate(pdf->cairo, PDF_LEFT * (1 - piece->scale), PDF_TOP * (1 - piece->scale));
	cairo_scale(pdf->cairo, piece->scale, piece->scale);
	draw_ground(pdf->cairo, piece, place->top);
	if (!place->again) /* a repeated head is read out once */
		cairo_tag_begin(pdf->cairo, piece->tag, NULL);
	for (size_t i = 0; i < piece->cell_count; i++) {
		const struct pdf_cell *cell = &piece->cells[i];
		bool tagged = cell->tag && !place->again;
		if (tagged)
			cairo_tag_begin(pdf->cairo, cell->tag, NULL);
		draw_text(pdf, cell, PDF_LEFT + cell->x, place->top + cell->y,
			  piece->to_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
		if (tagged)
			cairo_tag_end(pdf->cairo, cell->tag);
	}
	if (!place->again)
		cairo_tag_end(pdf->cairo, piece->tag);
	cairo_restore(pdf->cairo);
}

static void draw_margins(const struct pdf *pdf, int page)
{
	char number[32];
	struct pdf_cell cell = {.style = PDF_STYLE_SMALL, .colour = PDF_GRAY, .width = PDF_TEXT_WIDTH};

	if (pdf->outline->is_letter)
		return;
	if (page == 1) {
		set_colour(pdf->cairo, PDF_BLUE);
		cairo_rectangle(pdf->cairo, PDF_LEFT, 40, PDF_TEXT_WIDTH, 4);
		cairo_fill(pdf->cairo);
	} else {
		cell.text = pdf->outline->running;
		draw_text(pdf, &cell, PDF_LEFT, 34, PANGO_ALIGN_RIGHT);
	}
	(void)g_snprintf(number, sizeof(number), "%d / %d", page, pdf->pages);
	cell.text = number;
	draw_text(pdf, &cell, PDF_LEFT, PDF_HEIGHT - 46, PANGO_ALIGN_CENTER);
}

/* Bookmarks: the headings, with their levels. */
static void add_bookmark(const struct pdf *pdf, const struct pdf_place *place, int parents[OUTLINES_DEEP])
{
	int level = place->piece->level;
	const struct pdf_piece *piece = place->piece;
	char where[80], top[G_ASCII_DTOSTR_BUF_SIZE];

	if (!level || place->again)
		return;
	(void)g_snprintf(where, sizeof(where), "page=%d pos=[0 %s]", place->page,
			 g_ascii_formatd(top, sizeof(top), "%.1f", PDF_TOP + (place->top - PDF_TOP) * piece->scale));
	parents[level] = cairo_pdf_surface_add_outline(pdf->surface, parents[level - 1],
						       piece->cells[piece->cell_count - 1].text, where,
						       level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
}

/* A container of the structure ends with its page, since marked content may not pass from page to page. */
void pdf_draw_pages(struct pdf *pdf)
{
	int parents[OUTLINES_DEEP] = {CAIRO_PDF_OUTLINE_ROOT};
	const char *open = NULL;

	for (size_t i = 0; i < pdf->place_count; i++) {
		const struct pdf_place *place = &pdf->places[i];
		bool new_page = !i || pdf->places[i - 1].page != place->page;

		if (open && (new_page || pdf->places[i - 1].piece->block != place->piece->block)) {
			cairo_tag_end(pdf->cairo, open);
			open = NULL;
		}
		if (new_page) {
			if (i)
				cairo_show_page(pdf->cairo);
			draw_margins(pdf, place->page);
		}
		if (place->piece->container && !open) {
			open = place->piece->container;
			cairo_tag_begin(pdf->cairo, open, NULL);
		}
		draw_piece(pdf, place);
		add_bookmark(pdf, place, parents);
	}
	if (open)
		cairo_tag_end(pdf->cairo, open);
	cairo_show_page(pdf->cairo);
}
