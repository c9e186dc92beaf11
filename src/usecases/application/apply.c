/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/apply.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "codec/text/search_key.h"
#include "programme/answers.h"
#include "programme/edition_find.h"
#include "programme/eligibility.h"
#include "store/application/draft_store.h"
#include "store/invitation/invitation_store.h"
#include "store/new_id.h"
#include "usecases/application/apply_judge.h"
#include "usecases/application/course_places.h"
#include "usecases/application/draft_link.h"
#include "usecases/application/draft_room.h"
#include "usecases/application/hold_mails.h"
#include "usecases/case_step.h"
#include "usecases/index_cases.h"
#include "usecases/permission_demand.h"

#define DRAFT_LIFE_MS DAY_MS
#define SHEET_MAX     ((size_t)64 * 1024) /* of a draft, judged */
#define SUBMIT_TRIES  3 /* a new version of the call or its end may come between judging and writing */

struct draft_work {
	const struct office *office;
	const struct call *call;
	struct arena *arena;
	struct token_hash hash;
	struct draft_key key;
	const char *client;
	struct str link;
	struct draft_row row;
};

const char *apply_new_name(struct arena *arena)
{
	return arena_printf(arena, "%llx", (unsigned long long)new_id());
}

static bool is_name(const char *name)
{
	size_t size = strlen(name);

	return size > 0 && size <= APPLY_NAME_MAX && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789") == size;
}

/* False for a draft that cannot be: a token that nobody gave out, or no name. */
static bool begin(struct draft_work *work, const struct office *office, struct arena *arena,
		  const struct apply_draft *draft)
{
	*work = (struct draft_work){.office = office,
				    .call = draft->call,
				    .arena = arena,
				    .client = draft->client,
				    .link = draft->link,
				    .row = {.address = "", .answers = "", .way = ""}};
	if (!is_name(draft->name) || !token_hash(draft->token, &work->hash))
		return false;
	work->key = (struct draft_key){token_hash_str(&work->hash), draft->call->edition->id, draft->name};
	return true;
}

static enum err load_draft(struct tx *tx, void *context, struct fault *why)
{
	struct draft_work *work = context;
	enum err err = draft_link_follow(tx, work->office, work->arena, work->link, &work->key, why);

	return err ? err
		   : draft_store_load(tx, work->arena, &work->key, clock_now_ms(&work->office->clock), &work->row, why);
}

static const struct value *typed_of(struct arena *arena, const char *answers)
{
	struct value *typed;

	if (!answers[0] || json_decode(arena, str_from(answers), &typed, NULL) || typed->kind != VALUE_MAP)
		typed = value_map(arena);
	return typed;
}

enum err apply_load(const struct office *office, struct arena *arena, const struct apply_draft *draft,
		    struct apply_state *ret_state, struct fault *why)
{
	struct draft_work work;
	enum err err = ERR_OK;

	if (!is_name(draft->name))
		return fault_set(why, ERR_NOT_FOUND, "\"%s\" is no name of a draft", draft->name);
	if (begin(&work, office, arena, draft))
		err = db_read(office->db, load_draft, &work, why);
	if (!err)
		*ret_state =
			(struct apply_state){typed_of(arena, work.row.answers), work.row.answers, work.row.case_id};
	return err;
}

enum err apply_find_page(const struct edition *edition, const char *id, size_t *ret_index, struct fault *why)
{
	for (size_t i = 0; i < edition->application_count; i++)
		if (str_is(str_from(id), edition->application[i].id)) {
			*ret_index = i;
			return ERR_OK;
		}
	return fault_set(why, ERR_NOT_FOUND, "the application has no page \"%s\"", id);
}

/* --- a page --- */

struct page_work {
	struct draft_work draft;
	const struct edition_form *page;
	const struct value *typed;
	bool is_halfway, on_paper;
	struct value *problems;
};

/* What was typed on the other pages, then what this page asked and took. */
static struct value *merge(struct arena *arena, const struct value *before, const struct page_work *work,
			   const struct value *answers)
{
	struct value *merged = value_map(arena);

	for (size_t i = 0; i < before->count; i++) {
		bool is_here = false;
		for (size_t k = 0; k < work->page->question_count; k++)
			is_here = is_here || str_is(before->keys[i], work->page->questions[k].id);
		if (!is_here)
			value_append(arena, merged, before->keys[i], before->items[i]);
	}
	for (size_t i = 0; i < answers->count; i++) {
		const struct value *item = value_get_str(work->typed, answers->keys[i]);
		if (item)
			value_append(arena, merged, answers->keys[i], (struct value *)item);
	}
	return merged;
}

