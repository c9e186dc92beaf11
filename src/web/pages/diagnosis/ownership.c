/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/diagnosis/ownership.h"

#include "usecases/diagnosis/ownership_deed.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

/* problem: of what was typed about the confirmation of one target; "" for none. */
static void show(const struct request *request, struct reply *reply, int64_t case_id, const char *back,
		 const char *problem)
{
	struct value *view;
	struct fault why;
	enum err err = ownership_deed_view(request->office, request->arena, &request->actor, request->lang, case_id,
					   &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_text(request->arena, view, "back_path", back);
	value_set_text(request->arena, view, "problem", problem);
	done_show(request, reply, view, 0);
	reply_page(reply, request, *problem ? 422 : 200, "ownership", view);
}

void page_my_targets(const struct request *request, struct reply *reply)
{
	show(request, reply, request->actor.case_id, "/my/authorisation", "");
}

void page_my_targets_post(const struct request *request, struct reply *reply)
{
	enum ownership_way way;
	struct fault why;
	enum err err;

	if (ownership_way_parse(page_field(request->form, "way"), &way))
		err = ownership_deed_ask(request->office, &request->actor, page_field(request->form, "host"), way,
					 &why);
	else
		err = fault_set(&why, ERR_INVALID, "there is no such way to show that a target is one's own");
	done_after(request, reply, err, &why, "ownership_asked", "/my/authorisation/targets");
}

static const char *desk_path(const struct request *request)
{
	return arena_printf(request->arena, "/desk/cases/%s", request->params[0]);
}

void page_desk_targets(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show(request, reply, case_id, desk_path(request), "");
}

void page_desk_targets_post(const struct request *request, struct reply *reply)
{
	const char *problem = "";
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = ownership_deed_confirm(request->office, &request->actor, case_id, page_field(request->form, "host"),
				     page_field(request->form, "how"), &problem, &why);
	if (!err && *problem)
		show(request, reply, case_id, desk_path(request), problem);
	else
		done_after(request, reply, err, &why, "ownership_confirmed",
			   arena_printf(request->arena, "%s/targets", desk_path(request)));
}
