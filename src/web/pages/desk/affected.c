/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/affected.h"

#include "usecases/diagnosis/affected_cases.h"
#include "web/pages/page.h"

void page_desk_affected(const struct request *request, struct reply *reply)
{
	static const char *const names[] = {"cve", NULL};
	struct value *view;
	struct fault why;
	enum err err = affected_cases_page(request->office, request->arena, &request->actor,
					   page_field(request->query, "cve"), page_of_list(request), &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, "/desk/affected", names);
	reply_page(reply, request, 200, "desk_affected", view);
}