static bool is_only_missing(const struct value *problems)
{
	const char *missing = question_problem_name(QUESTION_PROBLEM_MISSING);

	for (size_t i = 0; i < problems->count; i++)
		if (!str_is(problems->items[i]->text, missing))
			return false;
	return true;
}

static enum err save_page(struct tx *tx, void *context, struct fault *why)
{
	struct page_work *work = context;
	struct draft_work *draft = &work->draft;
	int64_t now_ms = clock_now_ms(&draft->office->clock);
	const struct value *before;
	struct value *answers;
	enum err err = load_draft(tx, draft, why);
	BUF_SCOPED text;

	buf_init(&text, APPLY_DRAFT_BYTES_MAX);
	if (!err && draft->row.case_id)
		err = fault_set(why, ERR_CONFLICT, "this application was sent already");
	if (!err && !draft->row.answers[0])
		err = draft_room_make(tx, draft->key.token_hash, draft->client, now_ms, why);
	if (err)
		return err;
	before = typed_of(draft->arena, draft->row.answers);
	apply_judge_page(draft->arena, work->page, work->typed, before, work->on_paper, &answers, &work->problems);
	if (work->is_halfway && is_only_missing(work->problems))
		work->problems = value_map(draft->arena);
	if (work->problems->count)
		return ERR_OK;
	json_encode(&text, merge(draft->arena, before, work, answers));
	if (text.full)
		return fault_set(why, ERR_TOO_LARGE, "the answers are longer than %zu bytes", APPLY_DRAFT_BYTES_MAX);
	draft->row.answers = arena_strdup(draft->arena, buf_text(&text));
	draft->row.address = draft->client;
	return draft_store_save(tx, &draft->key, &draft->row, now_ms + DRAFT_LIFE_MS, now_ms, why);
}

enum err apply_take_page(const struct office *office, struct arena *arena, const struct apply_draft *draft,
			 const char *id, const struct value *typed, struct apply_page_result *ret_result,
			 struct fault *why)
{
	const struct edition *edition = draft->call->edition;
	struct page_work work = {0};
	size_t index;
	enum err err = apply_find_page(edition, id, &index, why);

	if (err)
		return err;
	if (!call_is_open(draft->call))
		return fault_set(why, ERR_CONFLICT, "the reception is not open");
	if (!begin(&work.draft, office, arena, draft))
		return fault_set(why, ERR_NOT_FOUND, "there is no draft \"%s\" of this browser", draft->name);
	work.page = &edition->application[index];
	work.is_halfway = draft->is_halfway;
	work.on_paper = draft->entered_by != NULL;
	work.typed = answers_spread(arena, work.page->questions, work.page->question_count, typed);
	err = draft_room_demand(office, why);
	if (!err)
		err = db_write(office->db, save_page, &work, why);
	if (!err)
		*ret_result = (struct apply_page_result){work.problems, index + 1 < edition->application_count
										? edition->application[index + 1].id
										: ""};
	return err;
}

/* --- sending --- */

struct submit_work {
	struct draft_work draft;
	const char *judged; /* the draft's answers as they were */
	enum lang lang;
	const struct actor *entered_by; /* or NULL */
	const struct value *answers;    /* judged */
	const char *sheet;              /* the same as JSON */
	struct case_consent *consents;
	size_t consent_count;
	struct case_row row;
	struct apply_result *result;
	bool is_stale; /* the call or the draft changed since the answers were judged */
};

static size_t collect_given(const struct submit_work *work, const struct edition_statement *statements, size_t count,
			    struct case_consent *given)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (value_get_bool(work->answers, statements[i].id))
			given[found++] = (struct case_consent){statements[i].id, statements[i].version,
							       lang_pick(statements[i].text, work->lang)};
	return found;
}

static void fill_consents(struct submit_work *work)
{
	const struct edition *edition = work->draft.call->edition;

	work->consents =
		arena_array(work->draft.arena, edition->pledge_count + edition->consent_count, sizeof(*work->consents));
	work->consent_count = collect_given(work, edition->pledges, edition->pledge_count, work->consents);
	work->consent_count +=
		collect_given(work, edition->consents, edition->consent_count, work->consents + work->consent_count);
}

/* A place, or one in the queue; where the call has none, the outcome says that the course is full. */
static enum err find_place(struct tx *tx, struct submit_work *work, struct fault *why)
{
	const struct edition *edition = work->draft.call->edition;
	const struct edition_course *course = edition_find_course(edition, str_from(work->row.course));
	struct course_places places;
	enum err err = course_places_load(tx, edition, course, &places, why);

