/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_paper.h"

#include <string.h>

#include "measures/advice_plan.h"
#include "programme/edition_contact.h"
#include "programme/edition_find.h"
#include "programme/number_words.h"
#include "report/outline_priv.h"

/* A longer list would fill pages: then a line is left to write on, as for the prefecture. */
#define OPTIONS_TO_TICK_MAX 12

#define CORPORATE_NUMBER_DIGITS 13

static const int widths[] = {36, 64};

static const char *picked(struct lang_text text, enum lang lang)
{
	return text.ja ? lang_pick(text, lang) : "";
}

/* A form as it is written: where conditions look, and what was answered. */
struct sheet {
	const struct edition_form *form; /* the page, or all pages of a form whose pages depend on each other */
	bool names_question;             /* on which another depends, since that stands elsewhere */
	const struct value *answers;     /* NULL: to be filled in */
};

static const struct question *find(const struct edition_form *form, const char *id)
{
	for (size_t i = 0; id && i < form->question_count; i++)
		if (strcmp(form->questions[i].id, id) == 0)
			return &form->questions[i];
	return NULL;
}

/* Which answers to that question make another one to be asked. */
static struct value *labels_of(const struct outline_writer *w, const struct question *before,
			       const struct question_condition *when)
{
	struct value *labels = value_list(w->arena);

	for (size_t k = 0; before && k < when->value_count; k++)
		for (size_t o = 0; o < before->option_count; o++)
			if (strcmp(before->options[o].id, when->values[k]) == 0)
				value_add(w->arena, labels,
					  value_text(w->arena, picked(before->options[o].label, w->input->wish.lang)));
	return labels;
}

/* The label, whether it must be answered, and by whom; of what was answered the label alone. */
static const char *asked(const struct outline_writer *w, const struct sheet *sheet, const struct question *q)
{
	enum lang lang = w->input->wish.lang;
	const struct question *before = find(sheet->form, q->condition.question);
	struct value *context = value_map(w->arena), *labels = labels_of(w, before, &q->condition);

	if (sheet->answers)
		return picked(q->label, lang);
	value_set_text(w->arena, context, "label", picked(q->label, lang));
	value_set_bool(w->arena, context, "required", q->required);
	value_set_text(w->arena, context, "question",
		       before && sheet->names_question ? picked(before->label, lang) : "");
	value_set(w->arena, context, "when", labels);
	value_set_bool(w->arena, context, "has_when", value_count(labels) > 0);
	return outline_write_text(w, "paper.asked", context);
}

/* Some help is about a page: it tells what the program does with what is typed. */
static const char *help(const struct outline_writer *w, const struct question *q)
{
	bool is_of_page =
		q->kind == QUESTION_KANA || q->kind == QUESTION_CORPORATE_NUMBER || strcmp(q->id, "business") == 0;

	return is_of_page ? "" : picked(q->help, w->input->wish.lang);
}

static bool is_chosen(const struct value *answer, const char *id)
{
	if (answer && answer->kind == VALUE_TEXT)
		return str_is(answer->text, id);
	for (size_t i = 0; i < value_count(answer); i++)
		if (str_is(value_at(answer, i)->text, id))
			return true;
	return false;
}

/* Those of the answer are filled. */
static const char *boxes(const struct outline_writer *w, const struct question *q, const struct value *answer)
{
	BUF_SCOPED out;

	buf_init(&out, (size_t)64 * 1024);
	for (size_t i = 0; i < q->option_count; i++) {
		buf_add_text(&out, i ? "\n" : "");
		buf_add_text(&out, is_chosen(answer, q->options[i].id) ? "■ " : "□ ");
		buf_add_text(&out, picked(q->options[i].label, w->input->wish.lang));
	}
	return arena_strdup(w->arena, buf_text(&out));
}

static const char *digits(const struct outline_writer *w, size_t count)
{
	BUF_SCOPED out;

	buf_init(&out, 1024);
	for (size_t i = 0; i < count; i++)
		buf_add_text(&out, "□");
	return arena_strdup(w->arena, buf_text(&out));
}

/* Where the answer is written. */
static const char *room(const struct outline_writer *w, const struct question *q)
{
	struct lang_text unit = q->asked_in.times ? q->asked_in.unit : q->unit;

	switch (q->kind) {
	case QUESTION_CHOICE:
	case QUESTION_SELECT:
	case QUESTION_CHOICES:
		return q->option_count <= OPTIONS_TO_TICK_MAX ? boxes(w, q, NULL)
							      : outline_write_text(w, "paper.line", NULL);
	case QUESTION_AGREE: return "□";
	case QUESTION_LONG_TEXT:
	case QUESTION_HOSTS: return outline_write_text(w, "paper.lines", NULL);
	case QUESTION_NUMBER: return outline_write_filled(w, "paper.number", "unit", picked(unit, w->input->wish.lang));
	case QUESTION_POSTAL_CODE: return outline_write_text(w, "paper.postal_code", NULL);
	case QUESTION_CORPORATE_NUMBER: return digits(w, CORPORATE_NUMBER_DIGITS);
	case QUESTION_MAIL: return outline_write_text(w, "paper.mail", NULL);
	default: return outline_write_text(w, "paper.line", NULL);
	}
}

