/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/approve.h"

#include "usecases/desk/decision_sheet.h"
#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_selection.h"
#include "usecases/receipt.h"
#include "usecases/screening/approve_selection.h"
#include "usecases/screening/screening_deed.h"
#include "web/fields.h"
#include "web/pages/desk/case_page.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

#define SHEET_BYTES_MAX ((size_t)32 * 1024 * 1024)

void page_approve(const struct request *request, struct reply *reply)
{
	static const char *const nothing[] = {NULL};
	const struct case_query query = {"", "checked", "", "", page_of_list(request), true};
	struct value *view;
	struct fault why;
	enum err err = view_cases(request->office, request->arena, &request->actor, request->lang, &query, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_bool(request->arena, view, "all_chosen", page_field(request->query, "all").n > 0);
	page_set_pager(request, view, "/approve", nothing);
	reply_page(reply, request, 200, "approve", view);
}

/* --- several at once --- */

struct chosen {
	int64_t ids[VIEW_CASES_PAGE];
	size_t count;
	const char *path; /* of the page that shows them */
};

/* Answers and returns false when one of them is no case. */
static bool add_chosen(const struct request *request, struct reply *reply, struct str receipt, struct chosen *chosen)
{
	struct fault why;
	enum err err;

	if (chosen->count == COUNT(chosen->ids)) {
		reply_problem(reply, request, 400);
		return false;
	}
	err = receipt_find(request->office, receipt, &chosen->ids[chosen->count], &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return false;
	}
	chosen->path = arena_printf(request->arena, "%s%scase=%s", chosen->path, chosen->count ? "&" : "?",
				    fields_escape(request->arena, receipt));
	chosen->count++;
	return true;
}

/* The cases whose receipt numbers were sent as "case", once or often. */
static bool find_chosen(const struct request *request, struct reply *reply, const struct value *fields,
			struct chosen *ret_chosen)
{
	const struct value *sent = value_get(fields, "case");

	*ret_chosen = (struct chosen){.path = "/approve/selection"};
	if (sent && sent->kind == VALUE_TEXT)
		return add_chosen(request, reply, sent->text, ret_chosen);
	for (size_t i = 0; i < value_count(sent); i++)
		if (!add_chosen(request, reply, value_at(sent, i)->text, ret_chosen))
			return false;
	return true;
}

/* Also what became of them after they were approved: it may be read again. */
void page_approve_selection(const struct request *request, struct reply *reply)
{
	struct chosen chosen;
	struct value *view;
	struct fault why;
	enum err err;

	if (!find_chosen(request, reply, request->query, &chosen))
		return;
	err = view_selection(request->office, request->arena, &request->actor, request->lang, chosen.ids, chosen.count,
			     &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "approve_selection", view);
}

void page_approve_selection_post(const struct request *request, struct reply *reply)
{
	struct chosen chosen;
	struct fault why;
	size_t count;
	enum err err;

	if (!find_chosen(request, reply, request->form, &chosen))
		return;
	err = approve_selection(request->office, &request->actor, &request->once, chosen.ids, chosen.count, &count,
				&why);
	page_after(request, reply, err, &why, chosen.path);
}

/* Of what was chosen, or else of all that wait: it changes nothing. */
static void send_sheet(const struct request *request, struct reply *reply, enum decision_sheet_form form,
		       const char *type, const char *name)
{
	struct chosen chosen;
	struct fault why;
	BUF_SCOPED bytes;
	enum err err;

	if (!find_chosen(request, reply, request->query, &chosen))
		return;
	buf_init(&bytes, SHEET_BYTES_MAX);
	err = decision_sheet_make(request->office, request->arena, &request->actor, request->lang, form, chosen.ids,
				  chosen.count, &bytes, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, type, buf_str(&bytes), name);
}

void page_approve_sheet_pdf(const struct request *request, struct reply *reply)
{
	send_sheet(request, reply, DECISION_SHEET_PDF, "application/pdf", "tenken-decision.pdf");
}

void page_approve_sheet_xlsx(const struct request *request, struct reply *reply)
{
	send_sheet(request, reply, DECISION_SHEET_XLSX,
		   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "tenken-decision.xlsx");
}

void page_approve_case(const struct request *request, struct reply *reply)
{
	case_page_show(request, reply, "approve_case", NULL);
}

void page_approve_case_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = case_deed_do(&screening_deed_approve, request->office, &request->actor, &request->once, case_id, NULL,
			   &why);
	done_after_deed(request, reply, err, &why, &(struct done_deed){&screening_deed_approve, case_id, "approved"},
			arena_printf(request->arena, "/approve/%s", request->params[0]));
}

void page_approve_decline_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed decline = {&screening_deed_decline, "decline",  "declined_by_tokyo",
						      "approve_case",          "/approve", true};

	case_page_with_reason(request, reply, &decline);
}
