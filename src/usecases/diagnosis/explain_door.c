/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/explain_door.h"

#include <string.h>

#include "calendar/day.h"
#include "checks/check_answer.h"
#include "codec/utf8.h"
#include "report/finding_words.h"
#include "store/account/form_use_store.h"
#include "store/diagnosis/explanation_store.h"
#include "usecases/diagnosis/report_findings.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"
#include "usecases/say_deed.h"

static const struct value_key answer_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"name", VALUE_TEXT, NULL},
	{"chosen", VALUE_BOOL, NULL},
	{0},
};

static const struct value_key door_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"key", VALUE_TEXT, NULL}, /* the name of its field */
	{"title", VALUE_TEXT, NULL},
	{"place", VALUE_TEXT, NULL},
	{"answers", VALUE_LIST, answer_keys},
	{"is_unanswered", VALUE_BOOL, NULL},
	{"said_by", VALUE_TEXT, NULL}, /* of the answer that counts now; empty: there is none */
	{"said_at", VALUE_TEXT, NULL},
	{"told_to", VALUE_TEXT, NULL}, /* by telephone; or empty */
	{0},
};

const struct value_key explain_door_keys[] = {
	{"receipt", VALUE_TEXT, NULL},
	{"company", VALUE_TEXT, NULL},
	{"is_phone", VALUE_BOOL, NULL}, /* the office writes down what it was told */
	{"said_by", VALUE_TEXT, NULL},
	{"doors", VALUE_LIST, door_keys},
	{0},
};

struct door_work {
	const struct office *office;
	const struct actor *actor;
	struct arena *arena;
	int64_t case_id;
	const struct once *once;
	const struct explain_door_typed *typed;
	struct case_facts facts;
	struct report_findings findings;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct door_work *work = context;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	if (!err)
		err = permission_demand(permission_may_explain_door(work->actor, &work->facts.of), work->actor,
					"explain a door", why);
	return err ? err : report_findings_load(tx, work->arena, work->actor, &work->facts, &work->findings, why);
}

static size_t answers_of(const struct door_work *work, size_t index, const char *names[CHECK_ANSWERS_MAX])
{
	return check_answer_list(work->office->checks, &work->findings.items[index], names);
}

static const struct explanation *said_of(const struct door_work *work, size_t index)
{
	return explanation_of(work->findings.said, work->findings.said_count, &work->findings.items[index]);
}

static const char *key_of(struct arena *arena, const struct finding *finding)
{
	return arena_printf(arena, "%s:%s:%d", finding->check, finding->target, finding->port);
}

/* ---- the questions ---------------------------------------------------------------------------------------------- */

static struct value *answer_value(struct arena *arena, const char *door, const char *name, const char *chosen)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "id", arena_printf(arena, "%s-%s", door, name));
	value_set_text(arena, map, "name", name);
	value_set_bool(arena, map, "chosen", !strcmp(name, chosen));
	return map;
}

static struct value *door_value(const struct door_work *work, enum lang lang, size_t index, const char *const *names,
				size_t count)
{
	const struct finding *finding = &work->findings.items[index];
	const struct explanation *said = said_of(work, index);
	const struct texts *texts = work->office->texts;
	const char *id = arena_printf(work->arena, "door%zu", index + 1), *key = key_of(work->arena, finding);
	const char *chosen = said ? said->answer : "";
	struct value *map = value_map(work->arena), *answers = value_list(work->arena);

	if (work->typed)
		chosen = value_get_text(work->typed->answers, key);
	for (size_t i = 0; i < count; i++)
		value_add(work->arena, answers, answer_value(work->arena, id, names[i], chosen));
	value_set_text(work->arena, map, "id", id);
	value_set_text(work->arena, map, "key", key);
	value_set_text(work->arena, map, "title", finding_words_get(texts, work->arena, lang, finding, "title"));
	value_set_text(work->arena, map, "place", finding_words_place(texts, work->arena, lang, finding));
	value_set(work->arena, map, "answers", answers);
	value_set_bool(work->arena, map, "is_unanswered", !*chosen);
	value_set_text(work->arena, map, "said_by", said ? said->said_by : "");
	value_set_text(work->arena, map, "said_at", said ? day_format_time(work->arena, lang, said->said_ms) : "");
	value_set_text(work->arena, map, "told_to", said ? said->told_to : "");
	return map;
}

