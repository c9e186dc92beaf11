/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/runs.h"

#include "usecases/diagnosis/view_runs.h"
#include "web/pages/page.h"

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
