/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_case.h"
#include "usecases/desk/answer_plan.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "store/account/person_store.h"
#include "store/application/waiting_store.h"
#include "store/desk/note_store.h"
#include "store/invitation/invitation_store.h"
#include "store/post/message_store.h"
#include "usecases/application/company_register.h"
#include "usecases/application/course_places.h"
#include "usecases/case_value.h"
#include "usecases/desk/case_buttons.h"
#include "usecases/desk/case_decision.h"
#include "usecases/desk/correction_value.h"
#include "usecases/desk/earlier_cases.h"
#include "usecases/desk/next_steps.h"
#include "usecases/desk/twin_cases.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"
#include "usecases/mail_watch.h"
#include "usecases/permission_demand.h"
#include "usecases/place_offer.h"

static const struct value_key message_keys[] = {
	{"id", VALUE_INT, NULL},
	{"subject", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL},
	{"at", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key note_keys[] = {
	{"kind", VALUE_TEXT, NULL},
	{"at", VALUE_TEXT, NULL},
	{"by", VALUE_TEXT, NULL},
	{"words", VALUE_TEXT, NULL}, /* empty after they were erased */
	{0},
};

static const struct value_key expert_keys[] = {
	{"id", VALUE_INT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"is_assigned", VALUE_BOOL, NULL},
	{0},
};

/* may_...: whether the actor could do it now. */
const struct value_key view_case_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"is_ended", VALUE_BOOL, NULL},
	{"may_check", VALUE_BOOL, NULL},
	{"may_send_back", VALUE_BOOL, NULL},
	{"may_correct", VALUE_BOOL, NULL}, /* what it was asked to look at again */
	{"may_approve", VALUE_BOOL, NULL},
	{"is_own_check", VALUE_BOOL, NULL}, /* it waits for approval, by another than the actor, who checked it */
	{"may_decline", VALUE_BOOL, NULL},
	{"may_withdraw", VALUE_BOOL, NULL},
	{"may_accept", VALUE_BOOL, NULL}, /* the place that is offered */
	{"may_refuse", VALUE_BOOL, NULL},
	{"may_change_course", VALUE_BOOL, NULL},
	{"other_courses", VALUE_LIST, course_places_keys}, /* for those who may; it may change to them */
	{"may_exclude", VALUE_BOOL, NULL},
	{"may_exclude_false", VALUE_BOOL, NULL},
	{"may_ask_to_leave", VALUE_BOOL, NULL},
	{"may_reopen", VALUE_BOOL, NULL},
	{"may_answer", VALUE_BOOL, NULL},
	{"may_authorise", VALUE_BOOL, NULL},
	{"may_record_authorisation", VALUE_BOOL, NULL}, /* that it gave by telephone */
	{"may_ask", VALUE_BOOL, NULL},                  /* about the authorisation */
	{"may_revoke", VALUE_BOOL, NULL},
	{"may_end_purpose", VALUE_BOOL, NULL},
	{"may_start", VALUE_BOOL, NULL},
	{"may_stop", VALUE_BOOL, NULL},
	{"lacks_authorisation", VALUE_BOOL, NULL}, /* only that keeps the actor from starting a diagnosis */
	{"may_assign", VALUE_BOOL, NULL},
	{"may_release", VALUE_BOOL, NULL},
	{"may_correct_mail", VALUE_BOOL, NULL},
	{"may_release_mails", VALUE_BOOL, NULL},
	{"may_read_report", VALUE_BOOL, NULL},
	{"application", VALUE_LIST, case_value_sheet_keys},
	{"questionnaire", VALUE_LIST, case_value_sheet_keys},
	{NULL, VALUE_MAP, answer_plan_keys},
	{"supported_before", VALUE_TEXT, NULL},      /* by an office's list: "listed", "similar", or empty */
	{"came_by", VALUE_TEXT, NULL},               /* the way of the invitation that it came by, or empty */
	{"decision", VALUE_MAP, case_decision_keys}, /* for secretariat and Tokyo */
	{"eligibility_reasons", VALUE_LIST, form_value_reason_keys}, /* what is not met or must be looked at */
	{"authorisation", VALUE_MAP, case_value_authorisation_keys}, /* for those who may see targets */
	{"diagnosis", VALUE_MAP, case_value_diagnosis_keys},
	{"expert", VALUE_TEXT, NULL},                       /* empty when none is assigned */
	{"experts", VALUE_LIST, expert_keys},               /* for those who assign */
	{"history", VALUE_LIST, case_value_history_keys},   /* not for the company */
	{"rejudged", VALUE_MAP, case_value_judgement_keys}, /* likewise */
	{"correction", VALUE_MAP, correction_value_keys},   /* likewise: the newest that was asked for, or null */
	{"notes", VALUE_LIST, note_keys},                   /* likewise: newest first */
	{"messages", VALUE_LIST, message_keys},             /* for those who may read mails */
	{"messages_cut", VALUE_BOOL, NULL},                 /* there may be older ones */
	{"earlier", VALUE_LIST, earlier_cases_keys},        /* for secretariat and Tokyo */
	{"mail_confirmed", VALUE_TEXT, NULL},   /* when the company proved the address; or empty; not for the company */
	{"twins", VALUE_LIST, twin_cases_keys}, /* likewise: others of the call that may be the same company */
	{"tasks", VALUE_LIST, view_tasks_of_case_keys}, /* likewise */
	{NULL, VALUE_MAP, next_steps_keys},             /* for secretariat and Tokyo */
	{"mails_wait_until", VALUE_TEXT, NULL},         /* empty when they do not, or for no end */
	{"mails_wait_reason", VALUE_TEXT, NULL},        /* "address", "recipient" (store/post/mail_hold_store.h) */
	{"position", VALUE_INT, NULL},                  /* in the waiting list; 0 for who does not wait */
	{"call_due", VALUE_TEXT, NULL}, /* the day by which the company is rung, as it asked; or empty */
	{0},
};

