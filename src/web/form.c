/* SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include <inttypes.h>
#include <string.h>

/* How HTML asks each kind. The template looks at control and the type; "" leaves an attribute out. Numbers are plain
 * text fields: a number field changes its value when the wheel turns and drops full-width digits. */
static const struct {
	const char *control, *type, *inputmode;
} shapes[QUESTION_KIND_COUNT] = {
	[QUESTION_TEXT] = {"line", "text", ""},
	[QUESTION_LONG_TEXT] = {"lines", "", ""},
	[QUESTION_KANA] = {"line", "text", ""},
	[QUESTION_NUMBER] = {"line", "text", "numeric"},
	[QUESTION_CHOICE] = {"radios", "radio", ""},
	[QUESTION_SELECT] = {"select", "", ""},
	[QUESTION_CHOICES] = {"boxes", "checkbox", ""},
	[QUESTION_AGREE] = {"agree", "checkbox", ""},
	[QUESTION_MAIL] = {"line", "email", "email"},
	[QUESTION_PHONE] = {"line", "tel", "tel"},
	[QUESTION_POSTAL_CODE] = {"line", "text", "numeric"},
	[QUESTION_CORPORATE_NUMBER] = {"line", "text", "numeric"},
	[QUESTION_URL] = {"line", "text", "url"},
	[QUESTION_HOSTS] = {"lines", "", ""},
};
_Static_assert(COUNT(shapes) == QUESTION_HOSTS + 1, "every kind of question has its shape");

static const struct question *find_question(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->questions[i].id, id) == 0)
			return &form->questions[i];
	return NULL;
}

/* Several answers of one field, such as hosts: one a line. */
static const char *shown_lines(struct arena *arena, const struct value *list)
{
	const char *lines = "";

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);

		if (item && item->kind == VALUE_TEXT)
			lines = arena_printf(arena, "%s%s%s", lines, *lines ? "\n" : "", item->text.p);
	}
	return lines;
}

/* A value as a text field shows it: typed text as it is, stored numbers in digits. */
static const char *shown(struct arena *arena, const struct value *given)
{
	if (given && given->kind == VALUE_LIST)
		return shown_lines(arena, given);
	if (given && given->kind == VALUE_TEXT)
		return given->text.p;
	if (given && given->kind == VALUE_INT)
		return arena_printf(arena, "%" PRId64, given->integer);
	return "";
}

static bool is_chosen(const struct value *given, const char *id)
{
	if (given && given->kind == VALUE_TEXT)
		return str_is(given->text, id);
	for (size_t i = 0; i < value_count(given); i++) {
		const struct value *item = value_at(given, i);

		if (item && item->kind == VALUE_TEXT && str_is(item->text, id))
			return true;
	}
	return false;
}

/* The first option has the id of the field itself: the error summary leads to it. */
static struct value *options_value(struct arena *arena, const struct question *question, enum lang lang,
				   const struct value *given)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < question->option_count; i++) {
		const struct question_option *option = &question->options[i];
		struct value *map = value_map(arena);

		value_set_text(arena, map, "option", option->id);
		value_set_text(arena, map, "option_id",
			       i ? arena_printf(arena, "%s-%s", question->id, option->id) : question->id);
		value_set_text(arena, map, "option_label", lang_pick(option->label, lang));
		value_set_bool(arena, map, "chosen", is_chosen(given, option->id));
		value_add(arena, list, map);
	}
	return list;
}

/* Fills "condition": which answer to which question of this page makes this one to be asked. */
static void set_condition(struct arena *arena, const struct form *form, const struct question *question, enum lang lang,
			  struct value *field)
{
	const struct question_condition *condition = &question->condition;
	const struct question *other = condition->question ? find_question(form, condition->question) : NULL;
	struct value *map = value_map(arena), *list = value_list(arena);