/* What was answered: the boxes of a choice, and words as they were typed. */
static const char *answered(const struct outline_writer *w, const struct question *q, const struct value *answer)
{
	if (q->option_count)
		return boxes(w, q, answer);
	if (answer->kind == VALUE_INT)
		return number_words_of(w->arena, q, answer->integer, w->input->wish.lang);
	return answer->kind == VALUE_TEXT && answer->text.n ? answer->text.p
							    : outline_write_text(w, "paper.nothing", NULL);
}

static const char *second_cell(const struct outline_writer *w, const struct sheet *sheet, const struct question *q)
{
	if (sheet->answers)
		return answered(w, q, value_get(sheet->answers, q->id));
	return *help(w, q) ? arena_printf(w->arena, "%s\n%s", help(w, q), room(w, q)) : room(w, q);
}

/* Pledges and consents: a box before each, its words behind it. */
static size_t write_agreements(struct outline_writer *w, const struct edition_form *page, size_t from)
{
	struct outline_block *list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100});
	size_t i = from;

	list->to_tick = true;
	for (; i < page->question_count && page->questions[i].kind == QUESTION_AGREE; i++)
		outline_write_row(w, list, picked(page->questions[i].label, w->input->wish.lang), NULL, NULL);
	return i;
}

/* Of what was answered only what was asked. */
static bool stands_here(const struct sheet *sheet, const struct question *q)
{
	return !sheet->answers || value_get(sheet->answers, q->id);
}

static void write_page(struct outline_writer *w, const struct sheet *sheet, const struct edition_form *page)
{
	struct outline_block *facts = NULL;

	outline_write_heading(w, 2, picked(page->title, w->input->wish.lang));
	if (page->intro.ja)
		outline_write_paragraph(w, OUTLINE_PARAGRAPH, picked(page->intro, w->input->wish.lang));
	for (size_t i = 0; i < page->question_count;) {
		const struct question *q = &page->questions[i];

		if (q->kind == QUESTION_AGREE) {
			i = write_agreements(w, page, i);
			facts = NULL;
			continue;
		}
		if (!facts)
			facts = outline_write_rows(w, OUTLINE_FACTS, 2, widths);
		if (stands_here(sheet, q))
			outline_write_row(w, facts, asked(w, sheet, q), second_cell(w, sheet, q), NULL);
		i++;
	}
}

static void write_head(struct outline_writer *w, const struct outline_paper *paper)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "closes", paper->closes);
	value_set(w->arena, context, "contact", edition_contact_value(w->arena, &paper->edition->contact, paper->lang));
	if (paper->rehearsal)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "paper.rehearsal", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "paper.how", context));
	outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "paper.order", context));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "paper.where", context));
}

/* Who wrote it, and what the secretariat writes when it came. */
static void write_foot(struct outline_writer *w)
{
	static const char *const rows[] = {"written_on", "written_by", "received", "entered"};
	struct outline_block *facts;

	outline_write_heading(w, 2, outline_write_text(w, "paper.signed", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, widths);
	for (size_t i = 0; i < COUNT(rows); i++)
		outline_write_row(w, facts, outline_write_text(w, arena_printf(w->arena, "paper.%s", rows[i]), NULL),
				  outline_write_text(w, "paper.line", NULL), NULL);
}

static struct outline_writer begin(struct arena *arena, const struct outline_paper *paper, struct report_input *input,
				   const char *of)
{
	struct outline *outline = arena_alloc(arena, sizeof(*outline));
	struct outline_writer w = {.arena = arena, .input = input, .outline = outline};

	*input = (struct report_input){.texts = paper->texts, .wish = {.lang = paper->lang}};
	*outline = (struct outline){.lang = paper->lang, .made_ms = paper->now_ms, .arena = arena};
	outline->programme = lang_pick(paper->edition->name, paper->lang);
	outline->title = outline_write_text(&w, arena_printf(arena, "%s.title", of), NULL);
	outline->subject = outline_write_text(&w, arena_printf(arena, "%s.subject", of), NULL);
	outline->author = lang_pick(paper->edition->contact.name, paper->lang);
	outline->addressee = "";
	outline->running = outline->title;
	outline->separator = outline_write_text(&w, "separator", NULL);
	outline->page_word = outline_write_text(&w, "page_word", NULL);
	outline->lost_note = outline_write_text(&w, "lost_note", NULL);
	return w;
}

struct outline *outline_paper_build(struct arena *arena, const struct outline_paper *paper)
{
	struct report_input input;
	struct outline_writer w = begin(arena, paper, &input, "paper");

	write_head(&w, paper);
	for (size_t i = 0; i < paper->edition->application_count; i++) {
		const struct edition_form *page = &paper->edition->application[i];
		write_page(&w, &(struct sheet){.form = page}, page);
	}
	write_foot(&w);
	return w.outline;
}

/* --- the pre-interview --- */

static void write_interview_head(struct outline_writer *w, const struct outline_paper *paper,
				 const struct outline_paper_case *of)
{
	struct value *context = value_map(w->arena);
	const char *how = of->answers ? "interview.answered_how" : "interview.how";

	value_set_text(w->arena, context, "due", paper->closes);
	value_set(w->arena, context, "contact", edition_contact_value(w->arena, &paper->edition->contact, paper->lang));
	if (paper->rehearsal)
		outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "interview.rehearsal", NULL));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, how, NULL));
	if (of->answers)
		return;
	outline_write_paragraph(w, OUTLINE_NOTICE, outline_write_text(w, "interview.confirms", context));
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, outline_write_text(w, "interview.where", context));
}

