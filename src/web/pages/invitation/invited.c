/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/invitation/invited.h"

#include "usecases/invitation/invitation_visit.h"
#include "web/pages/application/apply_browser.h"
#include "web/pages/page.h"

static void show_code(const struct request *request, struct reply *reply, const struct call *call, const char *problem)
{
	struct arena *arena = request->arena;
	struct value *view = value_map(arena);

	value_set_text(arena, view, "call_path", call_path(arena, call->edition));
	value_set(arena, view, "typed", value_str(arena, page_field(request->form, "code")));
	value_set_text(arena, view, "problem", problem);
	page_set_typed(request, view, true, request->path);
	reply_page(reply, request, *problem ? 422 : 200, "invited_code", view);
}

void page_invited_code(const struct request *request, struct reply *reply)
{
	struct call call;

	if (page_find_call(request, reply, &call))
		show_code(request, reply, &call, "");
}

void page_invited_code_post(const struct request *request, struct reply *reply)
{
	struct str typed = str_trim(page_field(request->form, "code"));
	enum invitation_code_outcome outcome;
	const char *path = "";
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	if (page_asks_language(request) || !typed.n) {
		show_code(request, reply, &call, page_asks_language(request) ? "" : "missing");
		return;
	}
	err = invitation_visit_code(request->office, request->arena, &call, request->client, typed, &outcome, &path,
				    &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else if (outcome == INVITATION_CODE_RIGHT)
		reply_see_other(reply, request, path);
	else
		show_code(request, reply, &call, outcome == INVITATION_CODE_LATE ? "late" : "wrong");
}

static struct str link_of(const struct request *request)
{
	return str_from(request->params[1]);
}

void page_invited(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	err = invitation_visit_view(request->office, request->arena, &call, link_of(request), &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, value_get_bool(view, "is_void") ? 410 : 200, "invited", view);
}

/* A draft of its own, filled in, at its first page. What cannot be begun is told on the page of the link. */
void page_invited_post(const struct request *request, struct reply *reply)
{
	struct apply_draft draft = {.name = apply_new_name(request->arena), .client = request->client};
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	draft.call = &call;
	draft.token = apply_browser_token(request, reply);
	err = invitation_visit_begin(request->office, request->arena, &draft, link_of(request), &why);
	if (err == ERR_NOT_FOUND || err == ERR_CONFLICT)
		reply_see_other(reply, request, request->path);
	else
		page_after(request, reply, err, &why,
			   arena_printf(request->arena, "%s/apply/%s/%s", call_path(request->arena, call.edition),
					draft.name, call.edition->application[0].id));
}

void page_invited_stop_post(const struct request *request, struct reply *reply)
{
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	err = invitation_visit_refuse(request->office, &call, link_of(request), &why);
	page_after(request, reply, err == ERR_NOT_FOUND ? ERR_OK : err, &why,
		   arena_printf(request->arena, "%s/invited/%s", call_path(request->arena, call.edition),
				request->params[1]));
}
