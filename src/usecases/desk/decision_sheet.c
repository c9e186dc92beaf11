/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/decision_sheet.h"

#include <string.h>

#include "calendar/day.h"
#include "disk/scratch_file.h"
#include "report/outline_decision.h"
#include "report/pdf/page_pdf.h"
#include "report/sheet_xlsx.h"
#include "store/application/case_list_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_value.h"
#include "usecases/desk/case_decision.h"
#include "usecases/permission_demand.h"

/* The columns of the workbook, by the texts "decision_sheet.NAME" and what fills them. */
enum column {
	COLUMN_RECEIPT,
	COLUMN_ARRIVED,
	COLUMN_COURSE,
	COLUMN_COMPANY,
	COLUMN_KANA,
	COLUMN_ORGANISATION,
	COLUMN_CORPORATE_NUMBER,
	COLUMN_ADDRESS,
	COLUMN_INDUSTRY,
	COLUMN_CAPITAL,
	COLUMN_EMPLOYEES,
	COLUMN_VERDICT,
	COLUMN_OPEN,
	COLUMN_CHECKED_BY,
	COLUMN_CHECKED_AT,
	COLUMN_STATE,
};
#define COLUMNS (COLUMN_STATE + 1)

static const struct {
	const char *name;
	int width;
	const char *question; /* of the application, whose answer stands there; or NULL */
} columns[COLUMNS] = {
	[COLUMN_RECEIPT] = {"receipt", 10, NULL},
	[COLUMN_ARRIVED] = {"arrived", 16, NULL},
	[COLUMN_COURSE] = {"course", 10, NULL},
	[COLUMN_COMPANY] = {"company_name", 26, "company_name"},
	[COLUMN_KANA] = {"company_kana", 26, "company_kana"},
	[COLUMN_ORGANISATION] = {"organisation", 12, "organisation"},
	[COLUMN_CORPORATE_NUMBER] = {"corporate_number", 16, "corporate_number"},
	[COLUMN_ADDRESS] = {"address", 30, "address"},
	[COLUMN_INDUSTRY] = {"industry", 16, "industry"},
	[COLUMN_CAPITAL] = {"capital", 20, "capital"},
	[COLUMN_EMPLOYEES] = {"employees", 10, "employees"},
	[COLUMN_VERDICT] = {"verdict", 26, NULL},
	[COLUMN_OPEN] = {"open", 36, NULL},
	[COLUMN_CHECKED_BY] = {"checked_by", 14, NULL},
	[COLUMN_CHECKED_AT] = {"checked_at", 16, NULL},
	[COLUMN_STATE] = {"state", 16, NULL},
};

struct sheet_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	const int64_t *case_ids;
	size_t case_count;
	const char *(*rows)[COLUMNS];
	const struct edition *edition; /* of the first */
};

static const char *words(const struct sheet_work *work, const char *key)
{
	return texts_get(work->office->texts, work->arena, work->lang, key, NULL);
}

/* --- a row --- */

static const char *fact(const struct value *decision, const char *id)
{
	const struct value *facts = value_get(decision, "facts");

	for (size_t i = 0; i < value_count(facts); i++)
		if (strcmp(value_get_text(value_at(facts, i), "id"), id) == 0)
			return value_get_text(value_at(facts, i), "value");
	return "";
}

/* The conditions that are not met, or that a person has to look at, a line each. */
static const char *open_conditions(const struct sheet_work *work, const struct value *decision)
{
	const struct value *checks = value_get(decision, "checks");
	const char *lines = "";

	for (size_t i = 0; i < value_count(checks); i++) {
		const struct value *check = value_at(checks, i);
		const char *key = arena_printf(work->arena, "eligibility.%s", value_get_text(check, "name"));
		if (!value_get_bool(check, "is_met"))
			lines = arena_printf(work->arena, "%s%s%s", lines, *lines ? "\n" : "", words(work, key));
	}
	return lines;
}

static void set_checker(const struct sheet_work *work, const struct history_entry *entries, size_t count,
			const char **row)
{
	while (count && entries[count - 1].event != CASE_EVENT_CHECKED)
		count--;
	row[COLUMN_CHECKED_BY] = count ? entries[count - 1].actor_name : "";
	row[COLUMN_CHECKED_AT] = count ? day_format_time(work->arena, work->lang, entries[count - 1].at_ms) : "";
}

static enum err fill_row(struct tx *tx, struct sheet_work *work, int64_t case_id, const char **row, struct fault *why)
{
	struct history_entry *entries;
	struct value *decision, *of;
	struct case_facts facts;
	size_t count = 0;
	enum err err = case_facts_load(tx, work->arena, work->office, case_id, &facts, why);

	if (!err)
		err = case_store_history(tx, work->arena, case_id, &entries, &count, why);
	if (!err)
		err = case_decision_load(tx, work->office, work->arena, work->lang, facts.edition, case_id, &decision,
					 why);
	if (err)
		return err;
	if (!work->edition)
		work->edition = facts.edition;
	of = case_value_row(facts.edition, work->arena, work->lang, &facts.row);
	for (size_t i = 0; i < COLUMNS; i++)
		row[i] = columns[i].question ? fact(decision, columns[i].question) : "";
	row[COLUMN_RECEIPT] = value_get_text(of, "receipt");
	row[COLUMN_ARRIVED] = value_get_text(of, "arrived");
	row[COLUMN_COURSE] = value_get_text(of, "course_name");
	row[COLUMN_COMPANY] = facts.row.company_name;
	row[COLUMN_VERDICT] =
		words(work, arena_printf(work->arena, "decision.verdict.%s", value_get_text(decision, "verdict")));
	row[COLUMN_OPEN] = open_conditions(work, decision);
	row[COLUMN_STATE] = words(work, arena_printf(work->arena, "desk_state.%s", case_state_name(facts.row.state)));
	set_checker(work, entries, count, row);
	return ERR_OK;
}

