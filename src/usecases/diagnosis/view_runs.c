/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/view_runs.h"

#include "store/account/person_store.h"
#include "store/diagnosis/authorisation_store.h"
#include "usecases/case_value.h"
#include "usecases/diagnosis/handed_report.h"
#include "usecases/paging.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

#define RUNS_A_PAGE 50

static const struct value_key run_keys[] = {
	{NULL, VALUE_MAP, case_value_diagnosis_keys},
	{"receipt", VALUE_TEXT, NULL},
	{"authorisation", VALUE_MAP, case_value_authorisation_keys},
	{"takes_reports", VALUE_BOOL, NULL}, /* of other tools: it is the newest of its case, done, and permitted */
	{"reports", VALUE_LIST, handed_report_keys},
	{0},
};

const struct value_key view_runs_keys[] = {
	{NULL, VALUE_MAP, paging_keys},
	{"runs", VALUE_LIST, run_keys},
	{0},
};

struct runs_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	int64_t page, all;
	struct value *runs;
};

static enum err add_reports(struct tx *tx, struct runs_work *work, const struct diagnosis_row *row, struct value *run,
			    struct fault *why)
{
	struct value *list = value_list(work->arena);
	struct handed_report_row *rows;
	size_t count = 0;
	enum err err = handed_report_store_list(tx, work->arena, row->id, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		struct person_row person;
		err = person_store_load(tx, work->arena, rows[i].handed_by, &person, why);
		if (!err)
			value_add(work->arena, list,
				  handed_report_value(work->arena, work->lang, &rows[i], person.display_name));
	}
	value_set(work->arena, run, "reports", list);
	return err;
}

static enum err add_run(struct tx *tx, struct runs_work *work, const struct diagnosis_row *row, struct fault *why)
{
	struct arena *arena = work->arena;
	struct value *run = case_value_diagnosis(arena, work->lang, row);
	struct authorisation_row authorisation, newest_permission = {0};
	struct diagnosis_row newest = {0};
	struct case_row of;
	enum err err = authorisation_store_load(tx, arena, row->authorisation_id, &authorisation, why);

	if (!err)
		err = case_store_load(tx, arena, row->case_id, &of, why);
	if (!err)
		err = diagnosis_store_newest(tx, arena, row->case_id, &newest, why);
	if (!err)
		err = authorisation_store_newest(tx, arena, row->case_id, &newest_permission, why);
	if (!err)
		err = add_reports(tx, work, row, run, why);
	if (err)
		return err;
	value_set_text(arena, run, "receipt", receipt_format(arena, &of));
	value_set(arena, run, "authorisation",
		  case_value_authorisation(work->office, arena, work->lang, &authorisation));
	value_set_bool(arena, run, "takes_reports",
		       row->state == DIAGNOSIS_STATE_DONE && row->id == newest.id &&
			       newest_permission.state == AUTHORISATION_STATE_AUTHORISED);
	value_add(arena, work->runs, run);
	return ERR_OK;
}

static enum err load_runs(struct tx *tx, void *context, struct fault *why)
{
	struct runs_work *work = context;
	struct diagnosis_row *rows;
	size_t count;
	enum err err =
		diagnosis_store_list(tx, work->arena, (work->page - 1) * RUNS_A_PAGE, RUNS_A_PAGE, &rows, &count, why);

	if (!err)
		err = diagnosis_store_count(tx, &work->all, why);
	for (size_t i = 0; !err && i < count; i++)
		err = add_run(tx, work, &rows[i], why);
	return err;
}

enum err view_runs(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   int64_t page, struct value **ret_view, struct fault *why)
{
	struct runs_work work = {office, arena, lang, paging_page(page), 0, value_list(arena)};
	struct value *view = value_map(arena);
	enum err err =
		permission_demand(actor->role & (ROLE_SECRETARIAT | ROLE_DIAGNOSIS), actor, "see diagnoses", why);

	if (!err)
		err = db_read(office->db, load_runs, &work, why);
	if (err)
		return err;
	value_set(arena, view, "runs", work.runs);
	paging_add(arena, view, work.page, RUNS_A_PAGE, work.all);
	*ret_view = view;
	return ERR_OK;
}
