/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/runs.h"

#include "usecases/diagnosis/view_runs.h"
#include "web/pages/page.h"

void page_diagnosis(const struct request *request, struct reply *reply)
{
	static const char *const nothing[] = {NULL};
	struct value *view;
	struct fault why;
	enum err err = view_runs(request->office, request->arena, &request->actor, request->lang, page_of_list(request),
				 &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, "/diagnosis", nothing);
	reply_page(reply, request, 200, "diagnosis", view);
}
