/* SPDX-License-Identifier: Apache-2.0 */
/* Two pages that a president reads: what to do now, and the whole at a glance. */
#include <string.h>

#include "calendar/day.h"
#include "report/finding_words.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define LARGE_MAX   3 /* deeds told at length: more are not begun (a trial: five asked, one in four did all) */
#define LINES_MAX   8 /* further urgent ones, a line each */
#define TARGETS_MAX 6
#define DOORS_MAX   8 /* of one target */
#define GOOD_MAX    3

static const int facts_widths[] = {18, 82};

size_t outline_president_count(const struct outline_writer *w, enum outline_mark mark)
{
	size_t count = 0;

	for (size_t i = 0; mark <= OUTLINE_MARK_P4 && i < w->measures.count; i++)
		count += w->measures.items[i].priority == (enum priority)mark;
	for (size_t i = 0; mark > OUTLINE_MARK_P4 && i < w->input->finding_count; i++)
		count += outline_mark_of(&w->input->findings[i]) == mark;
	return count;
}

/* ---- the first page --------------------------------------------------------------------------------------------- */

static enum outline_mark verdict_mark(const struct outline_writer *w)
{
	if (w->measures.count)
		return (enum outline_mark)w->measures.items[0].priority;
	return outline_president_count(w, OUTLINE_MARK_GOOD) ? OUTLINE_MARK_GOOD : OUTLINE_MARK_UNTESTABLE;
}

/* What may happen, from the first measures of the most urgent class: two harms at most. */
static const char *harms(const struct outline_writer *w)
{
	const char *first = NULL;

	for (size_t i = 0; i < w->measures.count; i++) {
		const struct measure *measure = &w->measures.items[i];
		const char *harm = outline_measure_harm(w, measure->assignment.harm);
		if (measure->priority != w->measures.items[0].priority)
			break;
		if (!first)
			first = harm;
		else if (strcmp(first, harm) != 0)
			return arena_printf(w->arena, "%s%s%s", first, outline_write_text(w, "between", NULL), harm);
	}
	return first ? first : "";
}

void outline_president_verdict(struct outline_writer *w)
{
	enum outline_mark mark = verdict_mark(w);
	const char *key = arena_printf(w->arena, "verdict.%s", outline_sign_of(mark)->key);
	const struct measure *first = w->measures.items;
	struct value *context = value_map(w->arena);
	struct outline_block *block;

	value_set_int(w->arena, context, "count", (int64_t)outline_president_count(w, mark));
	value_set_text(w->arena, context, "deadline", w->measures.count ? outline_measure_deadline(w, first) : "");
	/* A letter tells no stories of attacks, and names whom to call below. */
	value_set_text(w->arena, context, "group",
		       w->measures.count && w->input->wish.scope != REPORT_LETTER
			       ? outline_measure_group(w, first->assignment.group)
			       : "");
	value_set_text(w->arena, context, "harm", w->input->wish.scope == REPORT_LETTER ? "" : harms(w));
	outline_write_paragraph(w, OUTLINE_VERDICT, outline_write_text(w, key, context));
	block = &w->outline->blocks[w->outline->count - 1];
	block->mark = mark;
	block->mark_text = outline_write_filled(w, "verdict.class", "class", outline_write_mark(w, mark));
}

static void add(struct outline_writer *w, struct outline_block *facts, const char *key, const char *text)
{
	outline_write_row(w, facts, outline_write_text(w, arena_printf(w->arena, "finding.%s", key), NULL), text, NULL);
}

/* Up to the first full stop of a sentence, with it. */
static const char *first_sentence(const struct outline_writer *w, const char *text)
{
	struct str all = str_from(text);
	size_t at = str_find(all, "。"), english = str_find(all, ". ");

	if (at < all.n)
		return str_dup(w->arena, str_head(all, at + str_from("。").n));
	return english < all.n ? str_dup(w->arena, str_head(all, english + 1)) : text;
}

static const char *whom_and_how_long(const struct outline_writer *w, const struct measure *measure)
{
	const char *effort =
		finding_words_get(w->input->texts, w->arena, w->input->wish.lang, measure->findings[0], "effort");
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "group", outline_measure_group(w, measure->assignment.group));
	value_set_text(w->arena, context, "effort", first_sentence(w, effort));
	return outline_write_text(w, "president.whom", context);
}

static size_t urgent(const struct outline_writer *w)
{
	return outline_president_count(w, OUTLINE_MARK_P1) + outline_president_count(w, OUTLINE_MARK_P2);
}

