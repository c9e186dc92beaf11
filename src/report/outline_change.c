/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/day.h"
#include "findings/difference.h"
#include "report/finding_words.h"
#include "report/outline_priv.h"

/* Marks a finding that is good or unknown now as such, and a bad one by its priority. */
static enum outline_mark mark_of(const struct difference *difference)
{
	if (difference->change == CHANGE_FIXED)
		return OUTLINE_MARK_GOOD;
	return difference->change == CHANGE_GONE ? OUTLINE_MARK_UNTESTABLE : outline_mark_of(difference->after);
}

static void write_change(struct outline_writer *w, struct outline_block *table, const struct difference *difference)
{
	const struct report_input *in = w->input;
	const struct finding *finding = difference_finding(difference);
	const char *key = arena_printf(w->arena, "change.%s", difference_change_name(difference->change));
	struct outline_row *row = outline_write_row(
		w, table, outline_write_filled(w, key, "priority", finding_priority_name(finding->priority)),
		finding_words_get(in->texts, w->arena, in->wish.lang, finding, "title"),
		finding_words_place(in->texts, w->arena, in->wish.lang, finding));

	row->mark = mark_of(difference);
}

/* Unchanged findings are only counted: the measures describe them. */
static void write_changes(struct outline_writer *w, const struct differences *found, size_t same)
{
	struct outline_block *table;

	if (same)
		outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_count(w, "change.same", same));
	if (found->count == same)
		return;
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){32, 38, 30});
	outline_write_row(w, table, outline_write_text(w, "change.change", NULL),
			  outline_write_text(w, "change.title", NULL), outline_write_text(w, "change.where", NULL));
	for (size_t i = 0; i < found->count; i++)
		if (found->items[i].change != CHANGE_SAME)
			write_change(w, table, &found->items[i]);
}

void outline_change_write(struct outline_writer *w)
{
	const struct report_input *in = w->input;
	struct differences found;
	const char *date;
	size_t same = 0, gone = 0;

	if (!in->previous_ms)
		return;
	difference_find(w->arena, in->previous, in->previous_count, in->findings, in->finding_count, &found);
	for (size_t i = 0; i < found.count; i++) {
		same += found.items[i].change == CHANGE_SAME;
		gone += found.items[i].change == CHANGE_GONE;
	}
	date = day_format_date(w->arena, in->wish.lang, day_of_ms(in->previous_ms));
	outline_write_heading(w, 1, outline_write_text(w, "change.section", NULL));
	outline_write_paragraph(
		w, OUTLINE_PARAGRAPH,
		outline_write_filled(w, found.count ? "change.intro" : "change.intro_none", "date", date));
	write_changes(w, &found, same);
	if (gone)
		outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "change.gone_note", NULL));
}
