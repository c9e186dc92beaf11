/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/form_value.h"

#include <string.h>

#include "codec/text/host_name.h"
#include "net/addr.h"
#include "programme/corporate_number.h"
#include "programme/hoster.h"
#include "programme/number_words.h"

static const struct value_key option_keys[] = {
	{"option", VALUE_TEXT, NULL},
	{"option_label", VALUE_TEXT, NULL},
	{"chosen", VALUE_BOOL, NULL},
	{0},
};

static const struct value_key condition_keys[] = {
	{"question_label", VALUE_TEXT, NULL},
	{"labels", VALUE_LIST, NULL},
	{0},
};

const struct value_key form_value_field_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"kind", VALUE_TEXT, NULL}, /* question_kind_name */
	{"label", VALUE_TEXT, NULL},
	{"asks", VALUE_BOOL, NULL},          /* the label is a question, not a name */
	{"missing_words", VALUE_TEXT, NULL}, /* the edition's own for an answer that is missing; or empty */
	{"is_missing", VALUE_BOOL, NULL},    /* the problem is that: its words name the label themselves */
	{"help", VALUE_TEXT, NULL},
	{"look_up", VALUE_TEXT, NULL}, /* a public page where the answer stands; or empty */
	{"unit", VALUE_TEXT, NULL},
	{"autocomplete", VALUE_TEXT, NULL},
	{"required", VALUE_BOOL, NULL},
	{"optional", VALUE_BOOL, NULL},
	{"chars_max", VALUE_INT, NULL},
	{"chars", VALUE_INT, NULL}, /* those of what was typed, counted as chars_max is */
	{"number_min", VALUE_TEXT, NULL},
	{"number_max", VALUE_TEXT, NULL}, /* both in the unit that is asked for, grouped */
	{"example", VALUE_TEXT, NULL},    /* or empty */
	{"wrong_line", VALUE_INT, NULL},  /* of hosts with a problem, and what it says; 0 and empty without one */
	{"wrong_text", VALUE_TEXT, NULL},
	{"value", VALUE_TEXT, NULL},
	{"agreed", VALUE_BOOL, NULL},
	{"options", VALUE_LIST, option_keys},
	{"problem", VALUE_TEXT, NULL}, /* its name, or empty */
	{"condition", VALUE_MAP, condition_keys},
	{"statements", VALUE_LIST, NULL}, /* all that one tick agrees to; empty for a question of its own */
	{0},
};

const struct value_key form_value_keys[] = {
	{"form_title", VALUE_TEXT, NULL},
	{"form_intro", VALUE_TEXT, NULL},
	{"fields", VALUE_LIST, form_value_field_keys},
	{"problems", VALUE_LIST, form_value_field_keys}, /* those of the fields that have one */
	{0},
};

static const struct question *find_question(const struct edition_form *form, const char *id)
{
	for (size_t i = 0; i < form->question_count; i++)
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
static const char *shown(struct arena *arena, const struct question *question, const struct value *given)
{
	if (given && given->kind == VALUE_LIST)
		return shown_lines(arena, given);
	if (given && given->kind == VALUE_TEXT)
		return given->text.p;
	if (given && given->kind == VALUE_INT)
		return number_words_typed(arena, question, given->integer);
	return "";
}

bool form_value_is_chosen(const struct value *given, const char *id)
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

static struct value *options_value(struct arena *arena, const struct question *question, enum lang lang,
				   const struct value *given)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < question->option_count; i++) {
		const struct question_option *option = &question->options[i];
		struct value *map = value_map(arena);

		value_set_text(arena, map, "option", option->id);
		value_set_text(arena, map, "option_label", lang_pick(option->label, lang));
		value_set_bool(arena, map, "chosen", form_value_is_chosen(given, option->id));
		value_add(arena, list, map);
	}
	return list;
}

/* Which answer to which question of this form makes this one to be asked; null when it depends on none. */
static struct value *condition_value(struct arena *arena, const struct edition_form *form,
				     const struct question *question, enum lang lang)
{
	const struct question_condition *condition = &question->condition;
	const struct question *other = condition->question ? find_question(form, condition->question) : NULL;
	struct value *map = value_map(arena), *list = value_list(arena);

	if (!other)
		return value_null(arena);
	for (size_t i = 0; i < other->option_count; i++)
		for (size_t j = 0; j < condition->value_count; j++)
			if (strcmp(other->options[i].id, condition->values[j]) == 0)
				value_add(arena, list, value_text(arena, lang_pick(other->options[i].label, lang)));
	value_set_text(arena, map, "question_label", lang_pick(other->label, lang));
	value_set(arena, map, "labels", list);
	return map;
}

