/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_priv.h"

const char *outline_write_text(const struct outline_writer *w, const char *key, const struct value *context)
{
	return texts_get(w->input->texts, w->arena, w->input->wish.lang, arena_printf(w->arena, "report.%s", key),
			 context);
}

const char *outline_write_filled(const struct outline_writer *w, const char *key, const char *name, const char *text)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, name, text);
	return outline_write_text(w, key, context);
}

const char *outline_write_count(const struct outline_writer *w, const char *key, size_t count)
{
	return outline_write_filled(w, key, "count", arena_printf(w->arena, "%zu", count));
}

/* The mark's words and meaning stand under "priority.NAME" and "meaning.NAME". */
const char *outline_write_mark(const struct outline_writer *w, enum outline_mark mark)
{
	return outline_write_text(w, arena_printf(w->arena, "priority.%s", outline_sign_of(mark)->key), NULL);
}

static struct outline_block *add_block(struct outline_writer *w, enum outline_kind kind)
{
	struct outline *outline = w->outline;

	outline->blocks =
		arena_grow(w->arena, outline->blocks, outline->count, &outline->cap, sizeof(*outline->blocks));
	outline->blocks[outline->count] =
		(struct outline_block){.kind = kind, .sheet = w->sheet, .mark_text = "", .text = ""};
	return &outline->blocks[outline->count++];
}

struct outline_block *outline_write_heading(struct outline_writer *w, int level, const char *text)
{
	struct outline_block *block = add_block(w, OUTLINE_HEADING);

	block->level = level;
	block->text = text;
	return block;
}

void outline_write_paragraph(struct outline_writer *w, enum outline_kind kind, const char *text)
{
	add_block(w, kind)->text = text;
}

struct outline_block *outline_write_rows(struct outline_writer *w, enum outline_kind kind, size_t columns,
					 const int *widths)
{
	struct outline_block *block = add_block(w, kind);

	block->columns = columns;
	for (size_t i = 0; i < columns; i++)
		block->widths[i] = widths[i];
	return block;
}

struct outline_row *outline_write_row(struct outline_writer *w, struct outline_block *block, const char *first,
				      const char *second, const char *third)
{
	block->rows = arena_grow(w->arena, block->rows, block->row_count, &block->row_cap, sizeof(*block->rows));
	block->rows[block->row_count] = (struct outline_row){.cells = {first, second, third}};
	return &block->rows[block->row_count++];
}

const char *outline_write_joined(const struct outline_writer *w, const char *sofar, const char *next)
{
	if (!*next || !*sofar)
		return *next ? next : sofar;
	return arena_printf(w->arena, "%s%s%s", sofar, outline_write_text(w, "separator", NULL), next);
}

void outline_write_link(struct outline_writer *w, struct outline_row *row, size_t measure, const char *text)
{
	row->links = arena_grow(w->arena, row->links, row->link_count, &row->link_cap, sizeof(*row->links));
	row->links[row->link_count++] = (struct outline_link){.block = measure, .text = text};
}
