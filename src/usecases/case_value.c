/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_value.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "findings/authorisation.h"
#include "programme/answers.h"
#include "programme/corporate_number.h"
#include "programme/edition_find.h"
#include "programme/number_words.h"
#include "usecases/call.h"
#include "usecases/edition_shelf.h"
#include "usecases/receipt.h"

const struct value_key case_value_row_keys[] = {
	{"receipt", VALUE_TEXT, NULL},
	{"call", VALUE_TEXT, NULL}, /* of its edition */
	{"company", VALUE_TEXT, NULL},
	{"contact", VALUE_TEXT, NULL},
	{"mail", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL},
	{"course", VALUE_TEXT, NULL},
	{"course_name", VALUE_TEXT, NULL},
	{"arrived", VALUE_TEXT, NULL},
	{"due", VALUE_TEXT, NULL}, /* empty before approval */
	{0},
};

struct value *case_value_row(const struct edition *edition, struct arena *arena, enum lang lang,
			     const struct case_row *row)
{
	const struct edition_course *course = edition_find_course(edition, str_from(row->course));
	struct value *map = value_map(arena);

	value_set_text(arena, map, "receipt", receipt_format(arena, row));
	value_set_text(arena, map, "call", call_year(arena, lang, edition));
	value_set_text(arena, map, "company", row->company_name);
	value_set_text(arena, map, "contact", row->contact_name);
	value_set_text(arena, map, "mail", row->mail);
	value_set_text(arena, map, "state", case_state_name(row->state));
	value_set_text(arena, map, "course", row->course);
	value_set_text(arena, map, "course_name", course ? lang_pick(course->name, lang) : row->course);
	value_set_text(arena, map, "arrived", day_format_time(arena, lang, row->arrived_ms));
	value_set_text(arena, map, "due",
		       row->answer_due_ms ? day_format_date(arena, lang, day_of_ms(row->answer_due_ms - 1)) : "");
	return map;
}

enum err case_value_list(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
			 const struct case_row *rows, size_t count, struct value **ret_list, struct fault *why)
{
	struct value *list = value_list(arena);
	const struct edition *edition = NULL;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++) {
		if (!edition || strcmp(edition->id, rows[i].edition) != 0)
			err = edition_shelf_current(office->editions, tx, rows[i].edition, &edition, why);
		if (!err)
			value_add(arena, list, case_value_row(edition, arena, lang, &rows[i]));
	}
	if (!err)
		*ret_list = list;
	return err;
}

const struct value_key case_value_answer_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"label", VALUE_TEXT, NULL},
	{"value", VALUE_TEXT, NULL},
	{"registry_page", VALUE_TEXT,
	 NULL}, /* of a corporate number: where the public register tells whose it is; or empty */
	{0},
};

static const char *option_label(const struct question *question, struct str id, enum lang lang)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (str_is(id, question->options[i].id))
			return lang_pick(question->options[i].label, lang);
	return "";
}

static const char *join_options(struct arena *arena, const struct question *question, const struct value *list,
				enum lang lang)
{
	BUF_SCOPED text;

	buf_init(&text, 10000);
	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		if (i)
			buf_add_text(&text, lang == LANG_JA ? "、" : ", ");
		if (item->kind == VALUE_TEXT)
			buf_add_text(&text, option_label(question, item->text, lang));
	}
	return arena_strdup(arena, buf_text(&text));
}

static const char *answer_words(struct arena *arena, const struct question *question, const struct value *answer,
				enum lang lang)
{
	switch (answer->kind) {
	case VALUE_INT: return number_words_of(arena, question, answer->integer, lang);
	case VALUE_LIST: return join_options(arena, question, answer, lang);
	case VALUE_TEXT: return question->option_count ? option_label(question, answer->text, lang) : answer->text.p;
	case VALUE_BOOL: return answer->boolean ? "✓" : "";
	default: return "";
	}
}

static struct value *answer_row(struct arena *arena, const struct question *question, const struct value *answer,
				enum lang lang)
{
	struct value *map = value_map(arena);
	const char *words = answer_words(arena, question, answer, lang);
	bool has_page = question->kind == QUESTION_CORPORATE_NUMBER && corporate_number_is_valid(str_from(words));

	value_set_text(arena, map, "id", question->id);
	value_set_text(arena, map, "label", lang_pick(question->label, lang));
	value_set_text(arena, map, "value", words);
	value_set_text(arena, map, "registry_page", has_page ? corporate_number_page(arena, words) : "");
	return map;
}

struct value *case_value_rows(struct arena *arena, const struct edition_form *forms, size_t count,
			      const struct value *answers, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < forms[i].question_count; k++) {
			const struct question *question = &forms[i].questions[k];
			const struct value *answer = value_get(answers, question->id);
			if (answer)
				value_add(arena, list, answer_row(arena, question, answer, lang));
		}
	return list;
}

