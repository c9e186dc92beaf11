/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/visit/experts.h"

#include "usecases/visit/expert_roster.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

void page_desk_experts(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = expert_roster_view(request->office, request->arena, &request->actor, request->lang, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	done_show(request, reply, view, 0);
	reply_page(reply, request, 200, "desk_experts", view);
}

static void show(const struct request *request, struct reply *reply, int64_t id, const struct expert_roster_form *typed,
		 const char *problem)
{
	struct value *view;
	struct fault why;
	enum err err = expert_roster_one(request->office, request->arena, &request->actor, request->lang, id, typed,
					 problem, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_typed(request, view, true, request->path);
	reply_page(reply, request, *problem ? 422 : 200, "desk_expert", view);
}

void page_desk_expert(const struct request *request, struct reply *reply)
{
	int64_t id;

	if (page_number(request, reply, &id))
		show(request, reply, id, NULL, "");
}

void page_desk_expert_post(const struct request *request, struct reply *reply)
{
	const struct expert_roster_form typed = {
		.number = page_field(request->form, "number"),
		.year = page_field(request->form, "year"),
		.month = page_field(request->form, "month"),
		.day = page_field(request->form, "day"),
		.area = page_field(request->form, "area"),
		.capacity = page_field(request->form, "capacity"),
	};
	const char *problem = "";
	struct fault why;
	int64_t id;
	enum err err;

	if (!page_number(request, reply, &id))
		return;
	if (page_asks_language(request)) {
		show(request, reply, id, &typed, "");
		return;
	}
	err = expert_roster_save(request->office, &request->actor, id, &typed, &problem, &why);
	if (!err && *problem)
		show(request, reply, id, &typed, problem);
	else
		done_after(request, reply, err, &why, "roster", "/desk/experts");
}
