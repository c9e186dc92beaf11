/* SPDX-License-Identifier: Apache-2.0 */
/* What an expert looks up: contents, assets and open ports, all checks, how the class of a finding is decided. */
#include <string.h>

#include "report/finding_words.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define DOORS_SHOWN 300

void outline_lists_write_contents(struct outline_writer *w)
{
	outline_write_heading(w, 2, outline_write_text(w, "contents.section", NULL));
	outline_write_rows(w, OUTLINE_TABLE, 2, (const int[]){85, 15});
	w->contents = w->outline->count;
}

void outline_lists_fill_contents(struct outline_writer *w)
{
	struct outline *outline = w->outline;
	struct outline_block *contents = &outline->blocks[w->contents - 1];

	outline_write_row(w, contents, outline_write_text(w, "contents.part", NULL),
			  outline_write_text(w, "finding.page", NULL), NULL);
	for (size_t i = w->contents; i < outline->count; i++) {
		const struct outline_block *block = &outline->blocks[i];
		struct outline_row *row;
		if (block->kind != OUTLINE_HEADING || block->level != 1)
			continue;
		row = outline_write_row(w, contents, block->text, "", NULL);
		row->link_begins = true;
		outline_write_link(w, row, i, outline_write_text(w, "contents.go", NULL));
	}
}

void outline_lists_write_assets(struct outline_writer *w)
{
	struct outline_doors doors = outline_doors_find(w);
	struct outline_block *table;

	outline_write_heading(w, 1, outline_write_text(w, "assets.section", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH,
				outline_write_count(w, doors.count ? "assets.intro" : "assets.none", doors.count));
	if (!doors.count)
		return;
	table = outline_write_rows(w, OUTLINE_TABLE, 4, (const int[]){34, 10, 22, 34});
	outline_write_row(w, table, outline_write_text(w, "list.target", NULL),
			  outline_write_text(w, "assets.port", NULL), outline_write_text(w, "assets.service", NULL))
		->cells[3] = outline_write_text(w, "assets.said", NULL);
	for (size_t i = 0; i < doors.count && i < DOORS_SHOWN; i++) {
		const struct outline_door *door = &doors.items[i];
		struct value *context = value_map(w->arena);
		bool has_name = *door->address && strcmp(door->target, door->address) != 0;
		value_set_text(w->arena, context, "target",
			       foreign_text_show(w->arena, str_from(door->target), OUTLINE_FOREIGN_MAX));
		value_set_text(w->arena, context, "addresses", door->address);
		outline_write_row(w, table,
				  has_name ? outline_write_text(w, "scope.addresses", context)
					   : value_get_text(context, "target"),
				  arena_printf(w->arena, "%d", door->port), door->service)
			->cells[3] = *door->said ? door->said : outline_write_text(w, "assets.silent", NULL);
	}
}

/* 「すぐに1件、問題なし2件」 of one check; "" where it was not asked. */
static const char *results_of(const struct outline_writer *w, const char *check, enum outline_mark *ret_mark)
{
	const char *joined = "";

	*ret_mark = OUTLINE_MARK_NONE;
	for (enum outline_mark mark = OUTLINE_MARK_P1; mark <= OUTLINE_MARK_UNTESTABLE; mark++) {
		struct value *context = value_map(w->arena);
		int64_t count = 0;
		for (size_t i = 0; i < w->input->finding_count; i++)
			count += outline_mark_of(&w->input->findings[i]) == mark &&
				 !strcmp(w->input->findings[i].check, check);
		if (!count)
			continue;
		if (!*ret_mark)
			*ret_mark = mark;
		value_set_text(
			w->arena, context, "class",
			outline_write_text(w, arena_printf(w->arena, "short.%s", outline_sign_of(mark)->key), NULL));
		value_set_int(w->arena, context, "count", count);
		joined = outline_write_joined(w, joined, outline_write_text(w, "president.class_count", context));
	}
	return joined;
}

void outline_lists_write_checks(struct outline_writer *w)
{
	const char *not_asked = outline_write_text(w, "checks.not_asked", NULL);
	struct outline_block *table;

	outline_write_heading(w, 1, outline_write_text(w, "checks.section", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_count(w, "checks.intro", assignment_count()));
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){54, 18, 28});
	outline_write_row(w, table, outline_write_text(w, "checks.check", NULL),
			  outline_write_text(w, "checks.id", NULL), outline_write_text(w, "checks.result", NULL));
	for (size_t i = 0; i < assignment_count(); i++) {
		const char *check = assignment_check(i);
		enum outline_mark mark;
		const char *results = results_of(w, check, &mark);
		struct outline_row *row = outline_write_row(
			w, table, finding_words_name(w->input->texts, w->arena, w->input->wish.lang, check), check,
			*results ? results : not_asked);
		row->mark = mark;
		row->technical = true;
	}
}

void outline_lists_write_severity(struct outline_writer *w)
{
	static const char *const questions[] = {"exploitation", "exposure", "automatable", "impact"};
	struct outline_block *list;

	outline_write_heading(w, 1, outline_write_text(w, "severity.section", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "severity.intro", NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100});
	for (size_t i = 0; i < COUNT(questions); i++)
		outline_write_row(w, list,
				  outline_write_text(w, arena_printf(w->arena, "severity.%s", questions[i]), NULL),
				  NULL, NULL);
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "severity.date", NULL));
}