const struct value_key case_value_sheet_keys[] = {
	{NULL, VALUE_MAP, case_value_answer_keys},
	{"has_statements", VALUE_BOOL, NULL},
	{"statements", VALUE_LIST, NULL}, /* to which the tick of this row agreed; mostly none */
	{0},
};

static bool is_of_group(const struct question *question, const char *group)
{
	return question->group && strcmp(question->group, group) == 0;
}

static bool is_all_agreed(const struct edition_form *form, const char *group, const struct value *answers)
{
	for (size_t i = 0; i < form->question_count; i++) {
		const struct value *answer = value_get(answers, form->questions[i].id);
		if (is_of_group(&form->questions[i], group) &&
		    !(answer && answer->kind == VALUE_BOOL && answer->boolean))
			return false;
	}
	return true;
}

/* The words of the question at first and of those of its group behind it. */
static struct value *statements_of(struct arena *arena, const struct edition_form *form, size_t first, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = first; i < form->question_count; i++)
		if (is_of_group(&form->questions[i], form->questions[first].group))
			value_add(arena, list, value_text(arena, lang_pick(form->questions[i].label, lang)));
	return list;
}

static bool is_first_of_group(const struct edition_form *form, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_of_group(&form->questions[i], form->questions[index].group))
			return false;
	return true;
}

static void add_sheet_rows(struct arena *arena, struct value *list, const struct edition_form *form,
			   const struct value *answers, enum lang lang)
{
	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		const struct value *answer = value_get(answers, question->id);
		bool is_folded = question->group && is_all_agreed(form, question->group, answers);
		struct value *row;
		if (!answer || (is_folded && !is_first_of_group(form, i)))
			continue;
		row = answer_row(arena, question, answer, lang);
		if (is_folded)
			value_set_text(arena, row, "label", lang_pick(question->group_label, lang));
		value_set_bool(arena, row, "has_statements", is_folded);
		value_set(arena, row, "statements",
			  is_folded ? statements_of(arena, form, i, lang) : value_list(arena));
		value_add(arena, list, row);
	}
}

struct value *case_value_sheet(struct arena *arena, const struct edition_form *forms, size_t count,
			       const struct value *answers, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < count; i++)
		add_sheet_rows(arena, list, &forms[i], answers, lang);
	return list;
}

struct value *case_value_answers(struct arena *arena, const struct edition_form *forms, size_t count, const char *sheet,
				 enum lang lang)
{
	struct value *answers;

	if (!sheet[0] || json_decode(arena, str_from(sheet), &answers, NULL))
		return value_list(arena);
	return case_value_sheet(arena, forms, count, answers, lang);
}

enum err case_value_phone(struct tx *tx, struct arena *arena, int64_t case_id, const char **ret_phone,
			  struct fault *why)
{
	const char *sheet;
	struct value *answers = NULL;
	enum err err = case_store_load_answers(tx, arena, case_id, "application", &sheet, why);

	if (err)
		return err;
	(void)!json_decode(arena, str_from(sheet), &answers, NULL);
	*ret_phone = value_get_text(answers, "phone");
	return ERR_OK;
}

const struct value_key case_value_history_keys[] = {
	{"position", VALUE_INT, NULL},
	{"at", VALUE_TEXT, NULL},
	{"event", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL},
	{"actor", VALUE_TEXT, NULL},
	{"is_system", VALUE_BOOL, NULL},
	{"outcome", VALUE_TEXT, NULL}, /* how a diagnosis ended, else empty */
	{"reason", VALUE_TEXT, NULL},
	{"mail", VALUE_TEXT, NULL}, /* whose link let the company in, else empty */
	{"mail_at", VALUE_TEXT, NULL},
	{"told_by", VALUE_TEXT, NULL}, /* how the office heard what it typed for a company, else empty */
	{0},
};

/* By which mail the company came in: its name, and when it was written; how the office heard what it answered. */
static void add_detail(struct arena *arena, struct value *map, const struct history_entry *entry, enum lang lang)
{
	struct value *detail = NULL;
	int64_t queued_ms;

	if (entry->event == CASE_EVENT_ENTERED || entry->event == CASE_EVENT_ANSWERED)
		(void)!json_decode(arena, str_from(entry->detail), &detail, NULL);
	queued_ms = value_get_int(detail, "queued_ms", 0);
	value_set_text(arena, map, "mail", value_get_text(detail, "mail"));
	value_set_text(arena, map, "mail_at", queued_ms ? day_format_time(arena, lang, queued_ms) : "");
	value_set_text(arena, map, "told_by", value_get_text(detail, "told_by"));
}

struct value *case_value_history(struct arena *arena, const struct history_entry *entries, size_t count, enum lang lang)
{
	struct value *list = value_list(arena);

