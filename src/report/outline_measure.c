/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/measure.h"
#include "report/finding_words.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define VULNERABILITIES_SHOWN 20 /* of a measure, the most urgent ones: the update closes the others too */

static const int facts_widths[OUTLINE_CELLS_MAX] = {24, 76, 0};

static const char *deed(const struct outline_writer *w, const struct measure *measure, const char *part)
{
	return finding_words_deed(w->input->texts, w->arena, w->input->lang, measure, part);
}

static const char *words(const struct outline_writer *w, const struct finding *finding, const char *part)
{
	return finding_words_get(w->input->texts, w->arena, w->input->lang, finding, part);
}

static const char *places(const struct outline_writer *w, const struct measure *measure)
{
	return finding_words_places(w->input->texts, w->arena, w->input->lang, measure);
}

static void add_fact(struct outline_writer *w, struct outline_block *facts, const char *label, const char *text)
{
	outline_write_row(w, facts, outline_write_text(w, arena_printf(w->arena, "finding.%s", label), NULL), text,
			  NULL);
}

static const char *certainty(const struct outline_writer *w, enum confidence confidence)
{
	return outline_write_text(w, arena_printf(w->arena, "certainty.%s", finding_confidence_name(confidence)), NULL);
}

static void add_evidence(struct outline_writer *w, struct outline_block *facts, const struct finding *finding)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "evidence",
		       foreign_text_show(w->arena, str_from(finding->evidence), OUTLINE_FOREIGN_MAX));
	value_set_text(w->arena, context, "address",
		       foreign_text_show(w->arena, str_from(finding->address), OUTLINE_FOREIGN_MAX));
	outline_write_row(w, facts, outline_write_text(w, "finding.evidence", NULL),
			  outline_write_text(w, "finding.evidence_line", context), NULL)
		->technical = true;
}

/* What the measure is and how it is done; for a single finding also what was seen. */
static void write_deed(struct outline_writer *w, const struct measure *measure)
{
	static const char *const parts[] = {"why", "do_self", "do_vendor", "effort", "confirm"};
	bool is_single = measure->count == 1;
	struct outline_block *facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);

	add_fact(w, facts, "where", places(w, measure));
	if (is_single)
		add_fact(w, facts, "seen", words(w, measure->findings[0], "seen"));
	for (size_t i = 0; i < COUNT(parts); i++)
		add_fact(w, facts, parts[i], deed(w, measure, parts[i]));
	if (!is_single)
		return;
	add_fact(w, facts, "certainty", certainty(w, measure->findings[0]->confidence));
	add_evidence(w, facts, measure->findings[0]);
}

/* The findings that one measure closes, when there are several. */
static void write_closed(struct outline_writer *w, const struct measure *measure)
{
	struct outline_block *facts;

	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_count(w, "finding.closes", measure->count));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	for (size_t i = 0; i < measure->count; i++) {
		const struct finding *finding = measure->findings[i];
		struct value *context = value_map(w->arena);
		enum outline_mark mark = outline_mark_of(finding);
		value_set_text(w->arena, context, "title", words(w, finding, "title"));
		value_set_text(w->arena, context, "seen", words(w, finding, "seen"));
		value_set_text(w->arena, context, "certainty", certainty(w, finding->confidence));
		outline_write_row(w, facts, outline_write_mark(w, mark),
				  outline_write_text(w, "finding.closed", context), NULL)
			->mark = mark;
		add_evidence(w, facts, finding);
	}
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

static void write_measure(struct outline_writer *w, const struct measure *measure, size_t number)
{
	struct value *context = value_map(w->arena);
	struct outline_block *heading;

	value_set_int(w->arena, context, "number", (int64_t)number);
	value_set_text(w->arena, context, "title", deed(w, measure, "title"));
	heading = outline_write_heading(w, 2, outline_write_text(w, "numbered", context));
	heading->mark = (enum outline_mark)measure->priority; /* P1 to P4 have the same numbers */
	heading->mark_text = outline_write_mark(w, heading->mark);
	write_deed(w, measure);
	if (measure->count > 1)
		write_closed(w, measure);
	write_vulnerabilities(w, measure);
}

void outline_measure_write_all(struct outline_writer *w)
{
	if (!w->measures.count)
		return;
	outline_write_heading(w, 1, outline_write_text(w, "finding.section", NULL))->new_page = true;
	for (size_t i = 0; i < w->measures.count; i++)
		write_measure(w, &w->measures.items[i], i + 1);
}

void outline_measure_write_first(struct outline_writer *w, size_t max)
{
	struct outline_block *list;

	outline_write_heading(w, 2, outline_write_text(w, "summary.first", NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100, 0, 0});
	for (size_t i = 0; i < w->measures.count && i < max; i++) {
		const struct measure *measure = &w->measures.items[i];
		struct value *context = value_map(w->arena);
		value_set_text(w->arena, context, "title", deed(w, measure, "title"));
		value_set_text(w->arena, context, "place", places(w, measure));
		outline_write_row(w, list, outline_write_text(w, "summary.first_item", context), NULL, NULL);
	}
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "summary.hand_over", NULL));
}
