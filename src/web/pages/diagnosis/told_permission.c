/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/diagnosis/told_permission.h"

#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/my/view_my.h"
#include "web/form.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

#define DEED "permission" /* of the texts reason.label.NAME */

static void show(const struct request *request, struct reply *reply, int64_t case_id, const struct value *problems,
		 bool is_refused)
{
	static const char *const deeds[] = {DEED, NULL};
	struct arena *arena = request->arena;
	struct value *view, *reason = value_map(arena);
	bool may;
	struct fault why;
	enum err err = view_my_authorisation(request->office, arena, &request->actor, request->lang, case_id,
					     request->form, problems, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	form_show(arena, view);
	reason_show(request, reason, deeds, is_refused ? DEED : NULL);
	value_set_shared(arena, view, DEED, value_get(reason, DEED));
	value_set_bool(arena, view, "lacks_reason", is_refused);
	may = value_get_bool(value_get(view, "case"), "may_record_authorisation");
	page_set_typed(request, view, may, request->path);
	reply_page(reply, request, is_refused || value_count(problems) ? 422 : 200, "desk_permission", view);
}

void page_desk_permission(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show(request, reply, case_id, NULL, false);
}

void page_desk_permission_post(const struct request *request, struct reply *reply)
{
	const struct str how = reason_sent(request, DEED);
	struct value *problems = NULL;
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request) || case_deed_reason_problem(how)) {
		show(request, reply, case_id, NULL, !page_asks_language(request));
		return;
	}
	err = targets_form_record(request->office, request->arena, &request->actor, &request->once, case_id,
				  request->form, how, &problems, &why);
	if (!err && value_count(problems))
		show(request, reply, case_id, problems, false);
	else
		done_after_deed(request, reply, err, &why,
				&(struct done_deed){&targets_deed_record, case_id, "permission_recorded"},
				arena_printf(request->arena, "/desk/cases/%s", request->params[0]));
}