	if (err)
		return err;
	work->row.waiting_position = places.is_full ? places.waiting + 1 : 0; /* behind all who wait */
	work->result->is_waiting = places.is_full;
	work->result->outcome = places.is_closed ? APPLY_FULL : APPLY_DONE;
	return ERR_OK;
}

static struct case_step first_step(const struct submit_work *work, const struct actor *applicant)
{
	bool is_waiting = work->result->is_waiting;

	return (struct case_step){
		.office = work->draft.office,
		.edition = work->draft.call->edition,
		.actor = applicant,
		.event = is_waiting ? CASE_EVENT_APPLIED_TO_WAIT : CASE_EVENT_APPLIED,
		.mail = is_waiting ? "waiting" : "receipt",
	};
}

static enum err insert_case(struct tx *tx, struct submit_work *work, struct fault *why)
{
	const struct actor applicant = {.role = ROLE_COMPANY, .name = work->row.company_name};
	struct case_step step;
	enum err err = case_store_next(tx, &work->row, why);

	if (err)
		return err;
	step = first_step(work, work->entered_by ? work->entered_by : &applicant);
	step.mail = NULL; /* whether it is held is judged with the case in the store */
	err = case_step_take(tx, work->draft.arena, &step, &work->row, why);
	if (!err)
		err = case_store_save_answers(tx, work->row.id, "application", work->sheet, work->row.arrived_ms, why);
	if (!err)
		err = index_cases_soon(tx, work->draft.office, why);
	return err;
}

/* Of an application that was begun by an invitation: which one it was, and how that went out. */
static enum err note_invitation(struct tx *tx, const struct submit_work *work, struct fault *why)
{
	enum invitation_way way = INVITATION_WAY_NONE;

	if (!work->draft.row.invitation_id || !invitation_way_parse(str_from(work->draft.row.way), &way))
		return ERR_OK;
	return invitation_store_use(tx, work->draft.row.invitation_id, way, work->row.id, why);
}

/* After the first step, which it is about. */
static enum err say_held(struct tx *tx, struct submit_work *work, const char *reason, struct fault *why)
{
	const struct actor program = actor_program();
	const struct case_step step = {
		.office = work->draft.office,
		.edition = work->draft.call->edition,
		.actor = &program,
		.event = CASE_EVENT_MAILS_HELD,
		.detail = arena_printf(work->draft.arena, "{\"limit\":\"%s\"}", reason),
	};

	return case_step_take(tx, work->draft.arena, &step, &work->row, why);
}

/* What was judged before the transaction holds only if the call is still the same and open, and nobody typed on. */
static enum err look_again(struct tx *tx, struct submit_work *work, struct fault *why)
{
	const struct call *judged = work->draft.call;
	struct call now;
	enum err err = call_load(tx, work->draft.office, judged->edition->id, &now, why);

	if (!err)
		work->is_stale = now.edition != judged->edition || !call_is_open(&now) ||
				 strcmp(work->draft.row.answers, work->judged) != 0;
	return err;
}

/* The writer may run this again from the start, so it begins from the state before. */
static enum err submit(struct tx *tx, void *context, struct fault *why)
{
	struct submit_work *work = context;
	int64_t now_ms = clock_now_ms(&work->draft.office->clock);
	struct case_step step;
	const char *hold;
	enum err err;

	err = load_draft(tx, &work->draft, why);
	if (!err && !work->draft.row.case_id)
		err = look_again(tx, work, why);
	if (err || work->draft.row.case_id || work->is_stale)
		return err;
	work->row.state = CASE_STATE_NONE;
	work->row.event_count = 0;
	work->row.arrived_ms = now_ms;
	err = find_place(tx, work, why);
	if (err || work->result->outcome == APPLY_FULL)
		return err;
	err = insert_case(tx, work, why);
	if (!err)
		err = note_invitation(tx, work, why);
	if (!err)
		err = hold_mails_judge(tx, &work->draft.office->clock, work->draft.client, &work->row, &hold, why);
	step = first_step(work, NULL);
	if (!err)
		err = case_step_mail(tx, work->draft.arena, &step, &work->row, why);
	if (!err && hold)
		err = say_held(tx, work, hold, why);
	if (!err)
		err = case_store_add_consents(tx, work->row.id, work->row.arrived_ms, work->consents,
					      work->consent_count, why);
	if (err)
		return err;
	/* The draft only remembers what it became: the answers live in the case from here on. */
	work->draft.row.answers = "{}";
	work->draft.row.address = work->draft.client;
	work->draft.row.case_id = work->row.id;
	err = draft_store_save(tx, &work->draft.key, &work->draft.row, now_ms + DRAFT_LIFE_MS, now_ms, why);
	/* The receipt is for the browser that sent it, whoever else has a link. */
	return err || str_eq(work->draft.key.token_hash, token_hash_str(&work->draft.hash))
		       ? err
		       : draft_store_hand_over(tx, &work->draft.key, token_hash_str(&work->draft.hash), why);
}

