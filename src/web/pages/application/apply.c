/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/apply.h"

#include "usecases/application/apply.h"
#include "usecases/application/view_apply.h"
#include "usecases/application/view_call.h"
#include "usecases/application/view_calls.h"
#include "web/cookie.h"
#include "web/form.h"
#include "web/pages/page.h"

#define COOKIE_LIFE (24 * 60 * 60)

/* The token of the visitor's draft stands in a cookie of its own for each call. */
static const char *cookie_name(const struct request *request)
{
	return arena_printf(request->arena, "apply_%s", request->params[0]);
}

static struct str draft_token(const struct request *request)
{
	return page_field(request->cookies, cookie_name(request));
}

/* 303 to a page of this call's application: "/done"; "" is its beginning. */
static void go_to(const struct request *request, struct reply *reply, const char *step)
{
	reply_see_other(reply, request, arena_printf(request->arena, "/calls/%s/apply%s", request->params[0], step));
}

/* True when the reception is open; else answers with the page that says when it is. */
static bool demand_open(const struct request *request, struct reply *reply, struct call *ret_call)
{
	struct value *view;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, ret_call))
		return false;
	if (call_is_open(ret_call))
		return true;
	err = view_call(request->office, request->arena, request->lang, ret_call, &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "apply_closed", view);
	return false;
}

/* Loads the visitor's draft; one that was sent already leads to its receipt. */
static bool load(const struct request *request, struct reply *reply, const struct call *call,
		 struct apply_state *ret_state)
{
	struct fault why;
	enum err err = apply_load(request->office, request->arena, call, draft_token(request), ret_state, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (ret_state->case_id)
		go_to(request, reply, "/done");
	return !err && !ret_state->case_id;
}

void page_apply_start(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct call call;
	struct fault why;
	enum err err;

	if (!demand_open(request, reply, &call))
		return;
	err = view_call(request->office, request->arena, request->lang, &call, &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "apply_start", view);
}

/* --- one page of the form --- */

static void show_page(const struct request *request, struct reply *reply, const struct call *call,
		      const struct apply_shown *shown)
{
	struct value *view;
	struct fault why;
	enum err err =
		view_apply_page(call->edition, request->arena, request->lang, request->params[1], shown, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	form_show(request->arena, view);
	reply_page(reply, request, value_count(shown->problems) ? 422 : 200, "apply_page", view);
}

void page_apply_page(const struct request *request, struct reply *reply)
{
	struct apply_state state;
	struct call call;

	if (demand_open(request, reply, &call) && load(request, reply, &call, &state))
		show_page(request, reply, &call, &(struct apply_shown){state.typed, state.typed, NULL});
}

static void follow_page(const struct request *request, struct reply *reply, const struct apply_page_result *result)
{
	cookie_set(reply, request, cookie_name(request), str_from(arena_strdup(request->arena, result->token.text)),
		   COOKIE_LIFE);
	go_to(request, reply, arena_printf(request->arena, "/%s", *result->next ? result->next : "check"));
}

void page_apply_page_post(const struct request *request, struct reply *reply)
{
	struct apply_page_result result;
	struct apply_state state;
	struct call call;
	struct fault why;
	enum err err;

	if (!demand_open(request, reply, &call) || !load(request, reply, &call, &state))
		return;
	err = apply_take_page(request->office, request->arena, &call, draft_token(request), request->params[1],
			      request->form, &result, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else if (value_count(result.problems))
		show_page(request, reply, &call, &(struct apply_shown){state.typed, request->form, result.problems});
	else
		follow_page(request, reply, &result);
}

/* --- the answers to check, and sending --- */

void page_apply_check(const struct request *request, struct reply *reply)
{
	struct apply_state state;
	struct value *context;
	struct call call;

	if (!demand_open(request, reply, &call) || !load(request, reply, &call, &state))
		return;
	context = view_apply(call.edition, request->arena, request->lang, state.typed);
	if (value_get_text(context, "incomplete")[0]) {
		go_to(request, reply, arena_printf(request->arena, "/%s", value_get_text(context, "incomplete")));
		return;
	}
	reply_page(reply, request, 200, "apply_check", context);
}

static void follow(const struct request *request, struct reply *reply, const struct apply_result *result)
{
	switch (result->outcome) {
	case APPLY_DONE: go_to(request, reply, "/done"); break;
	case APPLY_INCOMPLETE: go_to(request, reply, arena_printf(request->arena, "/%s", result->page)); break;
	case APPLY_INELIGIBLE: go_to(request, reply, "/ineligible"); break;
	case APPLY_CLOSED: go_to(request, reply, ""); break;
	}
}

void page_apply_check_post(const struct request *request, struct reply *reply)
{
	struct apply_result result;
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	err = apply_submit(request->office, request->arena, call.edition->id, draft_token(request), request->lang,
			   &result, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		follow(request, reply, &result);
}

void page_apply_ineligible(const struct request *request, struct reply *reply)
{
	struct apply_state state;
	struct call call;

	if (page_find_call(request, reply, &call) && load(request, reply, &call, &state))
		reply_page(reply, request, 200, "apply_ineligible",
			   view_apply_ineligible(call.edition, request->arena, request->lang, state.typed));
}

void page_apply_done(const struct request *request, struct reply *reply)
{
	struct apply_state state;
	struct value *view;
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	err = apply_load(request->office, request->arena, &call, draft_token(request), &state, &why);
	if (!err && !state.case_id) {
		go_to(request, reply, "");
		return;
	}
	if (!err)
		err = view_apply_receipt(request->office, request->arena, request->lang, state.case_id, &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "apply_done", view);
}

/* Where applications were before a store had many calls: bookmarks and old mails lead on. */
void page_apply_former(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct call only;
	struct fault why;
	enum err err = view_calls(request->office, request->arena, request->lang, &view, &only, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (only.edition)
		reply_see_other(reply, request,
				arena_printf(request->arena, "%s/apply", call_path(request->arena, only.edition)));
	else
		reply_see_other(reply, request, "/");
}
