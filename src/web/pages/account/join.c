/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account/join.h"

#include "usecases/account/staff_join.h"
#include "web/pages/page.h"

static void show(const struct request *request, struct reply *reply, int status, const struct staff_join *found,
		 enum password_problem problem)
{
	struct value *context = value_map(request->arena);
	const bool is_open = found->state == STAFF_JOIN_OPEN;

	value_set_bool(request->arena, context, "is_open", is_open);
	value_set_bool(request->arena, context, "is_done", found->state == STAFF_JOIN_DONE);
	value_set_bool(request->arena, context, "is_void", found->state == STAFF_JOIN_VOID);
	value_set_text(request->arena, context, "mail", found->mail);
	value_set_text(request->arena, context, "name", found->name);
	value_set_text(request->arena, context, "role", is_open ? role_name(found->role) : "");
	value_set_text(request->arena, context, "problem", problem ? password_problem_name(problem) : "");
	page_set_typed(request, context, is_open, request->path);
	reply_page(reply, request, found->state == STAFF_JOIN_VOID ? 410 : status, "join", context);
}

static void look(const struct request *request, struct reply *reply)
{
	struct staff_join found;
	struct fault why;
	enum err err = staff_join_look(request->office, request->arena, str_from(request->params[0]), &found, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		show(request, reply, 200, &found, PASSWORD_PROBLEM_NONE);
}

void page_join(const struct request *request, struct reply *reply)
{
	look(request, reply);
}

static void join(const struct request *request, struct reply *reply)
{
	enum password_problem problem;
	struct staff_join found;
	struct fault why;
	enum err err = staff_join_do(request->office, request->arena, str_from(request->params[0]),
				     page_field(request->form, "password"), &problem, &found, &why);

	if (!err && problem)
		show(request, reply, 422, &found, problem);
	else
		page_after(request, reply, err, &why, request->path);
}

void page_join_post(const struct request *request, struct reply *reply)
{
	if (page_asks_language(request))
		look(request, reply);
	else
		reply_apart(reply, join, false);
}
