/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/correction.h"

#include <string.h>

#include "codec/json.h"
#include "codec/text/search_key.h"
#include "programme/answers.h"
#include "programme/eligibility.h"
#include "usecases/form_value.h"
#include "usecases/index_cases.h"
#include "usecases/screening/send_back.h"

#define FORM      "application"
#define SHEET_MAX ((size_t)64 * 1024) /* of an application, judged */

/* --- what is asked again --- */

static bool has(const struct edition_form *form, const char *id)
{
	for (size_t i = 0; i < form->question_count; i++)
		if (strcmp(form->questions[i].id, id) == 0)
			return true;
	return false;
}

/* With a question come those that its answer decides on, which stand behind it: capital behind the kind of company. */
static struct edition_form pick(struct arena *arena, const struct edition *edition, const struct value *ids)
{
	struct edition_form form = {.id = "correction"};
	size_t room = 0;

	for (size_t i = 0; i < edition->application_count; i++)
		room += edition->application[i].question_count;
	form.questions = arena_array(arena, room, sizeof(*form.questions));
	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++) {
			const struct question *question = &edition->application[i].questions[k];
			const char *other = question->condition.question;
			if (send_back_may_ask(edition, question) &&
			    (form_value_is_chosen(ids, question->id) || (other && has(&form, other))))
				form.questions[form.question_count++] = *question;
		}
	return form;
}

static enum err load_sheet(struct tx *tx, struct arena *arena, int64_t case_id, const char *form,
			   const struct value **ret_answers, struct fault *why)
{
	struct value *answers;
	const char *sheet;
	enum err err = case_store_load_answers(tx, arena, case_id, form, &sheet, why);

	if (err)
		return err;
	*ret_answers = json_decode(arena, str_from(sheet), &answers, NULL) ? value_map(arena) : answers;
	return ERR_OK;
}

/* The sheet that a correction replaced is kept under the place of its event in the history. */
static const char *former_form(struct arena *arena, int64_t position)
{
	return arena_printf(arena, FORM "_%lld", (long long)position);
}

enum err correction_load(struct tx *tx, struct arena *arena, const struct edition *edition, int64_t case_id,
			 struct correction *ret_correction, struct fault *why)
{
	struct correction found = {.edition = edition, .form = {.id = "correction"}};
	struct history_entry *entries;
	size_t count = 0;
	enum err err = case_store_history(tx, arena, case_id, &entries, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		if (entries[i].event == CASE_EVENT_SENT_BACK) {
			found.asked = &entries[i];
			found.sent = NULL;
		}
		if (entries[i].event == CASE_EVENT_CORRECTED)
			found.sent = &entries[i];
	}
	if (!err)
		err = load_sheet(tx, arena, case_id, FORM, &found.answers, why);
	if (!err && found.sent)
		err = load_sheet(tx, arena, case_id, former_form(arena, found.sent->position), &found.former, why);
	if (err)
		return err;
	if (found.asked)
		found.form = pick(arena, edition, send_back_questions(arena, found.asked->detail));
	*ret_correction = found;
	return ERR_OK;
}

/* --- judging --- */

static struct value *without_asked(struct arena *arena, const struct correction *correction)
{
	struct value *rest = value_map(arena);

	for (size_t i = 0; i < value_count(correction->answers); i++) {
		struct str id = correction->answers->keys[i];
		if (!has(&correction->form, str_dup(arena, id)))
			value_append(arena, rest, id, correction->answers->items[i]);
	}
	return rest;
}

/* All answers as they are then, in the order of the form; what the form does not ask any more stays behind them. */
static struct value *merge(struct arena *arena, const struct edition *edition, const struct value *rest,
			   const struct value *corrected)
{
	struct value *all = value_map(arena);

	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++) {
			const char *id = edition->application[i].questions[k].id;
			const struct value *answer = value_get(corrected, id);
			if (!answer)
				answer = value_get(rest, id);
			if (answer)
				value_set_shared(arena, all, id, answer);
		}
	for (size_t i = 0; i < value_count(rest); i++)
		if (!value_get_str(all, rest->keys[i]))
			value_append(arena, all, rest->keys[i], rest->items[i]);
	return all;
}

static struct value *judge(struct arena *arena, const struct correction *correction, const struct value *typed,
			   struct value **ret_problems)
{
	const struct value *rest = without_asked(arena, correction);
	struct value *answers;

	answers_judge(arena, correction->form.questions, correction->form.question_count, typed, rest, &answers,
		      ret_problems);
	return merge(arena, correction->edition, rest, answers);
}

/* --- the deed --- */

static bool may_correct(const struct actor *actor, const struct permission_case *of)
{
	return permission_may_check_case(actor, of) || permission_may_answer_case(actor, of);
}

