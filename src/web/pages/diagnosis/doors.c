/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/diagnosis/doors.h"

#include "usecases/diagnosis/explain_door.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

static struct explain_door_typed typed_in(const struct request *request)
{
	return (struct explain_door_typed){request->form, page_field(request->form, "said_by")};
}

/* problem: of the name; NULL for what was answered before. */
static void show(const struct request *request, struct reply *reply, int64_t case_id, const char *back,
		 const char *problem)
{
	const struct explain_door_typed typed = typed_in(request);
	struct value *view;
	struct fault why;
	enum err err = explain_door_view(request->office, request->arena, &request->actor, request->lang, case_id,
					 problem ? &typed : NULL, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_text(request->arena, view, "problem", problem ? problem : "");
	value_set_text(request->arena, view, "back_path", back);
	page_set_typed(request, view, value_count(value_get(view, "doors")), request->path);
	reply_page(reply, request, problem && *problem ? 422 : 200, "doors", view);
}

static void take(const struct request *request, struct reply *reply, int64_t case_id, const char *back)
{
	const struct explain_door_typed typed = typed_in(request);
	const char *problem = "";
	struct fault why;
	enum err err;

	if (page_asks_language(request)) {
		show(request, reply, case_id, back, "");
		return;
	}
	err = explain_door_say(request->office, &request->actor, &request->once, case_id, &typed, &problem, &why);
	if (!err && *problem)
		show(request, reply, case_id, back, problem);
	else
		done_after(request, reply, err, &why, "doors", back);
}

void page_my_doors(const struct request *request, struct reply *reply)
{
	show(request, reply, request->actor.case_id, "/my", NULL);
}

void page_my_doors_post(const struct request *request, struct reply *reply)
{
	take(request, reply, request->actor.case_id, "/my");
}

static const char *desk_path(const struct request *request)
{
	return arena_printf(request->arena, "/desk/cases/%s", request->params[0]);
}

void page_desk_doors(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show(request, reply, case_id, desk_path(request), NULL);
}

void page_desk_doors_post(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		take(request, reply, case_id, desk_path(request));
}
