/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_value.h"

#include <string.h>

static const struct value_key head_keys[] = {{"text", VALUE_TEXT, NULL}, {0}};
/* To a part of the report. */
static const struct value_key link_keys[] = {
	{"id", VALUE_TEXT, NULL}, /* of its heading */
	{"text", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key cell_keys[] = {
	{"text", VALUE_TEXT, NULL},
	{"label", VALUE_TEXT, NULL}, /* the head of its column */
	{"links", VALUE_LIST, link_keys},
	{0},
};

/* A path of SVG and how it is painted. */
static const struct value_key sign_keys[] = {
	{"path", VALUE_TEXT, NULL},
	{"fill", VALUE_TEXT, NULL}, /* "#ce0000" or "none", likewise stroke */
	{"stroke", VALUE_TEXT, NULL},
	{"line_width", VALUE_TEXT, NULL},
	{"dashes", VALUE_TEXT, NULL}, /* "1.9 1.5" or "none" */
	{0},
};

static const struct value_key row_keys[] = {
	{"label", VALUE_TEXT, NULL},      /* of facts */
	{"text", VALUE_TEXT, NULL},       /* of facts and of a list */
	{"technical", VALUE_BOOL, NULL},  /* of facts */
	{"links", VALUE_LIST, link_keys}, /* of facts */
	{"first", VALUE_TEXT, NULL},      /* of a table: the row's own head */
	{"cells", VALUE_LIST, cell_keys}, /* of a table */
	{"sign", VALUE_MAP, sign_keys},   /* of its mark; null without one */
	{0},
};

static const struct value_key block_keys[] = {
	{"heading1", VALUE_BOOL, NULL}, /* one of the kinds is true, so that a section chooses it */
	{"heading2", VALUE_BOOL, NULL},  {"paragraph", VALUE_BOOL, NULL},
	{"notice", VALUE_BOOL, NULL},    {"verdict", VALUE_BOOL, NULL},
	{"list", VALUE_BOOL, NULL},      {"to_tick", VALUE_BOOL, NULL}, /* of a list */
	{"facts", VALUE_BOOL, NULL},     {"table", VALUE_BOOL, NULL},
	{"id", VALUE_TEXT, NULL},                                         /* "part-7": the block's number from 1 */
	{"text", VALUE_TEXT, NULL},      {"sign", VALUE_MAP, sign_keys},  /* likewise */
	{"mark_text", VALUE_TEXT, NULL}, {"head", VALUE_LIST, head_keys}, /* of a table */
	{"rows", VALUE_LIST, row_keys},  {0},
};

/* Of a company of which something is asked. */
static const struct value_key part_keys[] = {
	{"key", VALUE_TEXT, NULL}, /* "web", as report.pdf?for= takes it */
	{"text", VALUE_TEXT, NULL},
	{0},
};

const struct value_key outline_value_keys[] = {
	{"parts", VALUE_LIST, part_keys},
	{"lang", VALUE_TEXT, NULL},
	{"title", VALUE_TEXT, NULL},
	{"programme", VALUE_TEXT, NULL},
	{"addressee", VALUE_TEXT, NULL},
	{"blocks", VALUE_LIST, block_keys},
	{0},
};

static const char *const kinds[] = {"heading1", "heading2", "paragraph", "notice", "verdict", "list", "facts", "table"};

static const char *kind_name(const struct outline_block *block)
{
	static const char *const names[] = {
		[OUTLINE_PARAGRAPH] = "paragraph", [OUTLINE_NOTICE] = "notice", [OUTLINE_VERDICT] = "verdict",
		[OUTLINE_LIST] = "list",           [OUTLINE_FACTS] = "facts",   [OUTLINE_TABLE] = "table",
		[OUTLINE_RADAR] = "paragraph",
	};

	if (block->kind == OUTLINE_HEADING)
		return block->level == 1 ? "heading1" : "heading2";
	return names[block->kind];
}

static struct value *sign_value(struct arena *arena, enum outline_mark mark)
{
	const struct outline_sign *sign = outline_sign_of(mark);
	const char *colour = arena_printf(arena, "#%06x", (unsigned)sign->rgb);
	struct value *map = value_map(arena);

	if (mark == OUTLINE_MARK_NONE)
		return value_null(arena);
	value_set_text(arena, map, "path", sign->path);
	value_set_text(arena, map, "fill", sign->line_width > 0 ? "none" : colour);
	value_set_text(arena, map, "stroke", sign->line_width > 0 ? colour : "none");
	value_set_text(arena, map, "line_width", arena_printf(arena, "%g", sign->line_width));
	value_set_text(arena, map, "dashes",
		       sign->dash > 0 ? arena_printf(arena, "%g %g", sign->dash, sign->space) : "none");
	return map;
}

static const char *part_id(struct arena *arena, size_t block)
{
	return arena_printf(arena, "part-%zu", block + 1);
}

static struct value *links_value(struct arena *arena, const struct outline_row *row)
{
	struct value *links = value_list(arena);

	for (size_t i = 0; i < row->link_count; i++) {
		struct value *link = value_map(arena);
		value_set_text(arena, link, "id", part_id(arena, row->links[i].block));
		value_set_text(arena, link, "text", row->links[i].text);
		value_add(arena, links, link);
	}
	return links;
}

static struct value *text_map(struct arena *arena, const char *text)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "text", text);
	return map;
}

