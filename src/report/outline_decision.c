/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_decision.h"

#include "calendar/day.h"
#include "report/outline_priv.h"

static const int widths[OUTLINE_CELLS_MAX] = {17, 25, 20, 20, 18};

static void write_table(struct outline_writer *w, const struct outline_decision *decision)
{
	static const char *const heads[OUTLINE_CELLS_MAX] = {"application", "company", "size", "checks", "checked"};
	struct outline_block *table = outline_write_rows(w, OUTLINE_TABLE, OUTLINE_CELLS_MAX, widths);
	struct outline_row *head = outline_write_row(w, table, NULL, NULL, NULL);

	for (size_t i = 0; i < OUTLINE_CELLS_MAX; i++)
		head->cells[i] = outline_write_text(w, arena_printf(w->arena, "decision_sheet.%s", heads[i]), NULL);
	for (size_t i = 0; i < decision->count; i++) {
		const struct outline_decision_row *of = &decision->rows[i];
		struct outline_row *row = outline_write_row(w, table, of->application, of->company, of->size);
		row->cells[3] = of->checks;
		row->cells[4] = of->checked;
	}
}

/* Where who decides writes it, and signs. */
static void write_seals(struct outline_writer *w)
{
	static const char *const rows[] = {"decided_on", "decided_by", "remarks"};
	struct outline_block *facts;

	outline_write_heading(w, 2, outline_write_text(w, "decision_sheet.seals", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, (const int[]){30, 70});
	for (size_t i = 0; i < COUNT(rows); i++)
		outline_write_row(w, facts,
				  outline_write_text(w, arena_printf(w->arena, "decision_sheet.%s", rows[i]), NULL),
				  outline_write_text(w, "paper.line", NULL), NULL);
}

struct outline *outline_decision_build(struct arena *arena, const struct outline_decision *decision)
{
	const struct report_input input = {.texts = decision->texts, .wish = {.lang = decision->lang}};
	struct outline *outline = arena_alloc(arena, sizeof(*outline));
	struct outline_writer w = {.arena = arena, .input = &input, .outline = outline};
	struct value *context = value_map(arena);

	*outline = (struct outline){.lang = decision->lang, .made_ms = decision->now_ms, .arena = arena};
	value_set_int(arena, context, "count", (int64_t)decision->count);
	value_set_text(arena, context, "made", day_format_time(arena, decision->lang, decision->now_ms));
	outline->programme = decision->programme;
	outline->title = outline_write_text(&w, "decision_sheet.title", NULL);
	outline->subject = outline->title;
	outline->author = decision->author;
	outline->addressee = "";
	outline->running = outline->title;
	outline->separator = outline_write_text(&w, "separator", NULL);
	outline->page_word = outline_write_text(&w, "page_word", NULL);
	outline->lost_note = outline_write_text(&w, "lost_note", NULL);
	if (decision->rehearsal)
		outline_write_paragraph(&w, OUTLINE_NOTICE, outline_write_text(&w, "decision_sheet.rehearsal", NULL));
	outline_write_paragraph(&w, OUTLINE_PARAGRAPH, outline_write_text(&w, "decision_sheet.lead", context));
	if (decision->count)
		write_table(&w, decision);
	write_seals(&w);
	return outline;
}