struct view_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	enum lang lang;
	int64_t case_id;
	struct case_facts facts;
	struct value *view;
};

/* What this person could do now. */
static void add_permissions(struct view_work *work)
{
	const struct case_facts *facts = &work->facts;
	bool is_running = diagnosis_state_is_running(facts->diagnosis.state);
	bool is_done = facts->diagnosis.state == DIAGNOSIS_STATE_DONE;

	case_buttons_show(work->view, work->arena, work->actor, facts);
	value_set_bool(work->arena, work->view, "is_own_check",
		       facts->row.state == CASE_STATE_CHECKED && facts->row.checked_by == work->actor->person_id);
	value_set_bool(work->arena, work->view, "lacks_authorisation",
		       !is_running && case_deed_is_allowed(&diagnosis_deed_start, work->actor, facts) &&
			       !case_deed_is_open(&diagnosis_deed_start, work->actor, facts));
	value_set_bool(work->arena, work->view, "may_read_report",
		       is_done && permission_may_read_report(work->actor, &facts->of));
}

static enum err add_sheets(struct tx *tx, struct view_work *work, struct fault *why)
{
	const struct edition *edition = work->facts.edition;
	const char *application, *questionnaire;
	struct eligibility_facts known;
	struct eligibility_result result;
	struct value *answers;
	enum err err;

	err = case_store_load_answers(tx, work->arena, work->case_id, "application", &application, why);
	if (!err)
		err = case_store_load_answers(tx, work->arena, work->case_id, "questionnaire", &questionnaire, why);
	if (err)
		return err;
	value_set(work->arena, work->view, "application",
		  case_value_answers(work->arena, edition->application, edition->application_count, application,
				     work->lang));
	value_set(work->arena, work->view, "questionnaire",
		  case_value_answers(work->arena, &edition->questionnaire, 1, questionnaire, work->lang));
	answer_plan_add(work->arena, work->view, edition, questionnaire, work->lang);
	value_set(work->arena, work->view, "eligibility_reasons", value_list(work->arena));
	value_set_text(work->arena, work->view, "supported_before", "");
	if (json_decode(work->arena, str_from(application), &answers, NULL))
		return ERR_OK;
	known = company_register_ask(work->office, work->arena, answers);
	value_set_text(work->arena, work->view, "supported_before",
		       known.past == ELIGIBILITY_LISTED           ? "listed"
		       : known.past == ELIGIBILITY_LISTED_SIMILAR ? "similar"
								  : "");
	eligibility_judge(work->arena, edition, answers, &known, &result);
	value_set(work->arena, work->view, "eligibility_reasons",
		  form_value_reasons(work->arena, &result, ELIGIBILITY_A_PERSON_LOOKS));
	if (work->actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO))
		value_set(work->arena, work->view, "decision",
			  case_decision(work->arena, edition, work->lang, answers, &known));
	return ERR_OK;
}

static enum err add_history(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct history_entry *entries;
	int64_t confirmed_ms;
	size_t count;
	enum err err;

	err = case_store_history(tx, work->arena, work->case_id, &entries, &count, why);
	if (err)
		return err;
	value_set(work->arena, work->view, "history", case_value_history(work->arena, entries, count, work->lang));
	confirmed_ms = mail_watch_confirmed_ms(entries, count);
	value_set_text(work->arena, work->view, "mail_confirmed",
		       confirmed_ms ? day_format_time(work->arena, work->lang, confirmed_ms) : "");
	return ERR_OK;
}

