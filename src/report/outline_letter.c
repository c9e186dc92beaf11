/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A letter of one page from the public body to the president, to be printed and posted. Paper is acted on more often
 * than mail, and duty and regret move people, where stories of attacks do not (Maass et al., USENIX Security 2021; van
 * 't Hoff-de Goede). The address stands where a window envelope of the size Nagagata 3 shows it.
 */
#include <string.h>

#include "calendar/day.h"
#include "report/finding_words.h"
#include "report/outline_priv.h"

static const int facts_widths[] = {18, 82};

static const char *given(const char *text)
{
	return text ? text : "";
}

static const char *letter_text(const struct outline_writer *w, const char *part)
{
	const struct report_input *in = w->input;
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "postcode", given(in->postcode));
	value_set_text(w->arena, context, "address", str_dup(w->arena, str_trim(str_from(given(in->address)))));
	value_set_text(w->arena, context, "company", in->company);
	value_set_text(w->arena, context, "person", given(in->person));
	value_set_text(w->arena, context, "date", day_format_date(w->arena, in->wish.lang, day_of_ms(in->now_ms)));
	value_set_text(w->arena, context, "organiser", in->organiser);
	value_set_text(w->arena, context, "programme", in->edition_name);
	value_set_text(w->arena, context, "operator", in->operator_name);
	value_set_text(w->arena, context, "contact",
		       *given(in->contact_mail) ? arena_printf(w->arena, "%s %s", in->contact, in->contact_mail)
						: in->contact);
	value_set_text(w->arena, context, "number", in->receipt_number);
	if (w->measures.count > 1)
		value_set_int(w->arena, context, "others", (int64_t)w->measures.count - 1);
	return outline_write_text(w, arena_printf(w->arena, "letter.%s", part), context);
}

static void write_paragraph(struct outline_writer *w, const char *part)
{
	outline_write_paragraph(w, OUTLINE_PARAGRAPH, letter_text(w, part));
}

static void write_fact(struct outline_writer *w, struct outline_block *facts, const char *label, const char *text)
{
	outline_write_row(w, facts, outline_write_text(w, label, NULL), text, NULL);
}

/* The one deed with which to begin, and what to say on the phone. */
static void write_first_deed(struct outline_writer *w)
{
	const struct measure *first = w->measures.items;
	struct outline_block *facts;

	write_paragraph(w, "duty");
	write_paragraph(w, "regret");
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	write_fact(w, facts, "list.deed", outline_measure_deed(w, first));
	write_fact(w, facts, "finding.deadline", outline_measure_deadline(w, first));
	write_fact(w, facts, "finding.group", outline_measure_group(w, first->assignment.group));
	write_fact(w, facts, "finding.where",
		   finding_words_places(w->input->texts, w->arena, w->input->wish.lang, first));
	write_paragraph(w, "read_out");
	outline_write_paragraph(
		w, OUTLINE_NOTICE,
		finding_words_get(w->input->texts, w->arena, w->input->wish.lang, first->findings[0], "do_vendor"));
	write_paragraph(w, "rest");
}

void outline_letter_write(struct outline_writer *w)
{
	w->sheet = 1;
	write_paragraph(w, "to");
	w->outline->blocks[w->outline->count - 1].in_window = true;
	write_paragraph(w, "from");
	w->outline->blocks[w->outline->count - 1].to_right = true;
	outline_write_heading(w, 1, letter_text(w, "title"));
	write_paragraph(w, "opening");
	outline_president_verdict(w);
	if (w->measures.count)
		write_first_deed(w);
	else
		write_paragraph(w, "nothing");
	write_paragraph(w, "closing");
}