static void write_large(struct outline_writer *w, size_t index)
{
	const struct measure *measure = &w->measures.items[index];
	struct value *context = value_map(w->arena);
	struct outline_block *block;

	value_set_int(w->arena, context, "number", (int64_t)index + 1);
	value_set_text(w->arena, context, "title", outline_measure_deed(w, measure));
	block = outline_write_heading(w, 2, outline_write_text(w, "numbered", context));
	block->mark = (enum outline_mark)measure->priority; /* P1 to P4 have the same numbers */
	block->mark_text = outline_write_mark(w, block->mark);
	block = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	if (urgent(w) <= LARGE_MAX) /* else room is dear, and the deed's own page tells it */
		add(w, block, "where", finding_words_places(w->input->texts, w->arena, w->input->wish.lang, measure));
	add(w, block, "harm", outline_measure_harm(w, measure->assignment.harm));
	add(w, block, "group", whom_and_how_long(w, measure));
	add(w, block, "deadline", outline_measure_deadline(w, measure));
	outline_write_link(
		w, &block->rows[block->row_count - 1], index,
		outline_write_filled(w, "president.see", "number", arena_printf(w->arena, "%zu", index + 1)));
}

/* The urgent ones that are not told at length, a line each. */
static void write_lines(struct outline_writer *w, size_t from)
{
	size_t count = urgent(w);
	struct outline_block *table;

	if (count <= from)
		return;
	outline_write_heading(w, 2, outline_write_count(w, "president.lines", count - from));
	table = outline_write_rows(w, OUTLINE_TABLE, 4, (const int[]){44, 21, 26, 9});
	table->may_cut = true;
	outline_write_row(w, table, outline_write_text(w, "list.deed", NULL),
			  outline_write_text(w, "finding.group", NULL), outline_write_text(w, "finding.deadline", NULL))
		->cells[3] = outline_write_text(w, "finding.page", NULL);
	for (size_t i = from; i < count && i < from + LINES_MAX; i++) {
		const struct measure *measure = &w->measures.items[i];
		struct outline_row *row = outline_write_row(w, table, outline_measure_deed(w, measure),
							    outline_measure_group(w, measure->assignment.group),
							    outline_measure_deadline(w, measure));
		row->mark = (enum outline_mark)measure->priority;
		row->cells[3] = "";
		outline_write_link(w, row, i, arena_printf(w->arena, "%zu", i + 1));
	}
	if (count > from + LINES_MAX) {
		struct outline_row *row =
			outline_write_row(w, table, outline_write_text(w, "president.lines_more", NULL), "", "");
		table->keeps_last = true;
		row->cells[3] = "";
		row->link_begins = true;
		outline_write_link(w, row, OUTLINE_RESULTS(w), outline_write_text(w, "contents.go", NULL));
	}
}

/* Where the rest stands: true as well where the lines were cut for want of room. */
static void write_later(struct outline_writer *w, size_t told)
{
	size_t more = urgent(w) > told ? urgent(w) : told;
	struct value *context = value_map(w->arena);

	value_set_int(w->arena, context, "urgent", urgent(w) > told ? (int64_t)urgent(w) : 0);
	value_set_int(w->arena, context, "later", (int64_t)(w->measures.count - more));
	if (w->measures.count > told)
		outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "president.later", context));
}

static void write_decisions(struct outline_writer *w)
{
	static const char *const items[] = {"person", "call", "hear"};
	struct outline_block *list;

	outline_write_heading(w, 2, outline_write_text(w, "president.decide", NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100});
	list->to_tick = true;
	for (size_t i = 0; i < COUNT(items); i++)
		outline_write_row(w, list,
				  outline_write_filled(w, arena_printf(w->arena, "president.decide_%s", items[i]),
						       "deadline", outline_measure_deadline(w, w->measures.items)),
				  NULL, NULL);
}

static void write_good(struct outline_writer *w)
{
	const char *told[GOOD_MAX];
	struct outline_block *list;
	size_t count = 0;

	if (!outline_president_count(w, OUTLINE_MARK_GOOD))
		return;
	outline_write_heading(w, 2, outline_write_text(w, "president.good", NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100});
	for (size_t i = 0; count < GOOD_MAX && i < w->input->finding_count; i++) {
		const struct finding *finding = &w->input->findings[i];
		struct finding named;
		size_t k = 0;
		if (finding->verdict != VERDICT_GOOD)
			continue;
		while (k < count && strcmp(told[k], finding->check) != 0)
			k++;
		if (k < count)
			continue;
		told[count++] = finding->check;
		named = *finding;
		named.port = 0; /* the machine's name is enough here */
		outline_write_row(w, list,
				  finding_words_get(w->input->texts, w->arena, w->input->wish.lang, &named, "good"),
				  NULL, NULL);
	}
}

static const char *given(const char *text)
{
	return text ? text : "";
}