/* The limits of a question and how far an answer is from them, for the words of a problem. */
static void set_limits(struct arena *arena, struct value *field, const struct question *question,
		       const struct value *given)
{
	int64_t times = question_times(question);
	bool is_text = given && given->kind == VALUE_TEXT;

	value_set_int(arena, field, "chars_max", (int64_t)question->chars_max);
	value_set_int(arena, field, "chars", is_text ? (int64_t)question_chars(arena, question, given->text) : 0);
	value_set_text(arena, field, "number_min", number_words_grouped(arena, question->number_min / times));
	value_set_text(arena, field, "number_max", number_words_grouped(arena, question->number_max / times));
	value_set_text(arena, field, "example", question->example);
}

#define SHOWN_BYTES_MAX 80

struct wrong_host {
	int64_t line;     /* from 1; 0: no single line is wrong, there are too many, say */
	const char *text; /* of the line; "" without one */
};

static bool is_refused(struct str host, const char *problem)
{
	struct addr addr;

	if (strcmp(problem, FORM_VALUE_LOOPBACK_ONLY) == 0)
		return !host_name_is_loopback(host);
	if (strcmp(problem, FORM_VALUE_SHARED_HOST) == 0)
		return hoster_is_shared(host);
	return strcmp(problem, FORM_VALUE_NOT_PUBLIC) == 0 && addr_parse(host, &addr) && !addr_is_public(&addr);
}

bool form_value_has_refused_host(const struct value *hosts, const char *problem)
{
	for (size_t i = 0; i < value_count(hosts); i++)
		if (is_refused(value_at(hosts, i)->text, problem))
			return true;
	return false;
}

static bool is_wrong(struct arena *arena, const struct question *question, struct str line, const char *problem)
{
	struct value *hosts = NULL;

	if (!str_trim(line).n)
		return false;
	if (question_judge(arena, question, value_str(arena, line), &hosts))
		return true;
	return form_value_has_refused_host(hosts, problem);
}

/* A long line is told by its beginning, cut between two characters. */
static const char *beginning(struct arena *arena, struct str line)
{
	size_t n = line.n < SHOWN_BYTES_MAX ? line.n : SHOWN_BYTES_MAX;

	while (n < line.n && n > 0 && ((unsigned char)line.p[n] & 0xc0) == 0x80)
		n--;
	return str_dup(arena, str_head(line, n));
}

static struct wrong_host find_wrong_host(struct arena *arena, const struct question *question, struct str typed,
					 const char *problem)
{
	for (int64_t line = 1; typed.n; line++) {
		struct str here = str_trim(str_cut(&typed, '\n'));
		if (is_wrong(arena, question, here, problem))
			return (struct wrong_host){line, beginning(arena, here)};
	}
	return (struct wrong_host){0, ""};
}

static void set_wrong_line(struct arena *arena, struct value *field, const struct question *question,
			   const char *problem)
{
	struct wrong_host wrong = {0, ""};

	if (question->kind == QUESTION_HOSTS && *problem)
		wrong = find_wrong_host(arena, question, str_from(value_get_text(field, "value")), problem);
	value_set_int(arena, field, "wrong_line", wrong.line);
	value_set_text(arena, field, "wrong_text", wrong.text);
}

/* How a label names itself decides how words can name it: 「お名前」, 「だれが見ていますか。」. */
static void set_names(struct arena *arena, struct value *field, const struct question *question, enum lang lang,
		      const char *problem)
{
	static const char *const ends[] = {"か。", "か", "？", "?"};
	struct str label = str_from(lang_pick(question->label, lang));
	bool asks = false;

	for (size_t i = 0; i < COUNT(ends); i++)
		asks = asks || str_ends(label, ends[i]);
	value_set_text(arena, field, "label", label.p);
	value_set_bool(arena, field, "asks", asks);
	value_set_text(arena, field, "missing_words", lang_pick(question->missing, lang));
	value_set_bool(arena, field, "is_missing",
		       strcmp(problem, question_problem_name(QUESTION_PROBLEM_MISSING)) == 0);
	value_set_text(arena, field, "look_up",
		       question->kind == QUESTION_CORPORATE_NUMBER ? CORPORATE_NUMBER_REGISTER : "");
}

static bool is_agreed_to(const struct value *given)
{
	return (given && given->kind == VALUE_BOOL && given->boolean) || form_value_is_chosen(given, "yes");
}

