/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/staff.h"

#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_people.h"
#include "usecases/diagnosis/view_runs.h"
#include "usecases/screening/screening_deed.h"
#include "web/pages/desk/case_page.h"
#include "web/pages/page.h"

static void show_cases(const struct request *request, struct reply *reply, const char *name, const char *state)
{
	const struct case_query query = {state, "", "", 1};
	struct value *view;
	struct fault why;
	enum err err = view_cases(request->office, request->arena, &request->actor, request->lang, &query, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, name, view);
}

void page_approve(const struct request *request, struct reply *reply)
{
	show_cases(request, reply, "approve", "checked");
}

void page_approve_case(const struct request *request, struct reply *reply)
{
	case_page_show(request, reply, "approve_case", false);
}

void page_approve_case_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	int64_t number;
	enum err err;

	if (!page_number(request, reply, &number))
		return;
	err = case_deed_do(&screening_deed_approve, request->office, &request->actor, &request->once, number, NULL,
			   &why);
	page_after(request, reply, err, &why, arena_printf(request->arena, "/approve/%lld", (long long)number));
}

void page_approve_decline_post(const struct request *request, struct reply *reply)
{
	case_page_with_reason(request, reply, &screening_deed_decline, "approve_case", "/approve");
}

void page_expert(const struct request *request, struct reply *reply)
{
	show_cases(request, reply, "expert", "");
}

void page_expert_case(const struct request *request, struct reply *reply)
{
	case_page_show(request, reply, "expert_case", false);
}

void page_diagnosis(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_runs(request->office, request->arena, &request->actor, request->lang, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "diagnosis", view);
}

void page_admin(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_people(request->office, request->arena, &request->actor, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "admin", view);
}
