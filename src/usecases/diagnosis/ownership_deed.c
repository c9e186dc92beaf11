/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/ownership_deed.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/text/host_range.h"
#include "codec/utf8.h"
#include "findings/authorisation.h"
#include "jobs/queue.h"
#include "net/addr.h"
#include "people/ownership_token.h"
#include "store/diagnosis/ownership_store.h"
#include "usecases/case_facts.h"
#include "usecases/diagnosis/ownership_look.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"
#include "usecases/say_deed.h"

static const struct value_key target_keys[] = {
	{"id", VALUE_TEXT, NULL}, /* of its fields on the page */
	{"host", VALUE_TEXT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"takes_dns", VALUE_BOOL, NULL}, /* it is a name */
	{"record", VALUE_TEXT, NULL},    /* the name of the TXT record */
	{"path", VALUE_TEXT, NULL},      /* of the file */
	{"token", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL}, /* of the texts "ownership.state.NAME" */
	{"way", VALUE_TEXT, NULL},   /* likewise; empty where nothing happened */
	{"problem", VALUE_TEXT, NULL},
	{"how", VALUE_TEXT, NULL}, /* a person confirmed it */
	{"said_by", VALUE_TEXT, NULL},
	{"at", VALUE_TEXT, NULL},
	{"may_ask", VALUE_BOOL, NULL},
	{"may_confirm", VALUE_BOOL, NULL},
	{0},
};

const struct value_key ownership_deed_keys[] = {
	{"receipt", VALUE_TEXT, NULL},
	{"company", VALUE_TEXT, NULL},
	{"owned", VALUE_LIST, target_keys},
	{0},
};

struct ownership_work {
	const struct office *office;
	const struct actor *actor;
	struct arena *arena;
	int64_t case_id;
	struct case_facts facts;
	struct authorisation *document; /* NULL: nothing is permitted now */
	struct ownership *list;
	size_t count;
	struct str host, how;
	enum ownership_way way;
};

static enum err load(struct tx *tx, struct ownership_work *work, struct fault *why)
{
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	if (err)
		return err;
	work->document = ownership_look_permission(work->arena, &work->facts);
	return ownership_store_load(tx, work->arena, work->case_id, &work->list, &work->count, why);
}

static bool is_address(const char *host)
{
	struct addr addr;

	return addr_parse(str_from(host), &addr);
}

/* It stands for many hosts, so that no one file shows whose they are. */
static bool is_range(const char *host)
{
	struct host_range range;

	return host_range_parse(str_from(host), &range);
}

/* ---- the page ---- */

static bool is_waiting(const struct ownership_work *work, const struct ownership *newest)
{
	return newest && newest->state == OWNERSHIP_ASKED &&
	       work->facts.now_ms < newest->at_ms + OWNERSHIP_DEED_PAUSE_MS * 10;
}

static struct value *target_value(const struct ownership_work *work, size_t index, enum lang lang)
{
	const struct authorisation_target *target = &work->document->targets[index];
	const struct ownership *newest = ownership_of(work->list, work->count, target->host);
	bool is_shown = newest && newest->state == OWNERSHIP_SHOWN;
	struct arena *arena = work->arena;
	struct value *map = value_map(arena);
	char token[OWNERSHIP_TOKEN_SIZE];

	ownership_token_make(work->office->secret, work->case_id, target->host, token);
	value_set_text(arena, map, "id", arena_printf(arena, "target%zu", index + 1));
	value_set_text(arena, map, "host", target->host);
	value_set_text(arena, map, "name", target->name);
	value_set_bool(arena, map, "takes_dns", !is_address(target->host));
	value_set_text(arena, map, "record", arena_printf(arena, OWNERSHIP_LABEL ".%s", target->host));
	value_set_text(arena, map, "path", OWNERSHIP_PATH);
	value_set_text(arena, map, "token", token);
	value_set_text(arena, map, "state", ownership_state_name(newest ? newest->state : OWNERSHIP_NONE));
	value_set_text(arena, map, "way", newest ? ownership_way_name(newest->way) : "");
	value_set_text(arena, map, "problem", newest && newest->state == OWNERSHIP_NOT_SHOWN ? newest->note : "");
	value_set_text(arena, map, "how", is_shown && newest->way == OWNERSHIP_PERSON ? newest->note : "");
	value_set_text(arena, map, "said_by", newest ? newest->said_by : "");
	value_set_text(arena, map, "at", newest ? day_format_time(arena, lang, newest->at_ms) : "");
	value_set_bool(arena, map, "may_ask",
		       !is_shown && !is_waiting(work, newest) && !is_range(target->host) &&
			       work->actor->role == ROLE_COMPANY);
	value_set_bool(arena, map, "may_confirm", !is_shown && work->actor->role == ROLE_SECRETARIAT);
	return map;
}

static enum err load_page(struct tx *tx, void *context, struct fault *why)
{
	struct ownership_work *work = context;
	enum err err = load(tx, work, why);

	return err ? err
		   : permission_demand(permission_may_see_targets(work->actor, &work->facts.of), work->actor,
				       "see targets", why);
}

