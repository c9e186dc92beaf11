/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_value.h"

static const char *kind_name(const struct outline_block *block)
{
	static const char *const names[] = {
		[OUTLINE_PARAGRAPH] = "paragraph", [OUTLINE_NOTICE] = "notice", [OUTLINE_LIST] = "list",
		[OUTLINE_FACTS] = "facts",         [OUTLINE_TABLE] = "table",
	};

	if (block->kind == OUTLINE_HEADING)
		return block->level == 1 ? "heading1" : "heading2";
	return names[block->kind];
}

static void set_mark(struct arena *arena, struct value *map, enum outline_mark mark)
{
	if (mark)
		value_set_text(arena, map, "mark", outline_mark_name(mark));
}

static struct value *text_map(struct arena *arena, const char *text)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "text", text);
	return map;
}

static struct value *cells_from(struct arena *arena, const struct outline_block *block, const struct outline_row *row,
				size_t first)
{
	struct value *cells = value_list(arena);

	for (size_t i = first; i < block->columns; i++)
		value_add(arena, cells, text_map(arena, row->cells[i]));
	return cells;
}

static struct value *row_value(struct arena *arena, const struct outline_block *block, const struct outline_row *row)
{
	struct value *map = value_map(arena);

	if (block->kind == OUTLINE_TABLE) {
		value_set_text(arena, map, "first", row->cells[0]);
		value_set(arena, map, "cells", cells_from(arena, block, row, 1));
	} else if (block->kind == OUTLINE_FACTS) {
		value_set_text(arena, map, "label", row->cells[0]);
		value_set_text(arena, map, "text", row->cells[1]);
		value_set_bool(arena, map, "technical", row->technical);
	} else {
		value_set_text(arena, map, "text", row->cells[0]);
	}
	set_mark(arena, map, row->mark);
	return map;
}

static struct value *block_value(struct arena *arena, const struct outline_block *block, size_t number)
{
	struct value *map = value_map(arena);
	struct value *rows = value_list(arena);
	bool has_head = block->kind == OUTLINE_TABLE && block->row_count;

	value_set_bool(arena, map, kind_name(block), true);
	value_set_text(arena, map, "id", arena_printf(arena, "part-%zu", number));
	value_set_text(arena, map, "text", block->text);
	value_set_text(arena, map, "mark_text", block->mark_text);
	set_mark(arena, map, block->mark);
	if (has_head)
		value_set(arena, map, "head", cells_from(arena, block, &block->rows[0], 0));
	for (size_t i = has_head; i < block->row_count; i++)
		value_add(arena, rows, row_value(arena, block, &block->rows[i]));
	value_set(arena, map, "rows", rows);
	return map;
}

struct value *outline_value(struct arena *arena, const struct outline *outline)
{
	struct value *map = value_map(arena);
	struct value *blocks = value_list(arena);

	value_set_text(arena, map, "lang", lang_code(outline->lang));
	value_set_text(arena, map, "title", outline->title);
	value_set_text(arena, map, "subject", outline->subject);
	value_set_text(arena, map, "author", outline->author);
	value_set_text(arena, map, "programme", outline->programme);
	value_set_text(arena, map, "addressee", outline->addressee);
	value_set_text(arena, map, "running", outline->running);
	for (size_t i = 0; i < outline->count; i++)
		value_add(arena, blocks, block_value(arena, &outline->blocks[i], i + 1));
	value_set(arena, map, "blocks", blocks);
	return map;
}
