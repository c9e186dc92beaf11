/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "calendar/day.h"
#include "measures/measure.h"
#include "report/finding_words.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"
#include "report/step_list.h"

#define VULNERABILITIES_SHOWN 20 /* of a measure, the most urgent ones: the update closes the others too */

static const int facts_widths[OUTLINE_CELLS_MAX] = {24, 76, 0};

/* What a finding says beside what was seen, in the order of the work. */
static const char *const parts[] = {"why", "do_self", "do_vendor", "technician", "effort", "confirm"};

const char *outline_measure_deed(const struct outline_writer *w, const struct measure *measure)
{
	const char *deed = finding_words_deed(w->input->texts, w->arena, w->input->wish.lang, measure);

	return outline_explanation_covers(w, measure) ? outline_write_filled(w, "deed_explained", "deed", deed) : deed;
}

static const char *shared(const struct outline_writer *w, const struct measure *measure, const char *part)
{
	return finding_words_shared(w->input->texts, w->arena, w->input->wish.lang, measure, part);
}

static bool has_words(const struct outline_writer *w, const struct finding *finding, const char *part)
{
	return finding_words_has(w->input->texts, w->arena, w->input->wish.lang, finding, part);
}

static const char *words(const struct outline_writer *w, const struct finding *finding, const char *part)
{
	return finding_words_get(w->input->texts, w->arena, w->input->wish.lang, finding, part);
}

static const char *places(const struct outline_writer *w, const struct measure *measure)
{
	return finding_words_places(w->input->texts, w->arena, w->input->wish.lang, measure);
}

static const char *label(const struct outline_writer *w, const char *name)
{
	return outline_write_text(w, arena_printf(w->arena, "finding.%s", name), NULL);
}

static void add_fact(struct outline_writer *w, struct outline_block *facts, const char *name, const char *text)
{
	if (!strcmp(name, "do_self"))
		text = step_list_number(w->arena, w->input->wish.lang, text);
	outline_write_row(w, facts, label(w, name), text, NULL);
}

static const char *certainty(const struct outline_writer *w, enum confidence confidence)
{
	return outline_write_text(w, arena_printf(w->arena, "certainty.%s", finding_confidence_name(confidence)), NULL);
}

const char *outline_measure_deadline(const struct outline_writer *w, const struct measure *measure)
{
	int64_t day = measure_deadline_day(measure, day_of_ms(w->input->now_ms));

	return day ? outline_write_filled(w, "deadline", "date", day_format_date(w->arena, w->input->wish.lang, day))
		   : outline_write_text(w, "deadline_none", NULL);
}

const char *outline_measure_group(const struct outline_writer *w, enum assignment_group group)
{
	return outline_write_text(w, arena_printf(w->arena, "group.%s", assignment_group_name(group)), NULL);
}

const char *outline_measure_harm(const struct outline_writer *w, enum assignment_harm harm)
{
	return outline_write_text(w, arena_printf(w->arena, "harm.%s", assignment_harm_name(harm)), NULL);
}

/* Who, by when, what for: and what is the same for all findings of the measure. */
static void write_deed(struct outline_writer *w, const struct measure *measure, const char *const *same)
{
	struct outline_block *facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);

	add_fact(w, facts, "where", places(w, measure));
	add_fact(w, facts, "harm", outline_measure_harm(w, measure->assignment.harm));
	add_fact(w, facts, "group", outline_measure_group(w, measure->assignment.group));
	add_fact(w, facts, "deadline", outline_measure_deadline(w, measure));
	for (size_t i = 0; i < COUNT(parts); i++)
		if (same[i])
			add_fact(w, facts, parts[i], same[i]);
}

/* One finding in its own words, but for what stands above for all. Who does it reads one date: that of the measure. */
static void write_finding(struct outline_writer *w, const struct measure *measure, const struct finding *finding,
			  const char *const *same)
{
	struct finding urgent = *finding;
	struct outline_block *facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	enum outline_mark mark = outline_mark_of(finding);

	outline_write_row(w, facts, outline_write_mark(w, mark), words(w, finding, "title"), NULL)->mark = mark;
	urgent.priority = measure->priority;
	add_fact(w, facts, "seen", words(w, finding, "seen"));
	outline_explanation_write(w, facts, finding);
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!same[i] && has_words(w, finding, parts[i]))
			add_fact(w, facts, parts[i], words(w, &urgent, parts[i]));
	add_fact(w, facts, "certainty", certainty(w, finding->confidence));
	outline_evidence_write(w, facts, finding);
}

