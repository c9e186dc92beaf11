/* SPDX-License-Identifier: Apache-2.0 */
/* What the company says of a finding that nobody can see from outside: who, when, and that nobody checked it. */
#include "calendar/day.h"
#include "checks/check_answer.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

static const struct explanation *said_of(const struct outline_writer *w, const struct finding *finding)
{
	return explanation_of(w->input->explanations, w->input->explanation_count, finding);
}

static const char *shown(const struct outline_writer *w, const char *text)
{
	return foreign_text_show(w->arena, str_from(text), OUTLINE_FOREIGN_MAX);
}

/* Where the company can say more than anybody sees from outside. */
static void ask(struct outline_writer *w, struct outline_block *facts, const struct finding *finding)
{
	const char *names[CHECK_ANSWERS_MAX];
	size_t count = check_answer_list(w->input->checks, finding, names);
	struct value *context = value_map(w->arena);

	for (size_t i = 0; i < count; i++)
		value_set_bool(w->arena, context, names[i], true);
	if (count)
		outline_write_row(w, facts, outline_write_text(w, "finding.answer", NULL),
				  outline_write_text(w, "explain", context), NULL);
}

void outline_explanation_write(struct outline_writer *w, struct outline_block *facts, const struct finding *finding)
{
	const struct explanation *said = said_of(w, finding);
	struct value *context = value_map(w->arena);
	enum lang lang = w->input->wish.lang;

	if (!said) {
		ask(w, facts, finding);
		return;
	}
	value_set_text(w->arena, context, "person", shown(w, said->said_by));
	value_set_text(w->arena, context, "date", day_format_date(w->arena, lang, day_of_ms(said->said_ms)));
	value_set_text(w->arena, context, "told_to", shown(w, said->told_to));
	value_set_text(w->arena, context, "answer",
		       texts_get(w->input->texts, w->arena, lang,
				 arena_printf(w->arena, "explanation.said.%s", said->answer), NULL));
	value_set_text(w->arena, context, "judged",
		       said->judged ? outline_write_mark(w, (enum outline_mark)said->judged) : "");
	outline_write_row(w, facts, outline_write_text(w, "finding.explained", NULL),
			  outline_write_text(w, "explained", context), NULL);
}

bool outline_explanation_covers(const struct outline_writer *w, const struct measure *measure)
{
	for (size_t i = 0; i < measure->count; i++) {
		const struct explanation *said = said_of(w, measure->findings[i]);
		if (!said || !said->judged)
			return false;
	}
	return true;
}

size_t outline_explanation_issues(const struct outline_writer *w)
{
	size_t issues = 0;

	for (size_t i = 0; i < w->input->explanation_count; i++)
		issues += !i || w->input->explanations[i].said_ms != w->input->explanations[i - 1].said_ms;
	return issues;
}
