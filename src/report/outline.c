/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline.h"

#include <string.h>

#include "calendar/day.h"
#include "report/finding_words.h"
#include "report/outline_priv.h"

static const char *words(const struct outline_writer *w, const struct finding *finding, const char *part)
{
	return finding_words_get(w->input->texts, w->arena, w->input->wish.lang, finding, part);
}

static const char *place(const struct outline_writer *w, const struct finding *finding)
{
	return finding_words_place(w->input->texts, w->arena, w->input->wish.lang, finding);
}

/* A report is made anew when new knowledge judged the same observations, and when the company explains a door. */
static const char *document(const struct outline_writer *w)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "number", w->input->receipt_number);
	value_set_int(w->arena, context, "issue",
		      (w->input->rejudged_ms ? 2 : 1) + (int64_t)outline_explanation_issues(w));
	return outline_write_text(w, "cover.document_text", context);
}

/* For whom the programme is run, and who runs it. */
static const char *author(const struct outline_writer *w)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "organiser", w->input->organiser);
	value_set_text(w->arena, context, "operator", w->input->operator_name);
	return outline_write_text(w, "cover.author_text", context);
}

static void write_cover(struct outline_writer *w)
{
	const struct report_input *in = w->input;
	struct outline_block *facts;

	outline_write_heading(w, 1, outline_write_text(w, "cover.section", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, (const int[]){24, 76, 0});
	if (*in->receipt_number) {
		outline_write_row(w, facts, outline_write_text(w, "cover.receipt_number", NULL), in->receipt_number,
				  NULL);
		outline_write_row(w, facts, outline_write_text(w, "cover.document", NULL), document(w), NULL);
	}
	outline_write_row(w, facts, outline_write_text(w, "cover.handling", NULL),
			  outline_write_text(w, "cover.handling_text", NULL), NULL);
	if (w->run.started_ms)
		outline_write_row(w, facts, outline_write_text(w, "cover.diagnosed", NULL),
				  day_format_date(w->arena, in->wish.lang, day_of_ms(w->run.started_ms)), NULL);
	outline_write_row(w, facts, outline_write_text(w, "cover.made", NULL),
			  day_format_date(w->arena, in->wish.lang, day_of_ms(in->now_ms)), NULL);
	if (*in->organiser)
		outline_write_row(w, facts, outline_write_text(w, "cover.author", NULL), author(w), NULL);
	if (in->performed_by && *in->performed_by)
		outline_write_row(w, facts, outline_write_text(w, "performer.performed_by", NULL), in->performed_by,
				  NULL);
	if (in->expert && *in->expert)
		outline_write_row(w, facts, outline_write_text(w, "performer.expert", NULL), in->expert, NULL);
	outline_write_row(w, facts, outline_write_text(w, "performer.confirmed", NULL), outline_about_confirmed(w),
			  NULL);
}

#define RESULTS_LARGE 12 /* so many lines are printed in the size of other tables */
#define RESULTS_SHEET 3  /* so many more stand on one page, as small as that needs */

/* What a reader looks for first: a line for each measure. */
static void write_results(struct outline_writer *w)
{
	static const int large[] = {35, 24, 16, 16, 9}, small[] = {46, 22, 14, 11, 7};
	bool is_small = w->measures.count > RESULTS_LARGE;
	struct outline_block *table;

	if (!w->measures.count)
		return;
	if (is_small)
		w->sheet = RESULTS_SHEET;
	w->measure_blocks[OUTLINE_RESULTS(w)] = w->outline->count;
	outline_write_heading(w, 1, outline_write_text(w, "list.section", NULL));
	table = outline_write_rows(w, OUTLINE_TABLE, 5, is_small ? small : large);
	outline_write_row(w, table, outline_write_text(w, "list.deed", NULL),
			  outline_write_text(w, "finding.where", NULL), outline_write_text(w, "finding.group", NULL));
	table->rows[0].cells[3] = outline_write_text(w, "finding.deadline", NULL);
	table->rows[0].cells[4] = outline_write_text(w, "finding.page", NULL);
	for (size_t i = 0; i < w->measures.count; i++) {
		const struct measure *measure = &w->measures.items[i];
		struct outline_row *row =
			outline_write_row(w, table, outline_measure_deed(w, measure),
					  finding_words_places(w->input->texts, w->arena, w->input->wish.lang, measure),
					  outline_measure_group(w, measure->assignment.group));
		row->mark = (enum outline_mark)measure->priority;
		row->technical = is_small;
		row->cells[3] = outline_measure_deadline(w, measure);
		row->cells[4] = "";
		outline_write_link(w, row, i, arena_printf(w->arena, "%zu", w->numbers[i]));
	}
	w->sheet = 0;
}

/* Links name measures until their headings are written. */
static void resolve_links(struct outline_writer *w)
{
	for (size_t i = 0; i < w->outline->count; i++)
		for (size_t row = 0; row < w->outline->blocks[i].row_count; row++) {
			struct outline_row *from = &w->outline->blocks[i].rows[row];
			for (size_t k = 0; k < from->link_count; k++)
				from->links[k].block = w->measure_blocks[from->links[k].block];
		}
}

/* All that are good of a check in one of its variants, from the first of them on; they are told then. A measure stands
 * for them, of which nothing is done. */
static struct measure take_alike(const struct outline_writer *w, size_t first, bool *is_told)
{
	const struct finding *findings = w->input->findings;
	struct measure all = {.remedy = "", .fixed_in = STR("")};
	size_t cap = 0;

	for (size_t i = first; i < w->input->finding_count; i++) {
		if (findings[i].verdict != VERDICT_GOOD || strcmp(findings[i].check, findings[first].check) != 0 ||
		    strcmp(findings[i].variant, findings[first].variant) != 0)
			continue;
		all.findings = arena_grow(w->arena, all.findings, all.count, &cap, sizeof(*all.findings));
		all.findings[all.count++] = &findings[i];
		is_told[i] = true;
	}
	return all;
}

static void write_good_row(struct outline_writer *w, struct outline_block *table, const char *where, const char *seen)
{
	outline_write_row(w, table, where, seen, NULL)->mark = OUTLINE_MARK_GOOD;
}

/* What is the same but for the place stands once, with all places. */
static void write_alike(struct outline_writer *w, struct outline_block *table, const struct measure *all)
{
	const struct report_input *in = w->input;
	const char *shared = finding_words_shared(in->texts, w->arena, in->wish.lang, all, "good");

	if (shared)
		write_good_row(w, table, finding_words_places(in->texts, w->arena, in->wish.lang, all), shared);
	for (size_t i = 0; !shared && i < all->count; i++)
		write_good_row(w, table, place(w, all->findings[i]), words(w, all->findings[i], "good"));
}

static void write_good(struct outline_writer *w)
{
	bool *is_told = arena_array(w->arena, w->input->finding_count, sizeof(*is_told));
	struct outline_block *table;

	if (!outline_president_count(w, OUTLINE_MARK_GOOD))
		return;
	outline_write_heading(w, 1, outline_write_text(w, "good.section", NULL));
	table = outline_write_rows(w, OUTLINE_TABLE, 2, (const int[]){38, 62, 0});
	outline_write_row(w, table, outline_write_text(w, "good.where", NULL), outline_write_text(w, "good.seen", NULL),
			  NULL);
	for (size_t i = 0; i < w->input->finding_count; i++)
		if (w->input->findings[i].verdict == VERDICT_GOOD && !is_told[i]) {
			const struct measure all = take_alike(w, i, is_told);
			write_alike(w, table, &all);
		}
}

static void write_untestable(struct outline_writer *w)
{
	struct outline_block *table;

	if (!outline_president_count(w, OUTLINE_MARK_UNTESTABLE))
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
	outline->lang = input->wish.lang;
	outline->made_ms = input->now_ms;
	outline->is_letter = input->wish.scope == REPORT_LETTER;
	outline->title = outline_write_text(w, input->wish.scope == REPORT_PART ? "part.title" : "title", NULL);
	outline->subject = outline_write_text(w, "subject", NULL);
	outline->author = input->operator_name;
	outline->programme = input->edition_name;
	outline->addressee = *input->company ? outline_write_filled(w, "addressee", "company", input->company) : "";
	value_set_text(arena, context, "title", outline->title);
	value_set_text(arena, context, "receipt_number", input->receipt_number);
	outline->running = outline_write_text(w, "running", context);
	outline->separator = outline_write_text(w, "separator", NULL);
	outline->page_word = outline_write_text(w, "page_word", NULL);
	outline->lost_note = outline_write_text(w, "lost_note", NULL);
	return outline;
}

/* Leaves the measures of one group, which keep their numbers. */
static void keep_group(struct outline_writer *w, size_t *numbers)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->measures.count; i++) {
		if (w->input->wish.scope == REPORT_PART &&
		    w->measures.items[i].assignment.group != w->input->wish.group)
			continue;
		w->measures.items[kept] = w->measures.items[i];
		numbers[kept++] = i + 1;
	}
	w->measures.count = kept;
	w->numbers = numbers;
}

