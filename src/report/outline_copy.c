/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline.h"

/* NULL stays NULL. */
static const char *copy_text(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

static struct outline_row copy_row(struct arena *arena, const struct outline_row *from)
{
	struct outline_row row = *from;

	for (size_t i = 0; i < OUTLINE_CELLS_MAX; i++)
		row.cells[i] = copy_text(arena, from->cells[i]);
	row.links = arena_array(arena, from->link_count, sizeof(*row.links));
	row.link_cap = from->link_count;
	for (size_t i = 0; i < from->link_count; i++)
		row.links[i] = (struct outline_link){from->links[i].block, copy_text(arena, from->links[i].text)};
	return row;
}

static struct outline_block copy_block(struct arena *arena, const struct outline_block *from)
{
	struct outline_block block = *from;

	block.text = copy_text(arena, from->text);
	block.mark_text = copy_text(arena, from->mark_text);
	block.rows = arena_array(arena, from->row_count, sizeof(*block.rows));
	block.row_cap = from->row_count;
	for (size_t i = 0; i < from->row_count; i++)
		block.rows[i] = copy_row(arena, &from->rows[i]);
	return block;
}

struct outline *outline_copy(struct arena *arena, const struct outline *from)
{
	struct outline *copy = arena_alloc(arena, sizeof(*copy));
	const char **const texts[] = {
		&copy->title,   &copy->subject,   &copy->author,    &copy->programme, &copy->addressee,
		&copy->running, &copy->lost_note, &copy->separator, &copy->page_word,
	};

	*copy = *from;
	copy->arena = arena;
	for (size_t i = 0; i < COUNT(texts); i++)
		*texts[i] = copy_text(arena, *texts[i]);
	for (size_t i = 0; i < ASSIGNMENT_GROUPS; i++)
		copy->group_words[i] = copy_text(arena, from->group_words[i]);
	for (size_t i = 0; i < OUTLINE_MARKS; i++)
		copy->mark_words[i] = copy_text(arena, from->mark_words[i]);
	copy->blocks = arena_array(arena, from->count, sizeof(*copy->blocks));
	copy->cap = from->count;
	for (size_t i = 0; i < from->count; i++)
		copy->blocks[i] = copy_block(arena, &from->blocks[i]);
	return copy;
}