	for (size_t i = count; i-- > 0;) { /* newest first */
		bool is_outcome = entries[i].event == CASE_EVENT_DIAGNOSIS_ENDED;
		struct value *map = value_map(arena);

		value_set_int(arena, map, "position", entries[i].position);
		value_set_text(arena, map, "at", day_format_time(arena, lang, entries[i].at_ms));
		value_set_text(arena, map, "event", case_state_event_name(entries[i].event));
		value_set_text(arena, map, "state", case_state_name(entries[i].state));
		value_set_text(arena, map, "actor", entries[i].actor_name);
		value_set_bool(arena, map, "is_system", entries[i].actor_kind == ACTOR_PROGRAM);
		/* How a diagnosis ended is a word of ours, not what a person wrote. */
		value_set_text(arena, map, "outcome", is_outcome ? entries[i].reason : "");
		value_set_text(arena, map, "reason", is_outcome ? "" : entries[i].reason);
		add_detail(arena, map, &entries[i], lang);
		value_add(arena, list, map);
	}
	return list;
}

static const struct value_key target_keys[] = {
	{"host", VALUE_TEXT, NULL},
	{"name", VALUE_TEXT, NULL}, /* what the company calls it; or empty */
	{0},
};

static const struct value_key purpose_keys[] = {
	{"purpose", VALUE_TEXT, NULL}, /* of the texts "purpose.NAME" */
	{"until", VALUE_TEXT, NULL},
	{"ended", VALUE_TEXT, NULL}, /* when it was ended before that; or empty */
	{"is_usable", VALUE_BOOL, NULL},
	{"is_first", VALUE_BOOL, NULL}, /* of those that are usable */
	{0},
};

const struct value_key case_value_authorisation_keys[] = {
	{"exists", VALUE_BOOL, NULL},
	{"state", VALUE_TEXT, NULL},
	{"targets", VALUE_LIST, target_keys},
	{"from", VALUE_TEXT, NULL},
	{"until", VALUE_TEXT, NULL},
	{"by", VALUE_TEXT, NULL},
	{"authority", VALUE_TEXT, NULL}, /* of the texts "authority.NAME"; or empty */
	{"authority_text", VALUE_TEXT, NULL},
	{"stop_contact", VALUE_TEXT, NULL},
	{"stop_hours", VALUE_TEXT, NULL},
	{"is_revoked", VALUE_BOOL, NULL},
	{"is_usable", VALUE_BOOL, NULL},
	{"purposes", VALUE_LIST, purpose_keys}, /* those that were permitted */
	{"has_choice", VALUE_BOOL, NULL},       /* more than one of them is usable */
	{"ended", VALUE_TEXT, NULL},            /* when it was revoked; "" */
	{0},
};

/* Adds the purposes; tells how many of them are usable. */
static size_t add_purposes(struct arena *arena, struct value *map, enum lang lang, const struct authorisation *document,
			   bool is_authorised, int64_t now_ms)
{
	struct value *list = value_list(arena);
	size_t usable = 0;

	for (int i = 0; i < AUTHORISATION_PURPOSE_COUNT; i++) {
		const struct authorisation_term *term = &document->purposes[i];
		bool is_usable =
			is_authorised && now_ms >= document->not_before_ms && authorisation_purpose_holds(term, now_ms);
		struct value *item = value_map(arena);

		if (!term->is_given)
			continue;
		value_set_text(arena, item, "purpose", authorisation_purpose_name((enum authorisation_purpose)i));
		value_set_text(arena, item, "until", day_format_time(arena, lang, term->not_after_ms));
		value_set_text(arena, item, "ended",
			       term->ended_ms ? day_format_time(arena, lang, term->ended_ms) : "");
		value_set_bool(arena, item, "is_usable", is_usable);
		value_set_bool(arena, item, "is_first", is_usable && !usable);
		usable += is_usable;
		value_add(arena, list, item);
	}
	value_set(arena, map, "purposes", list);
	return usable;
}

