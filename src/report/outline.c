/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline.h"

#include "calendar/day.h"
#include "report/finding_words.h"
#include "report/outline_priv.h"

#define FIRST_STEPS 3 /* more would not be begun */

static const char *words(const struct outline_writer *w, const struct finding *finding, const char *part)
{
	return finding_words_get(w->input->texts, w->arena, w->input->lang, finding, part);
}

static const char *place(const struct outline_writer *w, const struct finding *finding)
{
	return finding_words_place(w->input->texts, w->arena, w->input->lang, finding);
}

static size_t count_marks(const struct report_input *input, enum outline_mark mark)
{
	size_t count = 0;

	for (size_t i = 0; i < input->finding_count; i++)
		count += outline_mark_of(&input->findings[i]) == mark;
	return count;
}

/* For bad findings the measures are counted, since the report numbers measures. */
static size_t count_items(const struct outline_writer *w, enum outline_mark mark)
{
	size_t count = 0;

	if (mark > OUTLINE_MARK_P4)
		return count_marks(w->input, mark);
	for (size_t i = 0; i < w->measures.count; i++)
		count += w->measures.items[i].priority == (enum priority)mark;
	return count;
}

static void write_cover(struct outline_writer *w)
{
	const struct report_input *in = w->input;
	struct outline_block *facts;

	if (in->rehearsal)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "rehearsal", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, (const int[]){24, 76, 0});
	outline_write_row(w, facts, outline_write_text(w, "cover.receipt_number", NULL), in->receipt_number, NULL);
	if (w->run.started_ms)
		outline_write_row(w, facts, outline_write_text(w, "cover.diagnosed", NULL),
				  day_format_date(w->arena, in->lang, day_of_ms(w->run.started_ms)), NULL);
	outline_write_row(w, facts, outline_write_text(w, "cover.made", NULL),
			  day_format_date(w->arena, in->lang, day_of_ms(in->now_ms)), NULL);
	outline_write_row(w, facts, outline_write_text(w, "cover.author", NULL), in->operator_name, NULL);
}

/* The table has every class, also those with 0, so that no reader wonders about a missing one. */
static void write_counts(struct outline_writer *w)
{
	struct outline_block *table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){28, 60, 12});

	outline_write_row(w, table, outline_write_text(w, "summary.priority", NULL),
			  outline_write_text(w, "summary.meaning", NULL), outline_write_text(w, "summary.count", NULL));
	for (enum outline_mark mark = OUTLINE_MARK_P1; mark <= OUTLINE_MARK_UNTESTABLE; mark++) {
		const char *meaning = arena_printf(w->arena, "meaning.%s", outline_sign_of(mark)->key);
		outline_write_row(w, table, outline_write_mark(w, mark), outline_write_text(w, meaning, NULL),
				  outline_write_count(w, "summary.items", count_items(w, mark)))
			->mark = mark;
	}
}

/* How many measures, and how many findings they close if that is a larger number. */
static const char *found_sentence(const struct outline_writer *w)
{
	struct value *context = value_map(w->arena);
	size_t closed = 0;

	for (size_t i = 0; i < w->measures.count; i++)
		closed += w->measures.items[i].count;
	value_set_int(w->arena, context, "count", (int64_t)w->measures.count);
	if (closed > w->measures.count)
		value_set_int(w->arena, context, "closed", (int64_t)closed);
	return outline_write_text(w, "summary.found", context);
}

static void write_summary(struct outline_writer *w)
{
	bool is_bad = w->measures.count;
	const char *sentence = found_sentence(w);

	if (!is_bad && count_marks(w->input, OUTLINE_MARK_GOOD))
		sentence = outline_write_text(w, "summary.found_none", NULL);
	else if (!is_bad)
		sentence = outline_write_text(w, "summary.nothing_judged", NULL);
	outline_write_heading(w, 1, outline_write_text(w, "summary.title", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, sentence);
	if (!w->run.is_whole)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "limits.partial", NULL));
	write_counts(w);
	if (is_bad)
		outline_measure_write_first(w, FIRST_STEPS);
}

static void write_good(struct outline_writer *w)
{
	struct outline_block *table;

	if (!count_marks(w->input, OUTLINE_MARK_GOOD))
		return;
	outline_write_heading(w, 1, outline_write_text(w, "good.section", NULL));
	table = outline_write_rows(w, OUTLINE_TABLE, 2, (const int[]){38, 62, 0});
	outline_write_row(w, table, outline_write_text(w, "good.where", NULL), outline_write_text(w, "good.seen", NULL),
			  NULL);
	for (size_t i = 0; i < w->input->finding_count; i++) {
		const struct finding *finding = &w->input->findings[i];
		if (finding->verdict == VERDICT_GOOD)
			outline_write_row(w, table, place(w, finding), words(w, finding, "good"), NULL)->mark =
				OUTLINE_MARK_GOOD;
	}
}

static void write_untestable(struct outline_writer *w)
{
	struct outline_block *table;

	if (!count_marks(w->input, OUTLINE_MARK_UNTESTABLE))
		return;
	outline_write_heading(w, 1, outline_write_text(w, "untestable.section", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "untestable.intro", NULL));
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){30, 36, 34});
	outline_write_row(w, table, outline_write_text(w, "untestable.where", NULL),
			  outline_write_text(w, "untestable.seen", NULL),
			  outline_write_text(w, "untestable.ask", NULL));
	for (size_t i = 0; i < w->input->finding_count; i++) {
		const struct finding *finding = &w->input->findings[i];
		if (outline_mark_of(finding) == OUTLINE_MARK_UNTESTABLE)
			outline_write_row(w, table, place(w, finding), words(w, finding, "untestable"),
					  words(w, finding, "ask"))
				->mark = OUTLINE_MARK_UNTESTABLE;
	}
}

static struct outline *begin(struct arena *arena, const struct report_input *input, const struct outline_writer *w)
{
	struct outline *outline = arena_alloc(arena, sizeof(*outline));
	struct value *context = value_map(arena);

	outline->arena = arena;
	outline->lang = input->lang;
	outline->made_ms = input->now_ms;
	outline->title = outline_write_text(w, "title", NULL);
	outline->subject = outline_write_text(w, "subject", NULL);
	outline->author = input->operator_name;
	outline->programme = input->edition_name;
	outline->addressee = outline_write_filled(w, "addressee", "company", input->company);
	value_set_text(arena, context, "title", outline->title);
	value_set_text(arena, context, "receipt_number", input->receipt_number);
	outline->running = outline_write_text(w, "running", context);
	outline->lost_note = outline_write_text(w, "lost_note", NULL);
	return outline;
}

enum err outline_build(struct arena *arena, const struct report_input *input, struct outline **ret_outline,
		       struct fault *why)
{
	struct outline_writer w = {.arena = arena, .input = input};

	if (input->finding_count > OUTLINE_FINDINGS_MAX)
		return fault_set(why, ERR_TOO_LARGE, "report: more than %d findings", OUTLINE_FINDINGS_MAX);
	w.outline = begin(arena, input, &w);
	w.run = outline_run_read(&w);
	write_cover(&w);
	measure_plan(arena, input->findings, input->finding_count, &w.measures);
	write_summary(&w);
	outline_change_write(&w);
	outline_measure_write_all(&w);
	write_good(&w);
	write_untestable(&w);
	outline_about_write(&w);
	*ret_outline = w.outline;
	return ERR_OK;
}
