/* SPDX-License-Identifier: Apache-2.0 */
#include "report/plain_letter.h"

#include <string.h>

#include "calendar/day.h"
#include "report/outline_priv.h"

static struct outline *begin(const struct outline_writer *w, const struct plain_letter *letter)
{
	struct outline *outline = arena_alloc(w->arena, sizeof(*outline));

	outline->arena = w->arena;
	outline->lang = letter->lang;
	outline->made_ms = letter->made_ms;
	outline->is_letter = true;
	outline->title = outline->subject = letter->title;
	outline->author = letter->author;
	outline->programme = letter->programme;
	outline->addressee = outline->running = "";
	outline->separator = outline_write_text(w, "separator", NULL);
	outline->page_word = outline_write_text(w, "page_word", NULL);
	outline->lost_note = outline_write_text(w, "lost_note", NULL);
	return outline;
}

/* Address and sender stand as in the letter of a report. */
static const char *head(const struct outline_writer *w, const struct plain_letter *letter, const char *part)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "postcode", letter->postcode);
	value_set_text(w->arena, context, "address", letter->address);
	value_set_text(w->arena, context, "company", letter->company);
	value_set_text(w->arena, context, "person", letter->person);
	value_set_text(w->arena, context, "date", day_format_date(w->arena, letter->lang, day_of_ms(letter->made_ms)));
	value_set_text(w->arena, context, "organiser", letter->organiser);
	value_set_text(w->arena, context, "programme", letter->programme);
	value_set_text(w->arena, context, "operator", letter->operator_name);
	return outline_write_text(w, part, context);
}

/* The spaces before the first line stay: its rows stand below each other. */
static struct str without_empty_lines(struct str text)
{
	while (text.n && text.p[0] == '\n')
		text = str_skip(text, 1);
	return text;
}

static void write_body(struct outline_writer *w, const struct plain_letter *letter)
{
	struct str rest = str_trim(str_from(letter->body));

	while (rest.n) {
		struct str part = str_head(rest, str_find(rest, "\n\n"));
		bool is_notice = *letter->notice && str_find(part, letter->notice) < part.n;

		rest = without_empty_lines(str_skip(rest, part.n));
		outline_write_paragraph(w, is_notice ? OUTLINE_NOTICE : OUTLINE_PARAGRAPH, str_dup(w->arena, part));
	}
}

struct outline *plain_letter_outline(struct arena *arena, const struct texts *texts, const struct plain_letter *letter)
{
	const struct report_input input = {.texts = texts, .wish = {.lang = letter->lang, .scope = REPORT_LETTER}};
	struct outline_writer w = {.arena = arena, .input = &input, .sheet = 1};

	w.outline = begin(&w, letter);
	outline_write_paragraph(&w, OUTLINE_PARAGRAPH, head(&w, letter, "letter.to"));
	w.outline->blocks[w.outline->count - 1].in_window = true;
	outline_write_paragraph(&w, OUTLINE_PARAGRAPH, head(&w, letter, "letter.from"));
	w.outline->blocks[w.outline->count - 1].to_right = true;
	outline_write_heading(&w, 1, letter->title);
	write_body(&w, letter);
	return w.outline;
}