static const char *trimmed(const struct outline_writer *w, const char *text)
{
	return str_dup(w->arena, str_trim(str_from(text)));
}

static void write_first_page(struct outline_writer *w)
{
	size_t large = w->measures.count < LARGE_MAX ? w->measures.count : LARGE_MAX;

	outline_write_heading(w, 1, outline_write_text(w, "president.title", NULL));
	outline_president_verdict(w);
	if (!w->run.is_whole)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "limits.partial", NULL));
	for (size_t i = 0; i < large; i++)
		write_large(w, i);
	write_lines(w, large);
	write_later(w, large);
	if (!w->measures.count)
		write_good(w);
	if (urgent(w))
		write_decisions(w);
	outline_write_paragraph(
		w, OUTLINE_NOTICE,
		outline_write_filled(w, "president.strange", "emergency", trimmed(w, w->input->emergency)));
}

/* ---- the second page -------------------------------------------------------------------------------------------- */

static bool is_told(const struct outline_doors *doors, size_t index)
{
	const struct outline_door *door = &doors->items[index];

	for (size_t i = 0; i < index; i++)
		if (doors->items[i].port == door->port && !strcmp(doors->items[i].target, door->target))
			return true;
	return false;
}

/* 「21 ファイルの送受信(FTP)、22 遠隔操作(SSH)」 */
static const char *doors_of(const struct outline_writer *w, const struct outline_doors *doors, const char *target)
{
	const char *joined = "";
	size_t count = 0;

	for (size_t i = 0; i < doors->count; i++) {
		const struct outline_door *door = &doors->items[i];
		/* They are in the order of target, address and port: of several addresses each port once. */
		if (strcmp(door->target, target) != 0 || is_told(doors, i) || ++count > DOORS_MAX)
			continue;
		joined = outline_write_joined(w, joined, arena_printf(w->arena, "%d %s", door->port, door->service));
	}
	if (count > DOORS_MAX) {
		struct value *context = value_map(w->arena);
		value_set_text(w->arena, context, "places", joined);
		value_set_int(w->arena, context, "count", (int64_t)(count - DOORS_MAX));
		return outline_write_text(w, "places_more", context);
	}
	return *joined ? joined : outline_write_text(w, "none", NULL);
}

/* 「優先度1 すぐに: 2件」 for each class that the target has. */
static const char *results_of(const struct outline_writer *w, const char *target)
{
	const char *joined = "";

	for (enum outline_mark mark = OUTLINE_MARK_P1; mark <= OUTLINE_MARK_UNTESTABLE; mark++) {
		struct value *context = value_map(w->arena);
		int64_t count = 0;
		for (size_t i = 0; i < w->input->finding_count; i++)
			count += outline_mark_of(&w->input->findings[i]) == mark &&
				 !strcmp(w->input->findings[i].target, target);
		if (!count)
			continue;
		value_set_text(
			w->arena, context, "class",
			outline_write_text(w, arena_printf(w->arena, "short.%s", outline_sign_of(mark)->key), NULL));
		value_set_int(w->arena, context, "count", count);
		joined = outline_write_joined(w, joined, outline_write_text(w, "president.class_count", context));
	}
	return *joined ? joined : outline_write_text(w, "none", NULL);
}

static void write_examined(struct outline_writer *w)
{
	const struct authorisation *allowed = w->input->authorisation;
	struct outline_doors doors = outline_doors_find(w);
	struct value *context = value_map(w->arena);
	struct outline_block *table;

	value_set_text(w->arena, context, "date",
		       w->run.started_ms ? day_format_time(w->arena, w->input->wish.lang, w->run.started_ms) : "");
	value_set_text(w->arena, context, "source", w->run.sources);
	value_set_text(w->arena, context, "person", allowed->authorised_by);
	outline_write_heading(w, 2, outline_write_text(w, "president.examined", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "president.examined_how", context));
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){28, 42, 30});
	table->may_cut = true;
	outline_write_row(w, table, outline_write_text(w, "list.target", NULL),
			  outline_write_text(w, "list.doors", NULL), outline_write_text(w, "list.results", NULL));
	for (size_t i = 0; i < allowed->target_count && i < TARGETS_MAX; i++) {
		const char *host = allowed->targets[i].host;
		outline_write_row(w, table, foreign_text_show(w->arena, str_from(host), OUTLINE_FOREIGN_MAX),
				  doors_of(w, &doors, host), results_of(w, host));
	}
	if (allowed->target_count > TARGETS_MAX)
		outline_write_paragraph(
			w, OUTLINE_PARAGRAPH,
			outline_write_count(w, "president.targets_more", allowed->target_count - TARGETS_MAX));
}