static enum err add_messages(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct value *list = value_list(work->arena);
	struct message_row *rows;
	size_t count;
	enum err err;

	err = message_store_list_case(tx, work->arena, work->case_id, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		struct value *map = value_map(work->arena);
		value_set_int(work->arena, map, "id", rows[i].id);
		value_set_text(work->arena, map, "subject", rows[i].subject);
		value_set_text(work->arena, map, "state", message_state_name(rows[i].state));
		value_set_text(work->arena, map, "at", day_format_time(work->arena, work->lang, rows[i].queued_ms));
		value_add(work->arena, list, map);
	}
	value_set(work->arena, work->view, "messages", list);
	value_set_bool(work->arena, work->view, "messages_cut", !err && count == MESSAGE_PAGE_MAX);
	return err;
}

static enum err add_correction(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct correction correction;
	enum err err = correction_load(tx, work->arena, work->facts.edition, work->case_id, &correction, why);

	if (!err)
		value_set(work->arena, work->view, "correction",
			  correction_value(work->arena, work->lang, &correction));
	return err;
}

static enum err add_notes(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct value *list = value_list(work->arena);
	struct note_row *rows;
	size_t count = 0;
	enum err err = note_store_list(tx, work->arena, work->case_id, &rows, &count, why);

	if (err)
		return err;
	while (count--) {
		struct value *map = value_map(work->arena);
		value_set_text(work->arena, map, "kind", note_kind_name(rows[count].kind));
		value_set_text(work->arena, map, "at", day_format_time(work->arena, work->lang, rows[count].noted_ms));
		value_set_text(work->arena, map, "by", rows[count].by);
		value_set_text(work->arena, map, "words", rows[count].words);
		value_add(work->arena, list, map);
	}
	value_set(work->arena, work->view, "notes", list);
	return ERR_OK;
}

/* Whether new knowledge changed the newest diagnosis. */
static enum err add_judgement(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct judgement_row row;
	enum err err;

	if (!work->facts.diagnosis.id || work->facts.diagnosis.judgement < 2)
		return ERR_OK;
	err = judgement_store_load(tx, work->arena, work->facts.diagnosis.id, work->facts.diagnosis.judgement, &row,
				   why);
	if (!err)
		value_set(work->arena, work->view, "rejudged", case_value_judgement(work->arena, work->lang, &row));
	return err;
}

static enum err add_relatives(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct value *list;
	enum err err = earlier_cases_value(tx, work->office, work->arena, work->lang, &work->facts.row, &list, why);

	if (!err)
		value_set(work->arena, work->view, "earlier", list);
	if (!err)
		err = twin_cases_value(tx, work->office, work->arena, work->lang, &work->facts.row, &list, why);
	if (!err)
		value_set(work->arena, work->view, "twins", list);
	return err;
}

static enum err add_origin(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct invitation_row row;
	enum err err = invitation_store_of_case(tx, work->arena, work->case_id, &row, why);

	if (!err)
		value_set_text(work->arena, work->view, "came_by", row.id ? invitation_way_name(row.way) : "");
	return err;
}

/* When the company, which asked for it, is to be rung. */
static void add_call(struct view_work *work)
{
	const struct task_row *call = case_facts_open_task(&work->facts, TASK_KIND_HOSTING_UNSURE);

	value_set_text(work->arena, work->view, "call_due",
		       call ? day_format_date(work->arena, work->lang, call->due_day) : "");
}

static void add_hold(struct view_work *work)
{
	const struct mail_hold_row *hold = &work->facts.hold;
	bool waits = hold->until_ms > work->facts.now_ms && hold->until_ms < MAIL_HOLD_ENDLESS_MS;

	value_set_text(work->arena, work->view, "mails_wait_until",
		       waits ? day_format_time(work->arena, work->lang, hold->until_ms) : "");
	value_set_text(work->arena, work->view, "mails_wait_reason", hold->reason);
}

static enum err add_experts(struct tx *tx, struct view_work *work, struct fault *why)
{
	struct value *list = value_list(work->arena);
	struct person_row *people;
	size_t count;
	enum err err;

