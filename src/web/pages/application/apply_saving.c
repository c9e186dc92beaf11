/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/apply_saving.h"

#include "codec/json.h"
#include "usecases/application/draft_link.h"
#include "usecases/application/draft_saving.h"
#include "usecases/application/view_apply.h"
#include "usecases/edition_value.h"
#include "web/pages/application/apply_browser.h"
#include "web/pages/page.h"

/* The page of the form from which it was saved; the check of all answers when the address names none. */
static const char *from_page(const struct request *request, const struct call *call)
{
	const char *id = value_get_text(request->query, "page");
	struct fault why;
	size_t index;

	return apply_find_page(call->edition, id, &index, &why) ? "check" : id;
}

static struct value *view_of(const struct request *request, const struct call *call)
{
	struct value *view = value_map(request->arena);

	edition_value_add(request->arena, view, call->edition, request->lang);
	value_set_text(request->arena, view, "draft_path",
		       apply_browser_path(request->arena, call, request->params[1]));
	value_set_text(request->arena, view, "from_page", from_page(request, call));
	return view;
}

/* The mail that the application gives is offered, since it is most often the one. */
static struct str offered_mail(const struct request *request, struct reply *reply, const struct call *call)
{
	const struct apply_draft draft = apply_browser_draft(request, reply, call);
	struct apply_state state;
	struct fault why;

	if (request->method == METHOD_POST)
		return page_field(request->form, "mail");
	if (apply_load(request->office, request->arena, &draft, &state, &why))
		return STR("");
	return page_field(state.typed, "mail");
}

static void show(const struct request *request, struct reply *reply, const struct call *call, bool is_wrong)
{
	struct value *view = view_of(request, call);

	value_set(request->arena, view, "mail", value_str(request->arena, offered_mail(request, reply, call)));
	value_set_bool(request->arena, view, "is_wrong", is_wrong);
	page_set_typed(request, view, true,
		       arena_printf(request->arena, "%s?page=%s", request->path, from_page(request, call)));
	reply_page(reply, request, is_wrong ? 422 : 200, "apply_save", view);
}

/* False after an answer: where no link can be mailed, there is no such page. */
static bool demand_saving(const struct request *request, struct reply *reply, struct call *ret_call)
{
	struct fault why;

	if (!apply_browser_demand_open(request, reply, ret_call))
		return false;
	if (draft_saving_is_offered(request->office))
		return true;
	reply_failure(reply, request, fault_set(&why, ERR_NOT_FOUND, "there is no mail server"), &why);
	return false;
}

void page_apply_save(const struct request *request, struct reply *reply)
{
	struct call call;

	if (demand_saving(request, reply, &call))
		show(request, reply, &call, false);
}

void page_apply_save_post(const struct request *request, struct reply *reply)
{
	struct draft_saving_result result;
	struct apply_draft draft;
	struct call call;
	struct fault why;
	enum err err;

	if (!demand_saving(request, reply, &call))
		return;
	if (page_asks_language(request)) {
		show(request, reply, &call, false);
		return;
	}
	draft = apply_browser_draft(request, reply, &call);
	err = draft_saving_ask(request->office, request->arena, &draft, page_field(request->form, "mail"),
			       request->lang, &result, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else if (result.is_wrong)
		show(request, reply, &call, true);
	else if (result.is_lost)
		apply_browser_go_to(request, reply, "/done");
	else {
		apply_browser_keep_link(request, reply, draft.name, result.link);
		apply_browser_go_to(request, reply,
				    arena_printf(request->arena, "/saved?page=%s", from_page(request, &call)));
	}
}

void page_apply_saved(const struct request *request, struct reply *reply)
{
	struct str link = apply_browser_link(request, request->params[1]);
	struct value *view;
	struct call call;

	if (!demand_saving(request, reply, &call))
		return;
	view = view_of(request, &call);
	value_set_text(request->arena, view, "resume_path",
		       request->office->rehearsal && link.n
			       ? arena_printf(request->arena, "/resume/%.*s", (int)link.n, link.p)
			       : "");
	reply_page(reply, request, 200, "apply_saved", view);
}

/* --- the link --- */

static bool find_goal(const struct request *request, struct reply *reply, struct draft_link_goal *ret_goal)
{
	struct fault why;
	enum err err = draft_link_find(request->office, request->arena, str_from(request->params[0]), ret_goal, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	return !err;
}

static void show_resume(const struct request *request, struct reply *reply, bool is_open)
{
	struct value *view = value_map(request->arena);

	value_set_bool(request->arena, view, "is_open", is_open);
	reply_page(reply, request, is_open ? 200 : 404, "apply_resume", view);
}

void page_apply_resume(const struct request *request, struct reply *reply)
{
	struct draft_link_goal goal;

	if (find_goal(request, reply, &goal))
		show_resume(request, reply, goal.is_open);
}

/* The first page that is not complete. */
static const char *next_page(const struct request *request, const struct call *call, const char *answers)
{
	const char *incomplete;
	struct value *typed;
	struct fault why;

	if (json_decode(request->arena, str_from(answers), &typed, &why))
		typed = value_map(request->arena);
	incomplete =
		value_get_text(view_apply(call->edition, request->arena, request->lang, typed, false), "incomplete");
	return *incomplete ? incomplete : "check";
}

void page_apply_resume_post(const struct request *request, struct reply *reply)
{
	struct draft_link_goal goal;
	struct call call;
	struct fault why;
	enum err err;

	if (!find_goal(request, reply, &goal))
		return;
	if (!goal.is_open) {
		show_resume(request, reply, false);
		return;
	}
	err = call_find(request->office, goal.edition, &call, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	apply_browser_keep_link(request, reply, goal.name, request->params[0]);
	reply_see_other(reply, request,
			arena_printf(request->arena, "%s/%s", apply_browser_path(request->arena, &call, goal.name),
				     next_page(request, &call, goal.answers)));
}