static void fill_row(struct submit_work *work)
{
	const struct edition *edition = work->draft.call->edition;
	const char *company = value_get_text(work->answers, "company_name");

	work->row = (struct case_row){
		.course = value_get_text(work->answers, "course"),
		.company_name = company,
		.search_key = search_key_of(work->draft.arena, str_from(company)),
		.address_key = search_key_of(work->draft.arena, str_from(value_get_text(work->answers, "address"))),
		.corporate_number = value_get_text(work->answers, "corporate_number"),
		.contact_name = value_get_text(work->answers, "contact_name"),
		.mail = value_get_text(work->answers, "mail"),
		.lang = lang_code(work->lang),
		.edition = edition->id,
		.edition_version = edition->version,
		.receipt_prefix = edition->receipt_prefix,
		.link_version = 1,
	};
}

static bool is_eligible(struct arena *arena, const struct edition *edition, const struct value *answers)
{
	struct eligibility_result eligibility;

	eligibility_judge(arena, edition, answers, NULL, &eligibility);
	return eligibility.verdict != ELIGIBILITY_NO;
}

static const char *encode(struct arena *arena, const struct value *answers)
{
	BUF_SCOPED text;

	buf_init(&text, SHEET_MAX);
	json_encode(&text, answers);
	return text.full ? NULL : arena_strdup(arena, buf_text(&text));
}

/* One trial under the call as it stands; *ret_is_stale: it changed meanwhile and nothing was written. */
static enum err try_submit(const struct office *office, struct arena *arena, const struct apply_draft *draft,
			   enum lang lang, struct apply_result *result, bool *ret_is_stale, struct fault *why)
{
	const struct call *call = draft->call;
	struct submit_work work = {.lang = lang, .entered_by = draft->entered_by, .result = result};
	struct apply_state state;
	struct value *answers;
	enum err err = apply_load(office, arena, draft, &state, why);

	if (err)
		return err;
	*result = (struct apply_result){.outcome = APPLY_DONE, .case_id = state.case_id};
	*ret_is_stale = false;
	if (result->case_id)
		return ERR_OK;
	answers = apply_judge(call->edition, arena, state.typed, draft->entered_by != NULL, &result->page);
	if (!call_is_open(call))
		result->outcome = APPLY_CLOSED;
	else if (result->page)
		result->outcome = APPLY_INCOMPLETE;
	else if (!draft->for_a_person && !is_eligible(arena, call->edition, answers))
		result->outcome = APPLY_INELIGIBLE;
	if (result->outcome != APPLY_DONE || !begin(&work.draft, office, arena, draft))
		return ERR_OK;
	work.answers = answers;
	work.judged = state.stored;
	work.sheet = encode(arena, answers);
	if (!work.sheet)
		return fault_set(why, ERR_TOO_LARGE, "the answers are longer than %zu bytes", SHEET_MAX);
	fill_row(&work);
	fill_consents(&work);
	err = db_write(office->db, submit, &work, why);
	result->case_id = work.draft.row.case_id;
	*ret_is_stale = work.is_stale;
	return err;
}

enum err apply_submit(const struct office *office, struct arena *arena, const struct apply_draft *draft, enum lang lang,
		      struct apply_result *ret_result, struct fault *why)
{
	struct apply_result result = {.outcome = APPLY_DONE};
	const char *call_id = draft->call->edition->id;
	struct apply_draft sent = *draft;
	struct call call = *draft->call;
	bool is_stale = true;
	enum err err = ERR_OK;

	if (draft->entered_by)
		err = permission_demand(permission_may_enter_application(draft->entered_by), draft->entered_by,
					"enter an application", why);
	for (int tries = 0; !err && is_stale && tries < SUBMIT_TRIES; tries++) {
		if (tries)
			err = call_find(office, call_id, &call, why);
		sent.call = &call;
		if (!err)
			err = try_submit(office, arena, &sent, lang, &result, &is_stale, why);
	}
	if (!err && is_stale)
		err = fault_set(why, ERR_BUSY, "the call \"%s\" changes all the time", call_id);
	if (!err)
		*ret_result = result;
	return err;
}