/* "CVSS 9.8, exploited (KEV), EPSS 97 %, ...": what an engineer weighs. */
static const char *weight_of(const struct outline_writer *w, const struct measure_vulnerability *v)
{
	const char *line = finding_priority_name(v->priority);

	if (v->cvss >= 0)
		line = outline_write_joined(w, line, arena_printf(w->arena, "CVSS %.1f", v->cvss));
	if (v->is_exploited)
		line = outline_write_joined(w, line, outline_write_text(w, "vulnerability.exploited", NULL));
	if (v->epss >= 0)
		line = outline_write_joined(w, line, arena_printf(w->arena, "EPSS %.1f %%", v->epss * 100));
	if (v->is_conditional)
		line = outline_write_joined(w, line, outline_write_text(w, "vulnerability.conditional", NULL));
	return outline_write_joined(
		w, line,
		outline_write_text(w, arena_printf(w->arena, "confidence.%s", finding_confidence_name(v->confidence)),
				   NULL));
}

static const char *foreign(const struct outline_writer *w, struct str text)
{
	return text.n ? foreign_text_show(w->arena, text, OUTLINE_FOREIGN_MAX) : "-";
}

/* The number of vulnerabilities, and how many of them the table shows. */
static const char *vulnerability_intro(const struct outline_writer *w, size_t count)
{
	struct value *context = value_map(w->arena);

	value_set_int(w->arena, context, "count", (int64_t)count);
	if (count > VULNERABILITIES_SHOWN)
		value_set_int(w->arena, context, "shown", VULNERABILITIES_SHOWN);
	return outline_write_text(w, "vulnerability.intro", context);
}

static void write_vulnerabilities(struct outline_writer *w, const struct measure *measure)
{
	struct measure_vulnerability *list;
	struct outline_block *table;
	size_t count;

	measure_vulnerabilities(w->arena, measure, &list, &count);
	if (!count)
		return;
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, vulnerability_intro(w, count));
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){27, 51, 22});
	outline_write_row(w, table, outline_write_text(w, "vulnerability.id", NULL),
			  outline_write_text(w, "vulnerability.weight", NULL),
			  outline_write_text(w, "vulnerability.fixed_in", NULL));
	for (size_t i = 0; i < count && i < VULNERABILITIES_SHOWN; i++)
		outline_write_row(w, table, foreign(w, list[i].id), weight_of(w, &list[i]),
				  foreign(w, list[i].fixed_in))
			->technical = true;
}

static void write_measure(struct outline_writer *w, size_t index)
{
	const struct measure *measure = &w->measures.items[index];
	const char *same[COUNT(parts)];
	struct value *context = value_map(w->arena);
	struct outline_block *heading;

	value_set_int(w->arena, context, "number", (int64_t)w->numbers[index]);
	value_set_text(w->arena, context, "title", outline_measure_deed(w, measure));
	heading = outline_write_heading(w, 2, outline_write_text(w, "numbered", context));
	w->measure_blocks[index] = w->outline->count - 1;
	heading->mark = (enum outline_mark)measure->priority; /* P1 to P4 have the same numbers */
	heading->mark_text = outline_write_mark(w, heading->mark);
	for (size_t i = 0; i < COUNT(parts); i++) /* a single finding says all under its own title */
		same[i] = measure->count > 1 && has_words(w, measure->findings[0], parts[i])
				  ? shared(w, measure, parts[i])
				  : NULL;
	write_deed(w, measure, same);
	if (measure->count > 1)
		outline_write_paragraph(w, OUTLINE_PARAGRAPH,
					outline_write_count(w, "finding.together", measure->count));
	for (size_t i = 0; i < measure->count; i++)
		write_finding(w, measure, measure->findings[i], same);
	write_vulnerabilities(w, measure);
}

void outline_measure_write_all(struct outline_writer *w)
{
	if (!w->measures.count)
		return;
	outline_write_heading(w, 1, outline_write_text(w, "finding.section", NULL));
	for (size_t i = 0; i < w->measures.count; i++)
		write_measure(w, i);
}