static const char *score_words(const struct outline_writer *w, struct answer_points points)
{
	const struct report_input *in = w->input;
	struct value *context = value_map(w->arena);
	int score = answer_score_percent(points);

	value_set_int(w->arena, context, "score", score);
	return texts_get(in->texts, w->arena, in->wish.lang, score < 0 ? "plan.no_score" : "plan.score", context);
}

static const char *plan_words(const struct outline_writer *w, const char *key)
{
	return texts_get(w->input->texts, w->arena, w->input->wish.lang, arena_printf(w->arena, "plan.%s", key), NULL);
}

static void write_scores(struct outline_writer *w, const struct answer_score *score)
{
	struct outline_block *facts = outline_write_rows(w, OUTLINE_FACTS, 2, widths), *table;

	for (int area = 0; area < ANSWER_AREA_COUNT; area++)
		outline_write_row(w, facts,
				  plan_words(w, arena_printf(w->arena, "area.%s",
							     answer_score_area_name((enum answer_area)area))),
				  score_words(w, score->areas[area]), NULL);
	outline_write_row(w, facts, plan_words(w, "area.total"), score_words(w, score->total), NULL);
	outline_write_paragraph(w, OUTLINE_RADAR, plan_words(w, "picture"));
	w->outline->blocks[w->outline->count - 1].score = score;
	table = outline_write_rows(w, OUTLINE_TABLE, 3, (const int[]){10, 60, 30});
	outline_write_row(w, table, plan_words(w, "column.number"), plan_words(w, "column.topic"),
			  plan_words(w, "column.score"));
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++)
		outline_write_row(w, table, arena_printf(w->arena, "%d", topic),
				  plan_words(w, arena_printf(w->arena, "topic.%d", topic)),
				  score_words(w, score->topics[topic]));
}

static void write_measures(struct outline_writer *w, const struct edition *edition, const struct value *answers)
{
	enum lang lang = w->input->wish.lang;
	struct outline_block *facts = outline_write_rows(w, OUTLINE_FACTS, 2, widths);
	struct advice_plan plan;

	advice_plan_make(w->arena, edition, answers, NULL, &plan);
	for (size_t i = 0; i < plan.count; i++) {
		const struct advice_measure *measure = plan.entries[i].measure;
		const char *how = lang_pick(measure->how, lang);
		outline_write_row(w, facts, arena_printf(w->arena, "%zu. %s", i + 1, lang_pick(measure->title, lang)),
				  plan.entries[i].asks
					  ? arena_printf(w->arena, "%s\n%s", how, lang_pick(measure->ask, lang))
					  : how,
				  NULL);
	}
}

/* What the answers come to: the scores, their picture and its table, then what to do. */
static void write_plan(struct outline_writer *w, const struct edition *edition, const struct value *answers)
{
	const struct edition_form *form = &edition->questionnaire;
	struct answer_score *score = arena_alloc(w->arena, sizeof(*score));
	int *chosen = arena_array(w->arena, form->question_count, sizeof(*chosen));

	answer_score_choose(form, answers, chosen);
	answer_score_count(form, chosen, score);
	outline_write_heading(w, 1, plan_words(w, "title"))->new_page = true;
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, plan_words(w, "lead"));
	write_scores(w, score);
	outline_write_heading(w, 1, outline_write_text(w, "interview.measures", NULL))->new_page = true;
	write_measures(w, edition, answers);
}

struct outline *outline_paper_questionnaire(struct arena *arena, const struct outline_paper *paper,
					    const struct outline_paper_case *of)
{
	const struct edition *edition = paper->edition;
	const struct sheet sheet = {&edition->questionnaire, true, of->answers};
	struct report_input input;
	struct outline_writer w = begin(arena, paper, &input, of->answers ? "interview.answered" : "interview");

	w.outline->addressee = arena_printf(arena, "%s  %s", of->receipt, of->company);
	write_interview_head(&w, paper, of);
	for (size_t i = 0; i < edition->questionnaire_count; i++)
		write_page(&w, &sheet, &edition->questionnaire_pages[i]);
	if (of->answers)
		write_plan(&w, edition, of->answers);
	else
		write_foot(&w);
	return w.outline;
}
