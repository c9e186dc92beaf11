/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_pdf.h"
#include "report/pdf_priv.h"

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

/* Height of a piece and of all that must stay with it. */
static double chain_height(const struct pdf *pdf, size_t index, double gap)
{
	double height = gap + pdf->pieces[index].height;

	while (pdf->pieces[index].keep && index + 1 < pdf->piece_count && height <= PDF_TEXT_HEIGHT) {
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
	double room = PDF_TEXT_HEIGHT - flow->y;
	double needed = chain_height(pdf, index, piece->gap);

	if (chain_height(pdf, index, 0) > PDF_TEXT_HEIGHT) {
		needed = piece->gap + piece->height;
		if (piece->keep && index + 1 < pdf->piece_count)
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

enum err pdf_flow_place(struct pdf *pdf, struct fault *why)
{
	struct flow flow = {.pdf = pdf, .is_fresh = true};
	enum err err = ERR_OK;

	pdf->pages = 1;
	for (size_t i = 0; i < pdf->piece_count; i++) {
		const struct pdf_piece *piece = &pdf->pieces[i];
		if (!flow.is_fresh && (piece->new_page || !fits(&flow, i)))
			err = begin_page(&flow, i, why);
		if (err)
			return err;
		if (flow.y + piece->height > PDF_TEXT_HEIGHT)
			return fault_set(why, ERR_TOO_LARGE, "report: a row taller than a page: \"%.60s\"",
					 piece->cells[0].text);
		put(&flow, i, false);
	}
	return ERR_OK;
}