enum err ownership_deed_view(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, int64_t case_id, struct value **ret_view, struct fault *why)
{
	struct ownership_work work = {.office = office, .actor = actor, .arena = arena, .case_id = case_id};
	struct value *view = value_map(arena), *list = value_list(arena);
	enum err err = db_read(office->db, load_page, &work, why);

	if (err)
		return err;
	for (size_t i = 0; work.document && i < work.document->target_count; i++)
		value_add(arena, list, target_value(&work, i, lang));
	value_set_text(arena, view, "receipt", receipt_format(arena, &work.facts.row));
	value_set_text(arena, view, "company", work.facts.row.company_name);
	value_set(arena, view, "owned", list);
	*ret_view = view;
	return ERR_OK;
}

/* ---- the deeds ---- */

/* As the document writes it; NULL when the company does not permit it now. */
static const char *permitted_host(const struct ownership_work *work)
{
	for (size_t i = 0; work->document && i < work->document->target_count; i++)
		if (str_is(work->host, work->document->targets[i].host))
			return work->document->targets[i].host;
	return NULL;
}

static enum err demand_host(const struct ownership_work *work, const char **ret_host, struct fault *why)
{
	*ret_host = permitted_host(work);
	return *ret_host ? ERR_OK : fault_set(why, ERR_CONFLICT, "the company does not permit this target now");
}

static enum err add(struct tx *tx, const struct ownership_work *work, const struct ownership *row, const char *kind,
		    struct fault *why)
{
	enum err err = ownership_store_add(tx, work->case_id, row, why);

	if (!err)
		say_deed_on_case(tx, &work->office->clock, work->actor, kind, &work->facts.row);
	return err;
}

static bool is_too_soon(const struct ownership_work *work, const char *host)
{
	const struct ownership *newest = ownership_of(work->list, work->count, host);

	return newest && (newest->state == OWNERSHIP_SHOWN || is_waiting(work, newest) ||
			  work->facts.now_ms < newest->at_ms + OWNERSHIP_DEED_PAUSE_MS);
}

static enum err ask(struct tx *tx, void *context, struct fault *why)
{
	struct ownership_work *work = context;
	struct ownership row = {.state = OWNERSHIP_ASKED, .way = work->way, .note = ""};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->arena = &arena;
	err = load(tx, work, why);
	if (!err)
		err = permission_demand(permission_may_authorise_targets(work->actor, &work->facts.of), work->actor,
					"have a target looked at", why);
	if (!err)
		err = demand_host(work, &row.host, why);
	if (!err && (is_range(row.host) || (work->way == OWNERSHIP_DNS && is_address(row.host))))
		err = fault_set(why, ERR_INVALID, "this target cannot show by itself whose it is");
	if (err || is_too_soon(work, row.host))
		return err;
	row.said_by = work->actor->name;
	row.at_ms = work->facts.now_ms;
	err = add(tx, work, &row, "ownership_asked", why);
	return err ? err : queue_add(tx, OWNERSHIP_JOB, work->case_id, row.at_ms, why);
}

enum err ownership_deed_ask(const struct office *office, const struct actor *actor, struct str host,
			    enum ownership_way way, struct fault *why)
{
	struct ownership_work work = {
		.office = office, .actor = actor, .case_id = actor->case_id, .host = host, .way = way};

	if (way == OWNERSHIP_PERSON)
		return fault_set(why, ERR_INVALID, "a person looks at nothing by itself");
	return db_write(office->db, ask, &work, why);
}

static enum err confirm(struct tx *tx, void *context, struct fault *why)
{
	struct ownership_work *work = context;
	struct ownership row = {.state = OWNERSHIP_SHOWN, .way = OWNERSHIP_PERSON};
	const struct ownership *newest;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->arena = &arena;
	err = load(tx, work, why);
	if (!err)
		err = permission_demand(permission_may_confirm_target(work->actor, &work->facts.of), work->actor,
					"confirm a target", why);
	if (!err)
		err = demand_host(work, &row.host, why);
	if (err)
		return err;
	newest = ownership_of(work->list, work->count, row.host);
	if (newest && newest->state == OWNERSHIP_SHOWN)
		return ERR_OK;
	row.note = str_dup(&arena, work->how);
	row.said_by = work->actor->name;
	row.at_ms = work->facts.now_ms;
	return add(tx, work, &row, "ownership_confirmed", why);
}

static const char *how_problem(struct str how)
{
	if (!how.n)
		return "missing";
	if (utf8_count(how) > OWNERSHIP_DEED_HOW_CHARS_MAX)
		return "too_long";
	return utf8_has_control(how) ? "sign" : "";
}

enum err ownership_deed_confirm(const struct office *office, const struct actor *actor, int64_t case_id,
				struct str host, struct str how, const char **ret_problem, struct fault *why)
{
	struct ownership_work work = {
		.office = office, .actor = actor, .case_id = case_id, .host = host, .how = str_trim(how)};

	*ret_problem = how_problem(work.how);
	return **ret_problem ? ERR_OK : db_write(office->db, confirm, &work, why);
}