	value_set_text(work->arena, work->view, "expert", "");
	err = person_store_list(tx, work->arena, &people, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		struct value *map = value_map(work->arena);
		if (people[i].id == work->facts.row.expert_id)
			value_set_text(work->arena, work->view, "expert", people[i].display_name);
		if (!value_get_bool(work->view, "may_assign") || people[i].role != ROLE_EXPERT || people[i].is_disabled)
			continue;
		value_set_int(work->arena, map, "id", people[i].id);
		value_set_text(work->arena, map, "name", people[i].display_name);
		value_set_bool(work->arena, map, "is_assigned", people[i].id == work->facts.row.expert_id);
		value_add(work->arena, list, map);
	}
	value_set(work->arena, work->view, "experts", list);
	return err;
}

/* What not everybody may see is there for nobody until it is set. */
static void set_nothing(struct view_work *work)
{
	static const char *const keys[] = {"notes",      "authorisation",     "history",         "rejudged",
					   "decision",   "messages",          "earlier",         "twins",
					   "tasks",      "correction",        "mail_confirmed",  "messages_cut",
					   "next_steps", "may_hold_reminder", "is_reminder_held"};

	for (size_t i = 0; i < COUNT(keys); i++)
		value_set(work->arena, work->view, keys[i], value_null(work->arena));
}

static enum err add_courses(struct tx *tx, struct view_work *work, struct fault *why)
{
	const struct edition *edition = work->facts.edition;
	struct value *list = value_list(work->arena);
	enum err err = ERR_OK;

	value_set(work->arena, work->view, "other_courses", list);
	for (size_t i = 0; !err && i < edition->course_count; i++) {
		const struct edition_course *course = &edition->courses[i];
		struct value *map = value_map(work->arena);
		struct course_places places;
		if (!value_get_bool(work->view, "may_change_course") || strcmp(course->id, work->facts.row.course) == 0)
			continue;
		err = course_places_load(tx, edition, course, &places, why);
		if (err)
			break;
		course_places_set(work->arena, map, work->lang, course, &places);
		value_add(work->arena, list, map);
	}
	return err;
}

static enum err add_position(struct tx *tx, struct view_work *work, struct fault *why)
{
	const struct case_row *row = &work->facts.row;
	int64_t position = 0;
	enum err err = ERR_OK;

	if (row->state == CASE_STATE_WAITING)
		err = waiting_store_position(tx, place_offer_order(work->facts.edition), row, &position, why);
	value_set_int(work->arena, work->view, "position", position);
	return err;
}

static enum err load_view(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	const struct case_facts *facts = &work->facts;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	if (!err)
		err = permission_demand(permission_may_see_case(work->actor, &facts->of), work->actor, "see this case",
					why);
	if (err)
		return err;
	work->view = case_value_row(facts->edition, work->arena, work->lang, &facts->row);
	edition_value_add(work->arena, work->view, facts->edition, work->lang);
	value_set_bool(work->arena, work->view, "is_ended", case_state_is_ended(facts->row.state));
	add_permissions(work);
	set_nothing(work);
	add_call(work);
	add_hold(work);
	if (work->actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO))
		value_set(work->arena, work->view, "tasks", view_tasks_of_case(work->arena, work->lang, facts));
	if (permission_may_see_targets(work->actor, &facts->of))
		value_set(work->arena, work->view, "authorisation",
			  case_value_authorisation(work->office, work->arena, work->lang, &facts->authorisation));
	value_set(work->arena, work->view, "diagnosis",
		  case_value_diagnosis(work->arena, work->lang, &facts->diagnosis));
	err = add_position(tx, work, why);
	if (!err)
		err = add_courses(tx, work, why);
	if (!err)
		err = add_sheets(tx, work, why);
	if (!err)
		err = add_experts(tx, work, why);
	if (!err && work->actor->role != ROLE_COMPANY)
		err = add_history(tx, work, why);
	if (!err && work->actor->role != ROLE_COMPANY)
		err = add_judgement(tx, work, why);
	if (!err && work->actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO))
		err = add_correction(tx, work, why);
	if (!err && permission_may_write_note(work->actor))
		err = add_notes(tx, work, why);
	if (!err)
		err = add_origin(tx, work, why);
	if (!err && permission_may_read_mail(work->actor))
		err = add_messages(tx, work, why);
	if (!err && work->actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO))
		err = add_relatives(tx, work, why);
	if (!err && work->actor->role & (ROLE_SECRETARIAT | ROLE_TOKYO))
		err = next_steps_add(tx, work->arena, work->view, work->actor, work->lang, facts, why);
	return err;
}

enum err view_case(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   int64_t case_id, struct value **ret_view, struct fault *why)
{
	struct view_work work = {.office = office, .arena = arena, .actor = actor, .lang = lang, .case_id = case_id};
	enum err err;

	err = db_read(office->db, load_view, &work, why);
	if (!err)
		*ret_view = work.view;
	return err;
}
