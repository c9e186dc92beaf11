/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/correction_value.h"

#include <string.h>

#include "calendar/day.h"
#include "usecases/case_value.h"

static const struct value_key row_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"label", VALUE_TEXT, NULL},
	{"before", VALUE_TEXT, NULL}, /* what was answered first, while is_sent; may be empty */
	{"now", VALUE_TEXT, NULL},
	{"is_changed", VALUE_BOOL, NULL},
	{0},
};

const struct value_key correction_value_keys[] = {
	{"asked_at", VALUE_TEXT, NULL},
	{"asked_by", VALUE_TEXT, NULL},
	{"asked_for", VALUE_TEXT, NULL}, /* the reason that was mailed */
	{"is_sent", VALUE_BOOL, NULL},
	{"sent_at", VALUE_TEXT, NULL}, /* empty while it is waited for */
	{"sent_by", VALUE_TEXT, NULL},
	{"corrections", VALUE_LIST, row_keys},
	{0},
};

const char *correction_value_words(struct arena *arena, const struct question *question, const struct value *answers,
				   enum lang lang)
{
	const struct edition_form form = {
		.id = "one", .questions = (struct question *)(uintptr_t)question, .question_count = 1};
	const struct value *rows = case_value_rows(arena, &form, 1, answers, lang);

	return value_count(rows) ? value_get_text(value_at(rows, 0), "value") : "";
}

struct value *correction_value(struct arena *arena, enum lang lang, const struct correction *correction)
{
	const struct history_entry *asked = correction->asked, *sent = correction->sent;
	struct value *map = value_map(arena), *rows = value_list(arena);

	if (!asked)
		return value_null(arena);
	value_set_text(arena, map, "asked_at", day_format_time(arena, lang, asked->at_ms));
	value_set_text(arena, map, "asked_by", asked->actor_name);
	value_set_text(arena, map, "asked_for", asked->reason);
	value_set_bool(arena, map, "is_sent", sent != NULL);
	value_set_text(arena, map, "sent_at", sent ? day_format_time(arena, lang, sent->at_ms) : "");
	value_set_text(arena, map, "sent_by", sent ? sent->actor_name : "");
	for (size_t i = 0; i < correction->form.question_count; i++) {
		const struct question *question = &correction->form.questions[i];
		const char *now = correction_value_words(arena, question, correction->answers, lang);
		const char *before = sent ? correction_value_words(arena, question, correction->former, lang) : now;
		struct value *row = value_map(arena);
		value_set_text(arena, row, "id", question->id);
		value_set_text(arena, row, "label", lang_pick(question->label, lang));
		value_set_text(arena, row, "before", before);
		value_set_text(arena, row, "now", now);
		value_set_bool(arena, row, "is_changed", strcmp(before, now) != 0);
		value_add(arena, rows, row);
	}
	value_set(arena, map, "corrections", rows);
	return map;
}
