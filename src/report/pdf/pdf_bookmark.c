/* SPDX-License-Identifier: Apache-2.0 */
/* The headings as bookmarks, ISO 32000-1, 12.3.3: each knows its neighbours, its first and last below, its parent. */
#include "report/pdf/pdf_priv.h"

#define BOOKMARK_MAX ((size_t)1 << 16)
#define LEVELS       2

struct bookmark {
	const struct pdf_place *place;                   /* NULL for the root */
	int number, parent, previous, next, first, last; /* indices, -1 for none */
	int below;                                       /* how many stand directly below */
};

struct bookmarks {
	struct bookmark *items; /* the first is the root */
	size_t count, cap;
};

static int add(struct pdf *pdf, struct bookmarks *all, const struct pdf_place *place, int parent)
{
	int index = (int)all->count;
	struct bookmark *above;

	all->items = arena_grow(&pdf->arena, all->items, all->count, &all->cap, sizeof(*all->items));
	all->items[all->count++] = (struct bookmark){.place = place,
						     .number = pdf_file_reserve(&pdf->file),
						     .parent = parent,
						     .previous = -1,
						     .next = -1,
						     .first = -1,
						     .last = -1};
	if (parent < 0)
		return index;
	above = &all->items[parent];
	all->items[index].previous = above->last;
	if (above->last >= 0)
		all->items[above->last].next = index;
	else
		above->first = index;
	above->last = index;
	above->below++;
	return index;
}

static void collect(struct pdf *pdf, struct bookmarks *all)
{
	int parents[LEVELS + 1] = {add(pdf, all, NULL, -1)};

	for (size_t i = 0; i < pdf->place_count; i++) {
		int level = pdf->places[i].piece->level;
		if (!level || pdf->places[i].again)
			continue;
		parents[level] = add(pdf, all, &pdf->places[i], parents[level - 1]);
		for (int deeper = level + 1; deeper <= LEVELS; deeper++)
			parents[deeper] = parents[level];
	}
}

static void add_link(const struct bookmarks *all, struct buf *out, const char *key, int index)
{
	if (index >= 0)
		buf_printf(out, "/%s %d 0 R", key, all->items[index].number);
}

/* Those of the first level are open, the others closed, which a count below 0 says. */
static void write_one(struct pdf *pdf, const struct bookmarks *all, const struct bookmark *item)
{
	const struct pdf_piece *piece = item->place ? item->place->piece : NULL;
	BUF_SCOPED out;

	buf_init(&out, BOOKMARK_MAX);
	buf_add_text(&out, "<<");
	if (piece) {
		buf_add_text(&out, "/Title");
		pdf_file_text(&out, str_from(piece->cells[piece->cell_count - 1].text));
		buf_printf(&out, "/Dest[%d 0 R/XYZ 0 ", pdf->page_numbers[item->place->page - 1]);
		pdf_file_number(&out, PDF_HEIGHT - PDF_TOP - (item->place->top - PDF_TOP) * piece->scale);
		buf_add_text(&out, " null]");
	}
	add_link(all, &out, "Parent", item->parent);
	add_link(all, &out, "Prev", item->previous);
	add_link(all, &out, "Next", item->next);
	add_link(all, &out, "First", item->first);
	add_link(all, &out, "Last", item->last);
	if (item->below)
		buf_printf(&out, "/Count %d", piece ? -item->below : item->below);
	buf_add_text(&out, ">>");
	pdf_file_add(&pdf->file, item->number, buf_str(&out));
}

int pdf_bookmark_write(struct pdf *pdf)
{
	struct bookmarks all = {0};

	collect(pdf, &all);
	for (size_t i = 0; i < all.count; i++)
		write_one(pdf, &all, &all.items[i]);
	return all.items[0].number;
}
