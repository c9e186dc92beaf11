/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf/page_pdf.h"
#include "report/pdf/pdf_priv.h"

#define THIN 0.2 /* of a page */

struct flow {
	struct pdf *pdf;
	double y;      /* from the top of the text area */
	bool is_fresh; /* nothing stands on the page yet */
};

static void put(struct flow *flow, size_t index, bool again)
{
	struct pdf *pdf = flow->pdf;
	const struct pdf_piece *piece = &pdf->pieces[index];

	pdf->places = arena_grow(&pdf->arena, pdf->places, pdf->place_count, &pdf->place_cap, sizeof(*pdf->places));
	if (!flow->is_fresh)
		flow->y += piece->gap;
	pdf->places[pdf->place_count++] =
		(struct pdf_place){.piece = piece, .page = pdf->pages, .top = PDF_TOP + flow->y, .again = again};
	flow->y += piece->height;
	flow->is_fresh = false;
}

double pdf_flow_room(const struct pdf_piece *piece)
{
	return PDF_TEXT_HEIGHT / piece->scale;
}

/* Height of a piece and of all that must stay with it. */
static double chain_height(const struct pdf *pdf, size_t index, double gap)
{
	double height = gap + pdf->pieces[index].height;
	double room = pdf_flow_room(&pdf->pieces[index]);

	while (pdf->pieces[index].keep && index + 1 < pdf->piece_count && height <= room) {
		index++;
		height += pdf->pieces[index].gap + pdf->pieces[index].height;
	}
	return height;
}

/* A chain longer than a page cannot stay together; then each piece stays with the next one. */
static bool fits(const struct flow *flow, size_t index)
{
	const struct pdf *pdf = flow->pdf;
	const struct pdf_piece *piece = &pdf->pieces[index];
	double room = pdf_flow_room(piece) - flow->y;
	double needed = chain_height(pdf, index, piece->gap);

	if (piece->sheet || chain_height(pdf, index, 0) > pdf_flow_room(piece)) {
		needed = piece->gap + piece->height;
		if (piece->keep && !piece->sheet && index + 1 < pdf->piece_count)
			needed += pdf->pieces[index + 1].gap + pdf->pieces[index + 1].height;
	}
	return needed <= room;
}

static enum err begin_page(struct flow *flow, size_t index, struct fault *why)
{
	struct pdf *pdf = flow->pdf;
	size_t head = pdf->pieces[index].head;

	if (pdf->pages == PAGE_PDF_PAGES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "report: more than %d pages", PAGE_PDF_PAGES_MAX);
	pdf->pages++;
	flow->y = 0;
	flow->is_fresh = true;
	if (head != SIZE_MAX)
		put(flow, head, true);
	return ERR_OK;
}

/* ---- the numbers of pages in cells that lead to them ------------------------------------------------------------ */

struct span {
	int first, last; /* pages */
};

/* Index of the block with which the part of a heading ends. */
static size_t part_end(const struct outline *outline, size_t heading)
{
	size_t end = heading + 1;

	while (end < outline->count && (outline->blocks[end].kind != OUTLINE_HEADING ||
					outline->blocks[end].level > outline->blocks[heading].level))
		end++;
	return end;
}

static struct span pages_of(const struct pdf *pdf, size_t heading)
{
	size_t end = part_end(pdf->outline, heading);
	struct span span = {0, 0};

	for (size_t i = 0; i < pdf->place_count; i++) {
		const struct pdf_place *place = &pdf->places[i];
		if (place->again || place->piece->block < heading || place->piece->block >= end)
			continue;
		if (!span.first)
			span.first = place->page;
		span.last = place->page;
	}
	return span;
}

/* A contents says where a part begins; what is to be handed out, all its pages. */
static const char *page_numbers(struct pdf *pdf, const struct outline_row *row)
{
	struct span open = pages_of(pdf, row->links[0].block);
	const char *numbers = "";

	if (row->link_begins)
		return arena_printf(&pdf->arena, "%d", open.first);
	for (size_t i = 1; i <= row->link_count; i++) {
		struct span next = i < row->link_count ? pages_of(pdf, row->links[i].block) : (struct span){0, 0};
		if (i < row->link_count && next.first <= open.last + 1 && next.first >= open.first) {
			open.last = next.last > open.last ? next.last : open.last;
			continue;
		}
		numbers = arena_printf(&pdf->arena, open.first == open.last ? "%s%s%d" : "%s%s%d-%d", numbers,
				       *numbers ? pdf->outline->separator : "", open.first, open.last);
		open = next;
	}
	return numbers;
}

static const char *with_numbers(struct pdf *pdf, const char *text, const char *numbers)
{
	struct str word = str_from(pdf->outline->page_word);
	size_t at = str_index(word, '#');

	if (!*text)
		return numbers;
	return arena_printf(&pdf->arena, "%s%s%.*s%s%s", text, pdf->outline->separator, (int)at, word.p, numbers,
			    at < word.n ? word.p + at + 1 : "");
}

static void number_pages(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->piece_count; i++) {
		struct pdf_piece *piece = &pdf->pieces[i];
		for (size_t k = 0; k < piece->cell_count; k++)
			if (piece->cells[k].leads) {
				piece->cells[k].text = with_numbers(pdf, piece->cells[k].text,
								    page_numbers(pdf, piece->cells[k].leads));
				pdf_text_set(pdf, &piece->cells[k]);
			}
	}
}

enum err pdf_flow_place(struct pdf *pdf, struct fault *why)
{
	struct flow flow = {.pdf = pdf, .is_fresh = true};
	enum err err = ERR_OK;

	pdf->pages = 1;
	for (size_t i = 0; i < pdf->piece_count; i++) {
		const struct pdf_piece *piece = &pdf->pieces[i];
		bool turns = i && piece->sheet != pdf->pieces[i - 1].sheet;
		if (!flow.is_fresh && (turns || piece->new_page || !fits(&flow, i)))
			err = begin_page(&flow, i, why);
		if (err)
			return err;
		if (flow.y + piece->height > pdf_flow_room(piece))
			return fault_set(why, ERR_TOO_LARGE, "report: a row taller than a page: \"%.60s\"",
					 piece->cells[0].text);
		put(&flow, i, false);
	}
	number_pages(pdf);
	return ERR_OK;
}

bool pdf_flow_ends_thin(const struct pdf *pdf)
{
	const struct pdf_place *last = &pdf->places[pdf->place_count - 1];

	return last->page > 1 && !last->piece->sheet &&
	       last->top + last->piece->height - PDF_TOP < pdf_flow_room(last->piece) * THIN;
}
