/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/advice/view_advice.h"

#include "calendar/day.h"
#include "codec/json.h"
#include "store/advice/advice_store.h"
#include "usecases/advice/advice_deed.h"
#include "usecases/advice/advice_document.h"
#include "usecases/advice/advice_facts.h"
#include "usecases/case_value.h"
#include "usecases/permission_demand.h"

const struct value_key view_advice_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},  {"version", VALUE_INT, NULL}, /* 0: there is none */
	{"is_draft", VALUE_BOOL, NULL},          {"saved_ms", VALUE_INT, NULL},
	{"saved_at", VALUE_TEXT, NULL},          {"released_at", VALUE_TEXT, NULL}, /* empty for a draft */
	{"may_advise", VALUE_BOOL, NULL},        {"may_release_advice", VALUE_BOOL, NULL},
	{"waits_for_report", VALUE_BOOL, NULL}, /* a draft that names what the company may not read yet */
	{NULL, VALUE_MAP, advice_document_keys}, {0},
};

struct viewing {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	enum lang lang;
	int64_t case_id;
	struct value *view;
};

static void set_row(struct viewing *v, const struct case_facts *facts, const struct advice_row *row, bool may_be_read)
{
	struct arena *arena = v->arena;
	bool is_draft = row->version && !row->released_ms;

	value_set_int(arena, v->view, "version", row->version);
	value_set_bool(arena, v->view, "is_draft", is_draft);
	value_set_int(arena, v->view, "saved_ms", row->saved_ms);
	value_set_text(arena, v->view, "saved_at", row->version ? day_format_time(arena, v->lang, row->saved_ms) : "");
	value_set_text(arena, v->view, "released_at",
		       row->released_ms ? day_format_date(arena, v->lang, day_of_ms(row->released_ms)) : "");
	value_set_bool(arena, v->view, "may_advise", permission_may_advise(v->actor, &facts->of));
	value_set_bool(arena, v->view, "may_release_advice",
		       is_draft && may_be_read && case_deed_is_open(&advice_deed_release, v->actor, facts));
	value_set_bool(arena, v->view, "waits_for_report", is_draft && !may_be_read);
}

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct viewing *v = context;
	bool is_company = v->actor->role == ROLE_COMPANY;
	struct case_facts facts;
	struct advice_row row = {0};
	struct value *document;
	bool may_be_read = true;
	enum err err = case_facts_load(tx, v->arena, v->office, v->case_id, &facts, why);

	if (!err)
		err = permission_demand(permission_may_see_case(v->actor, &facts.of), v->actor, "read this advice",
					why);
	if (!err)
		err = advice_store_newest(tx, v->arena, v->case_id, is_company, &row, why);
	if (!err && is_company && !row.version)
		err = fault_set(why, ERR_NOT_FOUND, "no advice is released");
	if (!err)
		err = json_decode(v->arena, str_from(row.document), &document, why);
	if (!err && !row.released_ms)
		err = advice_facts_may_be_read(tx, v->arena, document, &may_be_read, why);
	if (err)
		return err;
	v->view = case_value_row(facts.edition, v->arena, v->lang, &facts.row);
	set_row(v, &facts, &row, may_be_read);
	advice_document_show(v->arena, document, v->lang, v->view);
	return ERR_OK;
}

enum err view_advice(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		     int64_t case_id, struct value **ret_view, struct fault *why)
{
	struct viewing v = {.office = office, .arena = arena, .actor = actor, .lang = lang, .case_id = case_id};
	enum err err = db_read(office->db, load, &v, why);

	if (!err)
		*ret_view = v.view;
	return err;
}

static struct str typed(struct arena *arena, const struct value *form, const char *name, int64_t index)
{
	const struct value *value = value_get(form, arena_printf(arena, "%s-%lld", name, (long long)index));

	return value && value->kind == VALUE_TEXT ? value->text : STR("");
}

static void set_typed(struct arena *arena, struct value *list, const struct value *form)
{
	for (size_t i = 0; i < value_count(list); i++) {
		struct value *entry = list->items[i];
		int64_t index = value_get_int(entry, "index", 0);
		const struct value *choices = value_get(entry, "stages_to_choose");
		struct str stage = typed(arena, form, "stage", index);
		if (!stage.n)
			continue;
		value_set(arena, entry, "own", value_str(arena, typed(arena, form, "own", index)));
		value_set(arena, entry, "place_typed", value_str(arena, typed(arena, form, "place", index)));
		for (size_t k = 0; k < value_count(choices); k++)
			value_set_bool(arena, choices->items[k], "is_chosen",
				       str_is(stage, value_get_text(value_at(choices, k), "stage_name")));
	}
}

void view_advice_set_typed(struct arena *arena, struct value *view, const struct value *form)
{
	const struct value *stages = value_get(view, "stages");

	for (size_t i = 0; i < value_count(stages); i++)
		set_typed(arena, (struct value *)value_get(value_at(stages, i), "entries"), form);
	set_typed(arena, (struct value *)value_get(view, "dropped"), form);
}

struct asking {
	int64_t case_id;
	bool is_released;
};

static enum err ask(struct tx *tx, void *context, struct fault *why)
{
	struct asking *asking = context;
	struct advice_row row = {.version = 0};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = advice_store_newest(tx, &arena, asking->case_id, true, &row, why);
	asking->is_released = row.version > 0;
	return err;
}

enum err view_advice_is_released(const struct office *office, int64_t case_id, bool *ret_is_released, struct fault *why)
{
	struct asking asking = {.case_id = case_id};
	enum err err = db_read(office->db, ask, &asking, why);

	if (!err)
		*ret_is_released = asking.is_released;
	return err;
}