struct value *case_value_authorisation(const struct office *office, struct arena *arena, enum lang lang,
				       const struct authorisation_row *row)
{
	struct value *map = value_map(arena), *targets = value_list(arena);
	int64_t now_ms = clock_now_ms(&office->clock);
	struct authorisation *document;
	size_t usable;

	if (!row->id || authorisation_parse(arena, str_from(row->document), &document, NULL))
		return value_null(arena);
	for (size_t i = 0; i < document->target_count; i++) {
		struct value *target = value_map(arena);
		value_set_text(arena, target, "host", document->targets[i].host);
		value_set_text(arena, target, "name", document->targets[i].name);
		value_add(arena, targets, target);
	}
	value_set_bool(arena, map, "exists", true);
	value_set_text(arena, map, "state", authorisation_state_name(row->state));
	value_set(arena, map, "targets", targets);
	value_set_text(arena, map, "from", day_format_time(arena, lang, document->not_before_ms));
	value_set_text(arena, map, "until", day_format_time(arena, lang, document->not_after_ms));
	value_set_text(arena, map, "by", document->authorised_by);
	value_set_text(arena, map, "authority", document->authority);
	value_set_text(arena, map, "authority_text", document->authority_text);
	value_set_text(arena, map, "stop_contact", document->stop_contact);
	value_set_text(arena, map, "stop_hours", document->stop_hours);
	value_set_bool(arena, map, "is_revoked", row->state == AUTHORISATION_STATE_REVOKED);
	value_set_text(arena, map, "ended", row->revoked_ms ? day_format_time(arena, lang, row->revoked_ms) : "");
	usable = add_purposes(arena, map, lang, document, row->state == AUTHORISATION_STATE_AUTHORISED, now_ms);
	value_set_bool(arena, map, "is_usable", usable > 0);
	value_set_bool(arena, map, "has_choice", usable > 1);
	return map;
}

const struct value_key case_value_diagnosis_keys[] = {
	{"exists", VALUE_BOOL, NULL},      {"purpose", VALUE_TEXT, NULL}, /* of the texts "purpose.NAME" */
	{"state", VALUE_TEXT, NULL},       {"is_running", VALUE_BOOL, NULL}, {"is_done", VALUE_BOOL, NULL},
	{"is_released", VALUE_BOOL, NULL}, {"done", VALUE_INT, NULL},        {"total", VALUE_INT, NULL},
	{"percent", VALUE_INT, NULL},      {"problem", VALUE_TEXT, NULL},    {"started", VALUE_TEXT, NULL},
	{"finished", VALUE_TEXT, NULL},    {"remarks", VALUE_TEXT, NULL},    {0},
};

struct value *case_value_diagnosis(struct arena *arena, enum lang lang, const struct diagnosis_row *row)
{
	struct value *map = value_map(arena);

	if (!row->id)
		return value_null(arena);
	value_set_bool(arena, map, "exists", true);
	value_set_text(arena, map, "purpose", row->purpose);
	value_set_text(arena, map, "state", diagnosis_state_name(row->state));
	value_set_bool(arena, map, "is_running", diagnosis_state_is_running(row->state));
	value_set_bool(arena, map, "is_done", row->state == DIAGNOSIS_STATE_DONE);
	value_set_bool(arena, map, "is_released", row->released_ms != 0);
	value_set_int(arena, map, "done", row->steps_done);
	value_set_int(arena, map, "total", row->steps_total);
	value_set_int(arena, map, "percent", row->steps_total ? row->steps_done * 100 / row->steps_total : 0);
	value_set_text(arena, map, "problem", row->problem);
	value_set_text(arena, map, "remarks", row->remarks);
	value_set_text(arena, map, "started", row->started_ms ? day_format_time(arena, lang, row->started_ms) : "");
	value_set_text(arena, map, "finished", row->finished_ms ? day_format_time(arena, lang, row->finished_ms) : "");
	return map;
}

const struct value_key case_value_judgement_keys[] = {
	{"at", VALUE_TEXT, NULL},       {"changes", VALUE_INT, NULL},
	{"priority", VALUE_TEXT, NULL}, /* empty when nothing became more urgent */
	{"is_open", VALUE_BOOL, NULL},  {0},
};

struct value *case_value_judgement(struct arena *arena, enum lang lang, const struct judgement_row *row)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "at", day_format_time(arena, lang, row->judged_ms));
	value_set_int(arena, map, "changes", row->changes);
	value_set_text(arena, map, "priority", row->priority);
	value_set_bool(arena, map, "is_open", row->state == JUDGEMENT_STATE_OPEN);
	return map;
}

/* The words of the option that was chosen, before an address that does not begin with them already. */
static const char *with_prefecture(struct arena *arena, const struct edition *edition, const struct value *answers)
{
	const struct question *question = edition_find_question(edition, "prefecture");
	struct str chosen = str_from(value_get_text(answers, "prefecture"));
	const char *prefecture = question ? option_label(question, chosen, LANG_JA) : "";
	const char *address = value_get_text(answers, "address");

	return str_starts(str_from(address), prefecture) ? address : arena_printf(arena, "%s%s", prefecture, address);
}

enum err case_value_address(struct tx *tx, struct arena *arena, const struct edition *edition, int64_t case_id,
			    const char **ret_postcode, const char **ret_address, struct fault *why)
{
	const char *sheet;
	struct value *answers = NULL;
	enum err err = case_store_load_answers(tx, arena, case_id, "application", &sheet, why);

	if (err)
		return err;
	(void)!json_decode(arena, str_from(sheet), &answers, NULL);
	*ret_postcode = value_get_text(answers, "postal_code");
	*ret_address = with_prefecture(arena, edition, answers);
	return ERR_OK;
}