static struct value *field_value(struct arena *arena, const struct edition_form *form, const struct question *question,
				 enum lang lang, const struct value *given, const char *problem)
{
	struct value *field = value_map(arena), *condition = condition_value(arena, form, question, lang);
	value_set_text(arena, field, "id", question->id);
	value_set_text(arena, field, "kind", question_kind_name(question->kind));
	set_names(arena, field, question, lang, problem);
	value_set_text(arena, field, "help", lang_pick(question->help, lang));
	value_set_text(arena, field, "unit",
		       lang_pick(question->asked_in.times ? question->asked_in.unit : question->unit, lang));
	value_set_text(arena, field, "autocomplete", question->autocomplete);
	value_set_bool(arena, field, "required", question->required && condition->kind == VALUE_NULL);
	value_set_bool(arena, field, "optional", !question->required);
	set_limits(arena, field, question, given);
	value_set_text(arena, field, "value", shown(arena, question, given));
	value_set_bool(arena, field, "agreed", is_agreed_to(given));
	value_set(arena, field, "options", options_value(arena, question, lang, given));
	value_set_text(arena, field, "problem", problem);
	set_wrong_line(arena, field, question, problem);
	value_set(arena, field, "condition", condition);
	value_set(arena, field, "statements", value_list(arena));
	return field;
}

/* One tick for all questions of a group: it is set when all of them are, and wrong when one of them is. */
static struct value *group_value(struct arena *arena, const struct edition_form *form, const struct question *first,
				 enum lang lang, const struct value *given, const struct value *problems)
{
	struct question tick = {
		.id = first->group, .kind = QUESTION_AGREE, .label = first->group_label, .required = true};
	struct value *statements = value_list(arena), *field;
	bool is_agreed = true;
	const char *problem = "";

	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		if (!question->group || strcmp(question->group, first->group) != 0)
			continue;
		is_agreed = is_agreed && is_agreed_to(value_get(given, question->id));
		if (*value_get_text(problems, question->id))
			problem = value_get_text(problems, question->id);
		value_add(arena, statements, value_text(arena, lang_pick(question->label, lang)));
	}
	field = field_value(arena, form, &tick, lang, NULL, problem);
	value_set_bool(arena, field, "agreed", is_agreed || is_agreed_to(value_get(given, tick.id)));
	value_set(arena, field, "statements", statements);
	return field;
}

/* The first of its group stands for all of them. */
static bool is_of_a_group_before(const struct edition_form *form, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (form->questions[i].group && form->questions[index].group &&
		    strcmp(form->questions[i].group, form->questions[index].group) == 0)
			return true;
	return false;
}

struct value *form_value(struct arena *arena, const struct edition_form *form, enum lang lang,
			 const struct value *before, const struct value *given, const struct value *problems)
{
	struct value *map = value_map(arena), *fields = value_list(arena), *summary = value_list(arena);

	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		struct value *field;

		if (question->condition.question && !find_question(form, question->condition.question) &&
		    !question_is_asked(question, before))
			continue;
		if (is_of_a_group_before(form, i))
			continue;
		if (question->group)
			field = group_value(arena, form, question, lang, given, problems);
		else
			field = field_value(arena, form, question, lang, value_get(given, question->id),
					    value_get_text(problems, question->id));
		value_add(arena, fields, field);
		if (*value_get_text(field, "problem"))
			value_add(arena, summary, field);
	}
	value_set_text(arena, map, "form_title", lang_pick(form->title, lang));
	value_set_text(arena, map, "form_intro", lang_pick(form->intro, lang));
	value_set(arena, map, "fields", fields);
	value_set(arena, map, "problems", summary);
	return map;
}

/* ---- eligibility ---- */

const struct value_key form_value_reason_keys[] = {
	{"name", VALUE_TEXT, NULL},     /* of the texts "eligibility.NAME" */
	{"clause", VALUE_TEXT, NULL},   /* of the call; or empty */
	{"law", VALUE_TEXT, NULL},      /* or empty */
	{"is_doubt", VALUE_BOOL, NULL}, /* a person looks; otherwise it is not met */
	{0},
};

struct value *form_value_reasons(struct arena *arena, const struct eligibility_result *result, enum eligibility least)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < result->reason_count; i++) {
		const struct eligibility_reason *reason = &result->reasons[i];
		struct value *map = value_map(arena);
		if (reason->verdict < least)
			continue;
		value_set_text(arena, map, "name", reason->name);
		value_set_text(arena, map, "clause", reason->clause);
		value_set_text(arena, map, "law", reason->law);
		value_set_bool(arena, map, "is_doubt", reason->verdict == ELIGIBILITY_A_PERSON_LOOKS);
		value_add(arena, list, map);
	}
	return list;
}
