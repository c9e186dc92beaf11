/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/approve.h"

#include "usecases/screening/screening_deed.h"
#include "web/pages/desk/case_page.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

void page_approve(const struct request *request, struct reply *reply)
{
	case_page_list(request, reply, "approve", "checked");
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
	static const struct case_page_deed decline = {&screening_deed_decline, "decline", "declined_by_tokyo",
						      "approve_case", "/approve"};

	case_page_with_reason(request, reply, &decline);
}
