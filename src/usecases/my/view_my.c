/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/my/view_my.h"

#include "cases/case_state.h"
#include "codec/json.h"
#include "codec/text/mail_address.h"
#include "programme/hoster.h"
#include "usecases/advice/view_advice.h"
#include "usecases/case_facts.h"
#include "usecases/desk/view_case.h"
#include "usecases/diagnosis/explain_door.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"

/* The way as a company sees it. */
enum step { STEP_APPLIED, STEP_APPROVED, STEP_ANSWERED, STEP_DIAGNOSED, STEP_VISITED, STEP_ADVISED };
#define STEP_COUNT (STEP_ADVISED + 1)

static const char *const step_names[STEP_COUNT] = {
	[STEP_APPLIED] = "applied",     [STEP_APPROVED] = "approved", [STEP_ANSWERED] = "answered",
	[STEP_DIAGNOSED] = "diagnosed", [STEP_VISITED] = "visited",   [STEP_ADVISED] = "advised",
};

static const struct value_key step_keys[] = {
	{"key", VALUE_TEXT, NULL},
	{"is_done", VALUE_BOOL, NULL},
	{"is_now", VALUE_BOOL, NULL},
	{0},
};

/* One of them is true: the one thing that the company can do now. */
static const struct value_key next_keys[] = {
	{"questionnaire", VALUE_BOOL, NULL}, {"correction", VALUE_BOOL, NULL},    {"offer", VALUE_BOOL, NULL},
	{"report", VALUE_BOOL, NULL},        {"authorisation", VALUE_BOOL, NULL}, {"call", VALUE_BOOL, NULL},
	{"wait", VALUE_BOOL, NULL},          {"none", VALUE_BOOL, NULL},          {0},
};

const struct value_key view_my_keys[] = {
	{NULL, VALUE_MAP, view_case_keys},
	{"steps", VALUE_LIST, step_keys},
	{"next", VALUE_MAP, next_keys},
	{"has_advice", VALUE_BOOL, NULL}, /* a plan is released */
	{"doors", VALUE_INT, NULL},       /* that nobody can see closed from outside, once the report is read */
	{"doors_open", VALUE_INT, NULL},  /* of them without an answer */
	{0},
};

static const struct value_key hoster_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"text", VALUE_TEXT, NULL}, /* what it says of a diagnosis from outside */
	{"url", VALUE_TEXT, NULL},
	{0},
};

const struct value_key view_my_authorisation_keys[] = {
	{"has_hosters", VALUE_BOOL, NULL},
	{"hosters_here", VALUE_LIST, hoster_keys}, /* at which the website or the mail is, as their names show */
	{"hosters", VALUE_LIST, hoster_keys},      /* the others */
	{NULL, VALUE_MAP, form_value_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"case", VALUE_MAP, view_case_keys},
	{0},
};

/* The step that a case in this state waits for; STEP_COUNT when all are done. */
static enum step step_of_state(enum case_state state)
{
	switch (state) {
	case CASE_STATE_INVITED: return STEP_ANSWERED;
	case CASE_STATE_CONFIRMED:
	case CASE_STATE_SUPPORTED: return STEP_DIAGNOSED;
	case CASE_STATE_ADVISED:
	case CASE_STATE_COMPLETED: return (enum step)STEP_COUNT;
	default: return STEP_APPROVED;
	}
}

static enum case_state state_of(const struct value *view)
{
	enum case_state state = CASE_STATE_NONE;

	case_state_parse(str_from(value_get_text(view, "state")), &state);
	return state;
}

/* With the report in its hands a company waits for the expert. */
static size_t steps_done(const struct value *view)
{
	size_t done = step_of_state(state_of(view));

	return done == STEP_DIAGNOSED && value_get_bool(value_get(view, "diagnosis"), "is_released") ? STEP_VISITED
												     : done;
}

/* Nobody looks yet at an application without a place: its second step bears the name of what it waits for. */
static const char *step_name(const struct value *view, size_t step)
{
	enum case_state state = state_of(view);
	bool has_no_place = state == CASE_STATE_WAITING || state == CASE_STATE_OFFERED;

	return step == STEP_APPROVED && has_no_place ? case_state_name(state) : step_names[step];
}

static struct value *steps_value(struct arena *arena, const struct value *view)
{
	struct value *steps = value_list(arena);
	size_t done = steps_done(view);

	for (size_t i = 0; i < STEP_COUNT; i++) {
		struct value *step = value_map(arena);
		value_set_text(arena, step, "key", step_name(view, i));
		value_set_bool(arena, step, "is_done", i < done);
		value_set_bool(arena, step, "is_now", i == done || (done == STEP_COUNT && i == STEP_ADVISED));
		value_add(arena, steps, step);
	}
	return steps;
}