/* How many measures, and how many findings they are about if that is a larger number. */
static const char *found_sentence(const struct outline_writer *w)
{
	struct value *context = value_map(w->arena);
	size_t closed = 0;

	if (!w->measures.count)
		return outline_write_text(w,
					  outline_president_count(w, OUTLINE_MARK_GOOD) ? "summary.found_none"
											: "summary.nothing_judged",
					  NULL);
	for (size_t i = 0; i < w->measures.count; i++)
		closed += w->measures.items[i].count;
	value_set_int(w->arena, context, "count", (int64_t)w->measures.count);
	if (closed > w->measures.count)
		value_set_int(w->arena, context, "closed", (int64_t)closed);
	return outline_write_text(w, "summary.found", context);
}

/* The table has every class, also those with 0, so that no reader wonders about a missing one. */
static void write_counts(struct outline_writer *w)
{
	struct outline_block *table;

	outline_write_heading(w, 2, outline_write_text(w, "summary.title", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, found_sentence(w));
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){28, 62, 10});
	outline_write_row(w, table, outline_write_text(w, "summary.priority", NULL),
			  outline_write_text(w, "summary.meaning", NULL), outline_write_text(w, "summary.count", NULL));
	for (enum outline_mark mark = OUTLINE_MARK_P1; mark <= OUTLINE_MARK_UNTESTABLE; mark++) {
		const char *meaning = arena_printf(w->arena, "meaning.%s", outline_sign_of(mark)->key);
		outline_write_row(w, table, outline_write_mark(w, mark), outline_write_text(w, meaning, NULL),
				  outline_write_count(w, "summary.items", outline_president_count(w, mark)))
			->mark = mark;
	}
}

/* For each company the pages that are its own: the others' weak points are none of its business. */
static void write_groups(struct outline_writer *w)
{
	struct outline_block *table;

	if (!w->measures.count)
		return;
	outline_write_heading(w, 2, outline_write_text(w, "president.groups", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "summary.hand_over", NULL));
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){50, 15, 35});
	outline_write_row(w, table, outline_write_text(w, "finding.group", NULL),
			  outline_write_text(w, "summary.count", NULL), outline_write_text(w, "finding.page", NULL));
	for (enum assignment_group group = 0; group < ASSIGNMENT_GROUPS; group++) {
		struct outline_row row = {.cells = {outline_measure_group(w, group), "", ""}};
		for (size_t i = 0; i < w->measures.count; i++)
			if (w->measures.items[i].assignment.group == group)
				outline_write_link(w, &row, i, arena_printf(w->arena, "%zu", i + 1));
		if (!row.link_count)
			continue;
		row.cells[1] = outline_write_count(w, "summary.items", row.link_count);
		*outline_write_row(w, table, "", "", "") = row;
	}
}

static void write_items(struct outline_writer *w, const char *key, const char *const *items, size_t count)
{
	struct outline_block *list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100});

	for (size_t i = 0; i < count; i++)
		outline_write_row(w, list, outline_write_text(w, arena_printf(w->arena, "%s%s", key, items[i]), NULL),
				  NULL, NULL);
}

static void write_next(struct outline_writer *w)
{
	static const char *const next[] = {"do", "visit", "again"}, *const kept[] = {"keep", "visit"};
	static const char *const cautions[] = {"moment", "not_full", "wrong", "no_proof", "disclaimer"};
	const char *caution = "";

	outline_write_heading(w, 2, outline_write_text(w, "president.next", NULL));
	if (w->measures.count)
		write_items(w, "president.next_", next, COUNT(next));
	else
		write_items(w, "president.next_", kept, COUNT(kept));
	if (*given(w->input->remarks)) {
		outline_write_heading(w, 2, outline_write_text(w, "president.remarks", NULL));
		outline_write_paragraph(w, OUTLINE_PARAGRAPH, w->input->remarks);
	}
	outline_write_heading(w, 2, outline_write_text(w, "president.caution", NULL));
	for (size_t i = 0; i < COUNT(cautions); i++)
		caution = arena_printf(w->arena, "%s%s%s", caution, i ? outline_write_text(w, "between", NULL) : "",
				       outline_write_text(w, arena_printf(w->arena, "limits.%s", cautions[i]), NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, caution);
}

void outline_president_write(struct outline_writer *w)
{
	w->sheet = 1;
	if (w->input->rehearsal)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "rehearsal", NULL));
	write_first_page(w);
	w->sheet = 2;
	outline_write_heading(w, 1, outline_write_text(w, "president.second", NULL));
	write_examined(w);
	write_counts(w);
	write_groups(w);
	if (w->measures.count)
		write_good(w);
	write_next(w);
	w->sheet = 0;
}