static void write_whole(struct outline_writer *w)
{
	outline_president_write(w);
	write_cover(w);
	outline_lists_write_contents(w);
	write_results(w);
	outline_change_write(w);
	outline_measure_write_all(w);
	write_good(w);
	write_untestable(w);
	outline_lists_write_assets(w);
	outline_lists_write_checks(w);
	outline_lists_write_severity(w);
	outline_about_write(w);
}

static void write_part(struct outline_writer *w)
{
	const char *group = outline_measure_group(w, w->input->wish.group);

	if (w->input->rehearsal)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "rehearsal", NULL));
	outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_filled(w, "part.notice", "group", group));
	write_cover(w);
	if (!w->measures.count)
		outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "part.nothing", NULL));
	write_results(w);
	outline_measure_write_all(w);
	outline_about_write_part(w);
}

static void name_signs(struct outline_writer *w)
{
	for (enum outline_mark mark = OUTLINE_MARK_P1; mark < OUTLINE_MARKS; mark++)
		w->outline->mark_words[mark] = outline_write_mark(w, mark);
}

static void name_groups(struct outline_writer *w)
{
	for (enum assignment_group group = 0; group < ASSIGNMENT_GROUPS; group++)
		w->outline->group_words[group] = outline_measure_group(w, group);
	for (size_t i = 0; i < w->measures.count; i++)
		w->outline->has_group[w->measures.items[i].assignment.group] = true;
}

enum err outline_build(struct arena *arena, const struct report_input *input, struct outline **ret_outline,
		       struct fault *why)
{
	struct outline_writer w = {.arena = arena, .input = input};

	if (input->finding_count > OUTLINE_FINDINGS_MAX)
		return fault_set(why, ERR_TOO_LARGE, "report: more than %d findings", OUTLINE_FINDINGS_MAX);
	w.outline = begin(arena, input, &w);
	w.run = outline_run_read(&w);
	outline_evidence_index(&w);
	measure_plan(arena, input->findings, input->finding_count, &w.measures);
	w.measure_blocks = arena_array(arena, w.measures.count + 1, sizeof(*w.measure_blocks));
	keep_group(&w, arena_array(arena, w.measures.count, sizeof(*w.numbers)));
	switch (input->wish.scope) {
	case REPORT_WHOLE: write_whole(&w); break;
	case REPORT_PART: write_part(&w); break;
	case REPORT_LETTER: outline_letter_write(&w); break;
	}
	name_groups(&w);
	name_signs(&w);
	resolve_links(&w);
	if (w.contents)
		outline_lists_fill_contents(&w);
	*ret_outline = w.outline;
	return ERR_OK;
}