enum err explain_door_view(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			   int64_t case_id, const struct explain_door_typed *typed, struct value **ret_view,
			   struct fault *why)
{
	struct door_work work = {.office = office, .actor = actor, .arena = arena, .case_id = case_id, .typed = typed};
	struct value *view = value_map(arena), *doors = value_list(arena);
	enum err err = db_read(office->db, load, &work, why);

	if (err)
		return err;
	for (size_t i = 0; i < work.findings.count; i++) {
		const char *names[CHECK_ANSWERS_MAX];
		size_t count = answers_of(&work, i, names);
		if (count)
			value_add(arena, doors, door_value(&work, lang, i, names, count));
	}
	value_set_text(arena, view, "receipt", receipt_format(arena, &work.facts.row));
	value_set_text(arena, view, "company", work.facts.row.company_name);
	value_set_bool(arena, view, "is_phone", actor->role != ROLE_COMPANY);
	value_set(arena, view, "said_by",
		  typed ? value_str(arena, typed->said_by) : value_text(arena, work.facts.row.contact_name));
	value_set(arena, view, "doors", doors);
	*ret_view = view;
	return ERR_OK;
}

enum err explain_door_count(const struct office *office, const struct actor *actor, int64_t case_id, int64_t *ret_count,
			    int64_t *ret_open, struct fault *why)
{
	struct door_work work = {.office = office, .actor = actor, .case_id = case_id};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work.arena = &arena;
	err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	*ret_count = *ret_open = 0;
	for (size_t i = 0; i < work.findings.count; i++) {
		const char *names[CHECK_ANSWERS_MAX];
		bool is_door = answers_of(&work, i, names) > 0;
		*ret_count += is_door;
		*ret_open += is_door && !said_of(&work, i);
	}
	return ERR_OK;
}

/* ---- the answers ------------------------------------------------------------------------------------------------ */

static enum err demand_answer(const char *answer, const char *const *names, size_t count, struct fault *why)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(names[i], answer))
			return ERR_OK;
	return *answer ? fault_set(why, ERR_INVALID, "\"%s\" does not explain this door", answer) : ERR_OK;
}

/* *ret_changed is set where there is something new to keep. */
static enum err say_of(struct tx *tx, const struct door_work *work, size_t index, bool *ret_changed, struct fault *why)
{
	const struct finding *finding = &work->findings.items[index];
	const struct explanation *before = said_of(work, index);
	const char *names[CHECK_ANSWERS_MAX], *key = key_of(work->arena, finding);
	size_t count = answers_of(work, index, names);
	struct explanation said = {.check = finding->check, .target = finding->target, .port = finding->port};
	enum err err;

	if (!count || !value_get(work->typed->answers, key))
		return ERR_OK;
	said.answer = value_get_text(work->typed->answers, key);
	said.said_by = str_dup(work->arena, work->typed->said_by);
	said.said_ms = work->facts.now_ms;
	err = demand_answer(said.answer, names, count, why);
	if (err || !strcmp(before ? before->answer : "", said.answer))
		return err;
	*ret_changed = true;
	return explanation_store_add(tx, work->case_id, &said, work->actor->person_id, why);
}

static enum err say(struct tx *tx, void *context, struct fault *why)
{
	struct door_work *work = context;
	bool is_repeated = false, is_changed = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->arena = &arena;
	err = load(tx, work, why);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, "door_explained", work->case_id, work->facts.now_ms,
					   &is_repeated, why);
	for (size_t i = 0; !err && !is_repeated && i < work->findings.count; i++)
		err = say_of(tx, work, i, &is_changed, why);
	if (!err && is_changed)
		say_deed_on_case(tx, &work->office->clock, work->actor, "door_explained", &work->facts.row);
	return err;
}

static const char *name_problem(struct str name)
{
	if (!name.n)
		return "missing";
	if (utf8_count(name) > EXPLAIN_DOOR_NAME_CHARS_MAX)
		return "too_long";
	return utf8_has_control(name) || memchr(name.p, '\n', name.n) ? "sign" : "";
}

enum err explain_door_say(const struct office *office, const struct actor *actor, const struct once *once,
			  int64_t case_id, const struct explain_door_typed *typed, const char **ret_problem,
			  struct fault *why)
{
	struct explain_door_typed given = {typed->answers, str_trim(typed->said_by)};
	struct door_work work = {.office = office, .actor = actor, .case_id = case_id, .once = once, .typed = &given};

	*ret_problem = name_problem(given.said_by);
	return **ret_problem ? ERR_OK : db_write(office->db, say, &work, why);
}
