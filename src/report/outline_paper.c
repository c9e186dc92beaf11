/* SPDX-License-Identifier: Apache-2.0 */
#include "report/outline_paper.h"

#include <string.h>

#include "programme/edition_contact.h"
#include "programme/edition_find.h"
#include "report/outline_priv.h"

/* A longer list would fill pages: then a line is left to write on, as for the prefecture. */
#define OPTIONS_TO_TICK_MAX 12

#define CORPORATE_NUMBER_DIGITS 13

static const int widths[] = {36, 64};

static const char *picked(struct lang_text text, enum lang lang)
{
	return text.ja ? lang_pick(text, lang) : "";
}

/* The label, whether it must be answered, and by whom. */
static const char *asked(const struct outline_writer *w, const struct edition_form *page, const struct question *q)
{
	enum lang lang = w->input->wish.lang;
	struct value *context = value_map(w->arena), *labels = value_list(w->arena);
	const struct question_condition *when = &q->condition;

	value_set_text(w->arena, context, "label", picked(q->label, lang));
	value_set_bool(w->arena, context, "required", q->required);
	for (size_t i = 0; when->question && i < page->question_count; i++) {
		const struct question *before = &page->questions[i];
		for (size_t k = 0; strcmp(before->id, when->question) == 0 && k < when->value_count; k++)
			for (size_t o = 0; o < before->option_count; o++)
				if (strcmp(before->options[o].id, when->values[k]) == 0)
					value_add(w->arena, labels,
						  value_text(w->arena, picked(before->options[o].label, lang)));
	}
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

static const char *boxes(const struct outline_writer *w, const struct question *q)
{
	BUF_SCOPED out;

	buf_init(&out, (size_t)64 * 1024);
	for (size_t i = 0; i < q->option_count; i++) {
		buf_add_text(&out, i ? "\n□ " : "□ ");
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
		return q->option_count <= OPTIONS_TO_TICK_MAX ? boxes(w, q) : outline_write_text(w, "paper.line", NULL);
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

static void write_page(struct outline_writer *w, const struct edition_form *page)
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
		outline_write_row(w, facts, asked(w, page, q),
				  *help(w, q) ? arena_printf(w->arena, "%s\n%s", help(w, q), room(w, q)) : room(w, q),
				  NULL);
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

struct outline *outline_paper_build(struct arena *arena, const struct outline_paper *paper)
{
	const struct report_input input = {.texts = paper->texts, .wish = {.lang = paper->lang}};
	struct outline *outline = arena_alloc(arena, sizeof(*outline));
	struct outline_writer w = {.arena = arena, .input = &input, .outline = outline};

	*outline = (struct outline){.lang = paper->lang, .made_ms = paper->now_ms, .arena = arena};
	outline->programme = lang_pick(paper->edition->name, paper->lang);
	outline->title = outline_write_text(&w, "paper.title", NULL);
	outline->subject = outline_write_text(&w, "paper.subject", NULL);
	outline->author = lang_pick(paper->edition->contact.name, paper->lang);
	outline->addressee = "";
	outline->running = outline->title;
	outline->separator = outline_write_text(&w, "separator", NULL);
	outline->page_word = outline_write_text(&w, "page_word", NULL);
	outline->lost_note = outline_write_text(&w, "lost_note", NULL);
	write_head(&w, paper);
	for (size_t i = 0; i < paper->edition->application_count; i++)
		write_page(&w, &paper->edition->application[i]);
	write_foot(&w);
	return outline;
}