static void fill_row(struct arena *arena, const struct value *answers, struct case_row *row)
{
	const char *company = value_get_text(answers, "company_name");

	row->company_name = company;
	row->search_key = search_key_of(arena, str_from(company));
	row->address_key = search_key_of(arena, str_from(value_get_text(answers, "address")));
	row->corporate_number = value_get_text(answers, "corporate_number");
	row->contact_name = value_get_text(answers, "contact_name");
}

static enum err store(struct tx *tx, struct case_deed_run *run, const struct value *answers, struct fault *why)
{
	struct case_row *row = &run->facts.row;
	const char *former;
	BUF_SCOPED sheet;
	enum err err = case_store_load_answers(tx, run->arena, run->case_id, FORM, &former, why);

	buf_init(&sheet, SHEET_MAX);
	json_encode(&sheet, answers);
	if (!err)
		err = buf_finish(&sheet, "the answers", why);
	if (!err)
		err = case_store_save_answers(tx, run->case_id, former_form(run->arena, row->event_count + 1), former,
					      row->arrived_ms, why);
	if (!err)
		err = case_store_save_answers(tx, run->case_id, FORM, buf_text(&sheet), run->facts.now_ms, why);
	if (err)
		return err;
	fill_row(run->arena, answers, row);
	row->answer_due_ms = 0;
	err = case_store_save_company(tx, row, why);
	return err ? err : index_cases_again(tx, run->facts.edition, row, why);
}

/* A form of an earlier request would take what it does not ask for answers left empty. */
static enum err demand_asked(const struct correction *correction, int64_t read_ms, struct fault *why)
{
	if (read_ms && (!correction->asked || correction->asked->at_ms != read_ms))
		return fault_set(why, ERR_CONFLICT, "this form is of another request than the newest one");
	return ERR_OK;
}

/* Judged once more: the call or the answers may have changed since correction_send read them. */
static enum err keep_correction(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct correction correction;
	struct value *typed, *answers, *problems;
	enum err err = correction_load(tx, run->arena, run->facts.edition, run->case_id, &correction, why);

	if (!err)
		err = demand_asked(&correction, run->input.read_ms, why);
	if (!err)
		err = json_decode(run->arena, str_from(run->input.document), &typed, why);
	if (err)
		return err;
	answers = judge(run->arena, &correction, typed, &problems);
	if (value_count(problems))
		return fault_set(why, ERR_CONFLICT, "the form changed while it was filled in");
	return store(tx, run, answers, why);
}

const struct case_deed correction_deed = {
	.event = CASE_EVENT_CORRECTED,
	.what = "correct an application",
	.mail = "corrected",
	.mails_again = true,
	.may = may_correct,
	.effect = keep_correction,
};

/* --- sending --- */

struct read_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
	struct correction correction;
};

static enum err read(struct tx *tx, void *context, struct fault *why)
{
	struct read_work *work = context;
	struct case_facts facts;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &facts, why);

	return err ? err : correction_load(tx, work->arena, facts.edition, work->case_id, &work->correction, why);
}

/* Only what the form asks: a browser may send anything beside it. */
static const struct value *only_asked(struct arena *arena, const struct edition_form *form, const struct value *typed)
{
	struct value *asked = value_map(arena);

	for (size_t i = 0; i < form->question_count; i++) {
		const struct value *item = value_get(typed, form->questions[i].id);
		if (item)
			value_set_shared(arena, asked, form->questions[i].id, item);
	}
	return asked;
}

enum err correction_send(const struct office *office, struct arena *arena, const struct actor *actor,
			 const struct once *once, int64_t case_id, int64_t read_ms, const struct value *typed,
			 struct correction_result *ret_result, struct fault *why)
{
	struct read_work work = {.office = office, .arena = arena, .case_id = case_id};
	struct case_deed_input input = {.read_ms = read_ms};
	struct correction_result result;
	struct eligibility_result eligibility;
	const struct value *answers;
	BUF_SCOPED document;
	enum err err = db_read(office->db, read, &work, why);

	buf_init(&document, SHEET_MAX * 2);
	if (!err)
		err = demand_asked(&work.correction, read_ms, why);
	if (err)
		return err;
	typed = only_asked(arena, &work.correction.form, typed);
	answers = judge(arena, &work.correction, typed, &result.problems);
	eligibility_judge(arena, work.correction.edition, answers, NULL, &eligibility);
	result.is_unmet = eligibility.verdict == ELIGIBILITY_NO;
	json_encode(&document, typed);
	if (!value_count(result.problems))
		err = buf_finish(&document, "the answers", why);
	if (!err && !value_count(result.problems)) {
		input.document = buf_text(&document);
		err = case_deed_do(&correction_deed, office, actor, once, case_id, &input, why);
	}
	if (!err)
		*ret_result = result;
	return err;
}
