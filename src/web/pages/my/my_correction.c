/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/my/my_correction.h"

#include "usecases/desk/view_correction.h"
#include "usecases/screening/correction.h"
#include "web/form.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

/* Where nothing is asked (any more) it leads to the company's page, as an old mail's link does. */
static void show(const struct request *request, struct reply *reply, const struct value *given,
		 const struct value *problems)
{
	struct value *view;
	struct fault why;
	enum err err = view_correction_form(request->office, request->arena, &request->actor, request->lang,
					    request->actor.case_id, given, problems, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	if (!value_get_bool(value_get(view, "case"), "may_correct")) {
		reply_see_other(reply, request, "/my");
		return;
	}
	form_show(request->arena, view);
	page_set_typed(request, view, true, request->path);
	reply_page(reply, request, value_count(problems) ? 422 : 200, "my_correction", view);
}

void page_my_correction(const struct request *request, struct reply *reply)
{
	show(request, reply, NULL, NULL);
}

void page_my_correction_post(const struct request *request, struct reply *reply)
{
	struct correction_result result = {0};
	struct fault why;
	enum err err;

	if (page_asks_language(request)) {
		show(request, reply, request->form, NULL);
		return;
	}
	err = correction_send(request->office, request->arena, &request->actor, &request->once, request->actor.case_id,
			      page_read_ms(request), request->form, &result, &why);
	if (!err && value_count(result.problems))
		show(request, reply, request->form, result.problems);
	else
		done_after(request, reply, err, &why, result.is_unmet ? "corrected_unmet" : "corrected", "/my");
}