	value_set(arena, field, "condition", value_null(arena));
	if (!other)
		return;
	for (size_t i = 0; i < other->option_count; i++)
		for (size_t j = 0; j < condition->value_count; j++)
			if (strcmp(other->options[i].id, condition->values[j]) == 0)
				value_add(arena, list, value_text(arena, lang_pick(other->options[i].label, lang)));
	value_set_text(arena, map, "question_label", lang_pick(other->label, lang));
	value_set(arena, map, "labels", list);
	value_set(arena, field, "condition", map);
}

static void set_shape(struct arena *arena, const struct question *question, struct value *field)
{
	static const char *const controls[] = {"line", "lines", "radios", "select", "boxes", "agree"};
	const char *control = shapes[question->kind].control;

	for (size_t i = 0; i < COUNT(controls); i++)
		value_set_bool(arena, field, arena_printf(arena, "is_%s", controls[i]),
			       strcmp(control, controls[i]) == 0);
	value_set_bool(arena, field, "is_group", strcmp(control, "radios") == 0 || strcmp(control, "boxes") == 0);
	value_set_text(arena, field, "kind", question_kind_name(question->kind));
	value_set_text(arena, field, "type", shapes[question->kind].type);
	value_set_text(arena, field, "inputmode", shapes[question->kind].inputmode);
	value_set_text(arena, field, "autocomplete", question->autocomplete);
}

/* Every key is set, be it to nothing: an absent one would be looked for in the page around the field. */
static struct value *field_value(struct arena *arena, const struct form *form, const struct question *question,
				 enum lang lang, const struct value *given, const char *problem)
{
	struct value *field = value_map(arena);
	const char *help = lang_pick(question->help, lang), *id = question->id;
	bool is_conditional = question->condition.question && find_question(form, question->condition.question);
	const char *describes_error = *problem ? arena_printf(arena, "%s-error", id) : "";
	bool has_help = help || is_conditional || (question->kind == QUESTION_LONG_TEXT && question->chars_max);
	const char *describes_help = has_help ? arena_printf(arena, "%s-help", id) : "";

	value_set_text(arena, field, "id", id);
	value_set_text(arena, field, "label", lang_pick(question->label, lang));
	value_set_text(arena, field, "help", help);
	value_set_bool(arena, field, "has_help", has_help);
	value_set_text(arena, field, "unit", lang_pick(question->unit, lang));
	value_set_bool(arena, field, "required", question->required && !is_conditional);
	value_set_bool(arena, field, "optional", !question->required);
	value_set_int(arena, field, "chars_max", (int64_t)question->chars_max);
	value_set_text(arena, field, "value", shown(arena, given));
	value_set_bool(arena, field, "agreed",
		       (given && given->kind == VALUE_BOOL && given->boolean) || is_chosen(given, "yes"));
	value_set(arena, field, "options", options_value(arena, question, lang, given));
	value_set_text(arena, field, "problem", problem);
	value_set_text(arena, field, "described_by",
		       arena_printf(arena, "%s%s%s", describes_error, *describes_error && *describes_help ? " " : "",
				    describes_help));
	set_shape(arena, question, field);
	set_condition(arena, form, question, lang, field);
	return field;
}

void form_show(struct arena *arena, const struct form *form, enum lang lang, const struct value *given,
	       const struct value *problems, struct value *context)
{
	struct value *fields = value_list(arena), *summary = value_list(arena);

	for (size_t i = 0; i < form->count; i++) {
		const struct question *question = &form->questions[i];
		const char *problem = value_get_text(problems, question->id);
		struct value *field = NULL;

		if (question->condition.question && !find_question(form, question->condition.question) &&
		    !question_is_asked(question, form->before))
			continue;
		field = field_value(arena, form, question, lang, value_get(given, question->id), problem);
		value_add(arena, fields, field);
		if (*problem)
			value_add(arena, summary, field);
	}
	value_set(arena, context, "fields", fields);
	value_set(arena, context, "problems", summary);
}