static const char *next_name(const struct value *view)
{
	if (value_get_bool(view, "may_answer"))
		return "questionnaire";
	if (value_get_bool(view, "may_correct"))
		return "correction";
	if (value_get_bool(view, "may_accept"))
		return "offer";
	if (value_get_bool(view, "may_read_report"))
		return "report";
	if (*value_get_text(view, "call_due"))
		return "call";
	if (value_get_bool(view, "may_authorise") && !value_get_bool(value_get(view, "authorisation"), "is_usable"))
		return "authorisation";
	return value_get_bool(view, "is_ended") ? "none" : "wait";
}

static struct value *next_value(struct arena *arena, const struct value *view)
{
	struct str name = str_from(next_name(view));
	struct value *next = value_map(arena);

	for (const struct value_key *key = next_keys; key->name; key++)
		value_set_bool(arena, next, key->name, str_is(name, key->name));
	return next;
}

enum err view_my(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		 struct value **ret_view, struct fault *why)
{
	int64_t doors = 0, open = 0;
	bool has_advice = false;
	struct value *view;
	enum err err = view_case(office, arena, actor, lang, actor->case_id, &view, why);

	if (!err && value_get_bool(view, "may_read_report"))
		err = explain_door_count(office, actor, actor->case_id, &doors, &open, why);
	if (!err)
		err = view_advice_is_released(office, actor->case_id, &has_advice, why);
	if (err)
		return err;
	value_set_bool(arena, view, "has_advice", has_advice);
	value_set_int(arena, view, "doors", doors);
	value_set_int(arena, view, "doors_open", open);
	value_set(arena, view, "steps", steps_value(arena, view));
	value_set(arena, view, "next", next_value(arena, view));
	*ret_view = view;
	return ERR_OK;
}

/* --- whose servers they are --- */

struct sheet_work {
	struct arena *arena;
	int64_t case_id;
	const char *sheet;
};

static enum err load_sheet(struct tx *tx, void *context, struct fault *why)
{
	struct sheet_work *work = context;

	return case_store_load_answers(tx, work->arena, work->case_id, "application", &work->sheet, why);
}

/* "https://www.example.jp/shop/" is at www.example.jp. */
static struct str host_of_url(struct str url)
{
	size_t scheme = str_find(url, "://");

	if (scheme < url.n)
		url = str_skip(url, scheme + 3);
	url = str_head(url, str_index(url, '/'));
	return str_head(url, str_index(url, ':'));
}

static bool is_there(const struct edition_hoster *hoster, const struct value *answers, const struct value *given)
{
	struct str typed = str_from(value_get_text(given, "targets"));
	bool is = hoster_has(hoster, host_of_url(str_from(value_get_text(answers, "website")))) ||
		  hoster_has(hoster, mail_address_domain(str_from(value_get_text(answers, "mail"))));

	while (!is && typed.n) {
		struct str line = str_trim(str_cut(&typed, '\n'));
		is = hoster_has(hoster, host_of_url(str_head(line, str_index(line, ' '))));
	}
	return is;
}

static enum err add_hosters(const struct office *office, struct arena *arena, const struct edition *edition,
			    int64_t case_id, enum lang lang, const struct value *given, struct value *view,
			    struct fault *why)
{
	struct sheet_work work = {arena, case_id, ""};
	struct value *here = value_list(arena), *others = value_list(arena), *answers = NULL;
	enum err err = db_read(office->db, load_sheet, &work, why);

	if (err)
		return err;
	(void)!json_decode(arena, str_from(work.sheet), &answers, NULL);
	for (size_t i = 0; i < edition->hoster_count; i++) {
		const struct edition_hoster *hoster = &edition->hosters[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", lang_pick(hoster->name, lang));
		value_set_text(arena, map, "text", lang_pick(hoster->text, lang));
		value_set_text(arena, map, "url", hoster->url);
		value_add(arena, is_there(hoster, answers, given) ? here : others, map);
	}
	value_set_bool(arena, view, "has_hosters", edition->hoster_count > 0);
	value_set(arena, view, "hosters_here", here);
	value_set(arena, view, "hosters", others);
	return ERR_OK;
}

enum err view_my_authorisation(const struct office *office, struct arena *arena, const struct actor *actor,
			       enum lang lang, int64_t case_id, const struct value *given, const struct value *problems,
			       struct value **ret_view, struct fault *why)
{
	const struct edition *edition;
	struct value *view, *of;
	enum err err = view_case(office, arena, actor, lang, case_id, &of, why);

	if (!err)
		err = case_facts_edition(office, case_id, &edition, why);
	if (err)
		return err;
	view = form_value(arena, &edition->authorisation, lang, NULL, given, problems);
	edition_value_add(arena, view, edition, lang);
	value_set(arena, view, "case", of);
	err = add_hosters(office, arena, edition, case_id, lang, given, view, why);
	if (!err)
		*ret_view = view;
	return err;
}
