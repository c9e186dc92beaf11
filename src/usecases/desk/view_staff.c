/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_staff.h"

#include "store/account/person_store.h"
#include "usecases/case_step.h"
#include "usecases/case_value.h"

#define RUNS_MAX 100

struct runs_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	struct value *runs;
};

static enum err add_run(struct tx *tx, struct runs_work *work, const struct diagnosis_row *row, struct fault *why)
{
	struct arena *arena = work->arena;
	struct value *run = case_value_diagnosis(arena, work->lang, row);
	struct authorisation_row authorisation;
	enum err err = authorisation_store_load(tx, arena, row->authorisation_id, &authorisation, why);

	if (err)
		return err;
	value_set_text(arena, run, "receipt", case_receipt(arena, work->office, row->case_number));
	value_set(arena, run, "authorisation",
		  case_value_authorisation(work->office, arena, work->lang, &authorisation));
	value_add(arena, work->runs, run);
	return ERR_OK;
}

static enum err load_runs(struct tx *tx, void *context, struct fault *why)
{
	struct runs_work *work = context;
	struct diagnosis_row *rows;
	size_t count;
	enum err err = diagnosis_store_list(tx, work->arena, RUNS_MAX, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		err = add_run(tx, work, &rows[i], why);
	return err;
}

enum err view_runs(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   struct value **ret_view, struct fault *why)
{
	struct runs_work work = {office, arena, lang, value_list(arena)};
	struct value *view = value_map(arena);
	enum err err = case_step_demand(actor->role & (ROLE_SECRETARIAT | ROLE_DIAGNOSIS), actor, "see diagnoses", why);

	if (!err)
		err = db_read(office->db, load_runs, &work, why);
	if (err)
		return err;
	value_set(arena, view, "runs", work.runs);
	*ret_view = view;
	return ERR_OK;
}

struct people_work {
	struct arena *arena;
	struct value *people;
};

static enum err load_people(struct tx *tx, void *context, struct fault *why)
{
	struct people_work *work = context;
	struct person_row *rows;
	size_t count;
	enum err err = person_store_list(tx, work->arena, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		struct value *map = value_map(work->arena);
		value_set_text(work->arena, map, "name", rows[i].display_name);
		value_set_text(work->arena, map, "sign_in", rows[i].sign_in_name);
		value_set_text(work->arena, map, "role", role_name(rows[i].role));
		value_set_bool(work->arena, map, "is_disabled", rows[i].is_disabled);
		value_add(work->arena, work->people, map);
	}
	return err;
}

enum err view_people(const struct office *office, struct arena *arena, const struct actor *actor,
		     struct value **ret_view, struct fault *why)
{
	struct people_work work = {arena, value_list(arena)};
	struct value *view = value_map(arena);
	enum err err = case_step_demand(permission_may_manage_people(actor), actor, "see the people", why);

	if (!err)
		err = db_read(office->db, load_people, &work, why);
	if (err)
		return err;
	value_set(arena, view, "people", work.people);
	*ret_view = view;
	return ERR_OK;
}