/* --- all rows --- */

static enum err find_cases(struct tx *tx, struct sheet_work *work, struct fault *why)
{
	const struct case_filter filter = {.edition = "",
					   .state = case_state_name(CASE_STATE_CHECKED),
					   .course = "",
					   .search_key = "",
					   .limit = DECISION_SHEET_MAX + 1};
	struct case_row *rows;
	int64_t *ids;
	size_t count = 0;
	enum err err = case_list_store_read(tx, work->arena, &filter, &rows, &count, why);

	if (err)
		return err;
	ids = arena_array(work->arena, count, sizeof(*ids));
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	work->case_ids = ids;
	work->case_count = count;
	return ERR_OK;
}

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct sheet_work *work = context;
	enum err err = work->case_count ? ERR_OK : find_cases(tx, work, why);

	if (!err && work->case_count > DECISION_SHEET_MAX)
		err = fault_set(why, ERR_TOO_LARGE, "a decision sheet holds %d cases", DECISION_SHEET_MAX);
	if (err)
		return err;
	work->rows = arena_array(work->arena, work->case_count, sizeof(*work->rows));
	for (size_t i = 0; !err && i < work->case_count; i++)
		err = fill_row(tx, work, work->case_ids[i], work->rows[i], why);
	return err;
}

/* --- the documents --- */

static const char *lines(const struct sheet_work *work, const char *first, const char *second, const char *third)
{
	return arena_printf(work->arena, "%s\n%s%s%s", first, second, *third ? "\n" : "", third);
}

static enum err make_pdf(const struct sheet_work *work, struct buf *out, struct fault *why)
{
	struct outline_decision_row *rows = arena_array(work->arena, work->case_count, sizeof(*rows));
	const struct outline_decision decision = {
		.texts = work->office->texts,
		.lang = work->lang,
		.now_ms = clock_now_ms(&work->office->clock),
		.rehearsal = work->office->rehearsal,
		.programme = work->edition ? lang_pick(work->edition->name, work->lang) : "",
		.author = work->edition ? lang_pick(work->edition->contact.name, work->lang) : "",
		.rows = rows,
		.count = work->case_count,
	};

	for (size_t i = 0; i < work->case_count; i++) {
		const char *const *row = work->rows[i];
		rows[i] = (struct outline_decision_row){
			.application = lines(work, row[COLUMN_RECEIPT], row[COLUMN_COURSE], row[COLUMN_ARRIVED]),
			.company = lines(work, row[COLUMN_COMPANY], row[COLUMN_ADDRESS], row[COLUMN_CORPORATE_NUMBER]),
			.size = lines(work, row[COLUMN_INDUSTRY], row[COLUMN_CAPITAL], row[COLUMN_EMPLOYEES]),
			.checks = lines(work, row[COLUMN_VERDICT], row[COLUMN_OPEN], ""),
			.checked = lines(work, row[COLUMN_CHECKED_BY], row[COLUMN_CHECKED_AT], ""),
		};
	}
	return page_pdf_render(outline_decision_build(work->arena, &decision), out, why);
}

static enum err make_xlsx(const struct sheet_work *work, struct buf *out, struct fault *why)
{
	const char *heads[COLUMNS];
	int widths[COLUMNS];
	const struct sheet sheet = {
		.name = words(work, "report.decision_sheet.tab"),
		.title = words(work, "report.decision_sheet.title"),
		.author = work->edition ? lang_pick(work->edition->contact.name, work->lang) : "",
		.made_ms = clock_now_ms(&work->office->clock),
		.heads = heads,
		.widths = widths,
		.columns = COLUMNS,
		.cells = work->case_count ? work->rows[0] : NULL,
		.rows = work->case_count,
	};
	struct scratch_file file;
	enum err err = scratch_file_open(&file, why);

	if (err)
		return err;
	for (size_t i = 0; i < COLUMNS; i++) {
		heads[i] = words(work, arena_printf(work->arena, "report.decision_sheet.column.%s", columns[i].name));
		widths[i] = columns[i].width;
	}
	err = sheet_xlsx_write(&sheet, file.path, why);
	if (!err)
		err = scratch_file_read(&file, out, why);
	scratch_file_close(&file);
	return err;
}

enum err decision_sheet_make(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, enum decision_sheet_form form, const int64_t *case_ids, size_t case_count,
			     struct buf *out, struct fault *why)
{
	struct sheet_work work = {
		.office = office, .arena = arena, .lang = lang, .case_ids = case_ids, .case_count = case_count};
	enum err err =
		permission_demand(actor->role == ROLE_TOKYO, actor, "take the sheet of what waits for approval", why);

	if (!err)
		err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	return form == DECISION_SHEET_PDF ? make_pdf(&work, out, why) : make_xlsx(&work, out, why);
}