static struct value *head_value(struct arena *arena, const struct outline_block *block)
{
	struct value *head = value_list(arena);

	for (size_t i = 0; i < block->columns; i++)
		value_add(arena, head, text_map(arena, block->rows[0].cells[i]));
	return head;
}

/* Those behind the first, which is the row's own head. */
static struct value *cells_value(struct arena *arena, const struct outline_block *block, const struct outline_row *row)
{
	struct value *cells = value_list(arena);

	for (size_t i = 1; i < block->columns; i++) {
		struct value *cell = text_map(arena, row->cells[i]);
		value_set_text(arena, cell, "label", block->rows[0].cells[i]);
		value_set(arena, cell, "links", i + 1 == block->columns ? links_value(arena, row) : value_list(arena));
		value_add(arena, cells, cell);
	}
	return cells;
}

static struct value *row_value(struct arena *arena, const struct outline_block *block, const struct outline_row *row)
{
	bool is_table = block->kind == OUTLINE_TABLE, is_facts = block->kind == OUTLINE_FACTS;
	struct value *map = value_map(arena);

	value_set_text(arena, map, "label", is_facts ? row->cells[0] : "");
	value_set_text(arena, map, "text", is_table ? "" : row->cells[is_facts ? 1 : 0]);
	value_set_bool(arena, map, "technical", is_facts && row->technical);
	value_set(arena, map, "links", is_facts ? links_value(arena, row) : value_list(arena));
	value_set_text(arena, map, "first", is_table ? row->cells[0] : "");
	value_set(arena, map, "cells", is_table ? cells_value(arena, block, row) : value_list(arena));
	value_set(arena, map, "sign", sign_value(arena, row->mark));
	return map;
}

static struct value *block_value(struct arena *arena, const struct outline_block *block, size_t number)
{
	struct value *map = value_map(arena);
	struct value *rows = value_list(arena);
	bool has_head = block->kind == OUTLINE_TABLE && block->row_count;

	for (size_t i = 0; i < COUNT(kinds); i++)
		value_set_bool(arena, map, kinds[i], strcmp(kinds[i], kind_name(block)) == 0);
	value_set_text(arena, map, "id", part_id(arena, number));
	value_set_bool(arena, map, "to_tick", block->to_tick);
	value_set_text(arena, map, "text", block->text);
	value_set_text(arena, map, "mark_text", block->mark_text);
	value_set(arena, map, "sign", sign_value(arena, block->mark));
	value_set(arena, map, "head", has_head ? head_value(arena, block) : value_list(arena));
	for (size_t i = has_head; i < block->row_count; i++)
		value_add(arena, rows, row_value(arena, block, &block->rows[i]));
	value_set(arena, map, "rows", rows);
	return map;
}

static struct value *parts_value(struct arena *arena, const struct outline *outline)
{
	struct value *parts = value_list(arena);

	for (enum assignment_group group = 0; group < ASSIGNMENT_GROUPS; group++) {
		struct value *part;
		if (!outline->has_group[group])
			continue;
		part = text_map(arena, outline->group_words[group]);
		value_set_text(arena, part, "key", assignment_group_name(group));
		value_add(arena, parts, part);
	}
	return parts;
}

struct value *outline_value(struct arena *arena, const struct outline *outline)
{
	struct value *map = value_map(arena);
	struct value *blocks = value_list(arena);

	value_set_text(arena, map, "lang", lang_code(outline->lang));
	value_set_text(arena, map, "title", outline->title);
	value_set_text(arena, map, "programme", outline->programme);
	value_set_text(arena, map, "addressee", outline->addressee);
	for (size_t i = 0; i < outline->count; i++)
		value_add(arena, blocks, block_value(arena, &outline->blocks[i], i));
	value_set(arena, map, "blocks", blocks);
	value_set(arena, map, "parts", parts_value(arena, outline));
	return map;
}
