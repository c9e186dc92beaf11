/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline.h"

#include "calendar/day.h"
#include "report/finding_words.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define FIRST_STEPS 3 /* more would not be begun */

const char *outline_mark_name(enum outline_mark mark)
{
	static const char *const names[] = {"none", "p1", "p2", "p3", "p4", "good", "untestable"};

	return names[mark];
}

/* The mark's words and meaning stand under "priority.NAME" and "meaning.NAME". */
static const char *mark_key(enum outline_mark mark)
{
	static const char *const keys[] = {"", "P1", "P2", "P3", "P4", "good", "untestable"};

	return keys[mark];
}

static enum outline_mark mark_of(const struct finding *finding)
{
	if (finding->verdict == VERDICT_BAD)
		return (enum outline_mark)finding->priority; /* P1 to P4 have the same numbers */
	return finding->verdict == VERDICT_GOOD ? OUTLINE_MARK_GOOD : OUTLINE_MARK_UNTESTABLE;
}

static const char *mark_words(const struct outline_writer *w, enum outline_mark mark)
{
	return outline_write_text(w, arena_printf(w->arena, "priority.%s", mark_key(mark)), NULL);
}

static const char *words(const struct outline_writer *w, const struct finding *finding, const char *part)
{
	return finding_words_get(w->input->texts, w->arena, w->input->lang, finding, part);
}

static const char *place(const struct outline_writer *w, const struct finding *finding)
{
	return finding_words_place(w->input->texts, w->arena, w->input->lang, finding);
}

static const char *count_text(const struct outline_writer *w, const char *key, size_t count)
{
	return outline_write_filled(w, key, "count", arena_printf(w->arena, "%zu", count));
}

static size_t count_marks(const struct report_input *input, enum outline_mark mark)
{
	size_t count = 0;

	for (size_t i = 0; i < input->finding_count; i++)
		count += mark_of(&input->findings[i]) == mark;
	return count;
}

static size_t count_bad(const struct report_input *input)
{
	size_t count = 0;

	for (size_t i = 0; i < input->finding_count; i++)
		count += input->findings[i].verdict == VERDICT_BAD;
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

/* Every class stands in the table, also with 0, so that none is wondered about. */
static void write_counts(struct outline_writer *w)
{
	struct outline_block *table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){28, 60, 12});

	outline_write_row(w, table, outline_write_text(w, "summary.priority", NULL),
			  outline_write_text(w, "summary.meaning", NULL), outline_write_text(w, "summary.count", NULL));
	for (enum outline_mark mark = OUTLINE_MARK_P1; mark <= OUTLINE_MARK_UNTESTABLE; mark++) {
		const char *meaning = arena_printf(w->arena, "meaning.%s", mark_key(mark));
		outline_write_row(w, table, mark_words(w, mark), outline_write_text(w, meaning, NULL),
				  count_text(w, "summary.items", count_marks(w->input, mark)))
			->mark = mark;
	}
}

static void write_first_steps(struct outline_writer *w, size_t bad)
{
	struct outline_block *list;

	if (!bad)
		return;
	outline_write_heading(w, 2, outline_write_text(w, "summary.first", NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100, 0, 0});
	for (size_t i = 0; i < bad && i < FIRST_STEPS; i++) {
		const struct finding *finding = &w->input->findings[i];
		struct value *context = value_map(w->arena);
		value_set_text(w->arena, context, "title", words(w, finding, "title"));
		value_set_text(w->arena, context, "place", place(w, finding));
		outline_write_row(w, list, outline_write_text(w, "summary.first_item", context), NULL, NULL);
	}
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "summary.hand_over", NULL));
}

static void write_summary(struct outline_writer *w)
{
	size_t bad = count_bad(w->input);
	const char *sentence = count_text(w, "summary.found", bad);

	if (!bad && count_marks(w->input, OUTLINE_MARK_GOOD))
		sentence = outline_write_text(w, "summary.found_none", NULL);
	else if (!bad)
		sentence = outline_write_text(w, "summary.nothing_judged", NULL);
	outline_write_heading(w, 1, outline_write_text(w, "summary.title", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, sentence);
	if (!w->run.is_whole)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "limits.partial", NULL));
	write_counts(w);
	write_first_steps(w, bad);
}

static const char *evidence_line(const struct outline_writer *w, const struct finding *finding)
{
	struct value *context = value_map(w->arena);
	const char *confidence = arena_printf(w->arena, "confidence.%s", confidence_name(finding->confidence));

	value_set_text(w->arena, context, "evidence",
		       foreign_text_show(w->arena, str_from(finding->evidence), OUTLINE_FOREIGN_MAX));
	value_set_text(w->arena, context, "address",
		       foreign_text_show(w->arena, str_from(finding->address), OUTLINE_FOREIGN_MAX));
	value_set_text(w->arena, context, "confidence", outline_write_text(w, confidence, NULL));
	return outline_write_text(w, "finding.evidence_line", context);
}

static void write_finding(struct outline_writer *w, const struct finding *finding, size_t number)
{
	static const char *const parts[] = {"seen", "why", "do_self", "do_vendor", "effort", "confirm"};
	struct value *context = value_map(w->arena);
	struct outline_block *block;

	value_set_int(w->arena, context, "number", (int64_t)number);
	value_set_text(w->arena, context, "title", words(w, finding, "title"));
	block = outline_write_heading(w, 2, outline_write_text(w, "numbered", context));
	block->mark = mark_of(finding);
	block->mark_text = mark_words(w, block->mark);
	block = outline_write_rows(w, OUTLINE_FACTS, 2, (const int[]){24, 76, 0});
	outline_write_row(w, block, outline_write_text(w, "finding.where", NULL), place(w, finding), NULL);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *label = arena_printf(w->arena, "finding.%s", parts[i]);
		outline_write_row(w, block, outline_write_text(w, label, NULL), words(w, finding, parts[i]), NULL);
	}
	outline_write_row(w, block, outline_write_text(w, "finding.evidence", NULL), evidence_line(w, finding), NULL)
		->technical = true;
}

static void write_findings(struct outline_writer *w, size_t bad)
{
	if (!bad)
		return;
	outline_write_heading(w, 1, outline_write_text(w, "finding.section", NULL))->new_page = true;
	for (size_t i = 0; i < bad; i++)
		write_finding(w, &w->input->findings[i], i + 1);
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
		if (mark_of(finding) == OUTLINE_MARK_UNTESTABLE)
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
	write_summary(&w);
	write_findings(&w, count_bad(input));
	write_good(&w);
	write_untestable(&w);
	outline_about_write(&w);
	*ret_outline = w.outline;
	return ERR_OK;
}
