/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/apply.h"

#include <string.h>

#include "usecases/application/apply.h"
#include "usecases/application/course_places.h"
#include "usecases/application/draft_saving.h"
#include "usecases/application/view_apply.h"
#include "usecases/application/view_call.h"
#include "usecases/application/view_calls.h"
#include "web/form.h"
#include "web/pages/application/apply_browser.h"
#include "web/pages/page.h"

static void go_to_start(const struct request *request, struct reply *reply)
{
	reply_see_other(reply, request, arena_printf(request->arena, "/calls/%s/apply", request->params[0]));
}

static void show(const struct request *request, struct reply *reply, int status, const char *page,
		 const struct call *call, struct value *view)
{
	value_set_text(request->arena, view, "draft_path",
		       apply_browser_path(request->arena, call, request->params[1]));
	reply_page(reply, request, status, page, view);
}

/* A draft that another device sent, or whose time is over: its link says so. */
static bool is_gone(const struct apply_draft *draft, const struct apply_state *state)
{
	return draft->link.n && !state->stored[0] && !state->case_id;
}

/* Loads the draft; one that was sent already leads to its receipt. */
static bool load(const struct request *request, struct reply *reply, const struct apply_draft *draft,
		 struct apply_state *ret_state)
{
	struct fault why;
	enum err err = apply_load(request->office, request->arena, draft, ret_state, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (ret_state->case_id)
		apply_browser_go_to(request, reply, "/done");
	else if (is_gone(draft, ret_state))
		reply_see_other(reply, request,
				arena_printf(request->arena, "/resume/%.*s", (int)draft->link.n, draft->link.p));
	return !err && !ret_state->case_id && !is_gone(draft, ret_state);
}

static enum err add_drafts(const struct request *request, struct reply *reply, const struct call *call,
			   struct value *view, struct fault *why)
{
	const char *fresh = apply_browser_path(request->arena, call, apply_new_name(request->arena));
	const struct apply_draft draft = {
		.call = call, .token = apply_browser_token(request, reply), .name = "", .client = request->client};
	struct value *drafts;
	enum err err = view_apply_drafts(request->office, request->arena, request->lang, &draft, &drafts, why);

	if (err)
		return err;
	value_set(request->arena, view, "drafts", drafts);
	value_set_bool(request->arena, view, "has_drafts", value_count(drafts) > 0);
	value_set_text(request->arena, view, "draft_path", fresh);
	return ERR_OK;
}

/* Each look at it offers a fresh draft, so that two tabs fill in two applications. */
void page_apply_start(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct call call;
	struct fault why;
	enum err err;

	if (!apply_browser_demand_open(request, reply, &call))
		return;
	err = view_call(request->office, request->arena, request->lang, &call, NULL, &view, &why);
	if (!err)
		err = add_drafts(request, reply, &call, view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "apply_start", view);
}

/* --- one page of the form --- */

/* The page that asks for the course is told how many places each has. */
static bool add_courses(const struct request *request, struct reply *reply, const struct call *call, struct value *view)
{
	struct value *courses = value_list(request->arena);
	const struct value *fields = value_get(view, "fields");
	struct fault why;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < value_count(fields); i++)
		if (strcmp(value_get_text(value_at(fields, i), "id"), "course") == 0)
			err = course_places_list(request->office, request->arena, request->lang, call->edition,
						 &courses, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	value_set(request->arena, view, "courses", courses);
	return !err;
}

static void show_page(const struct request *request, struct reply *reply, const struct call *call,
		      const struct apply_shown *shown)
{
	struct value *view;
	struct fault why;
	enum err err = view_apply_page(request->office, call->edition, request->arena, request->lang,
				       request->params[2], shown, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	form_show(request->arena, view);
	page_set_typed(request, view, true, request->path);
	value_set_bool(request->arena, view, "may_save", draft_saving_is_offered(request->office));
	if (!add_courses(request, reply, call, view))
		return;
	show(request, reply, value_count(shown->problems) ? 422 : 200, "apply_page", call, view);
}

void page_apply_page(const struct request *request, struct reply *reply)
{
	struct apply_draft draft;
	struct apply_state state;
	struct call call;

	if (!apply_browser_demand_open(request, reply, &call))
		return;
	draft = apply_browser_draft(request, reply, &call);
	if (load(request, reply, &draft, &state))
		show_page(request, reply, &call, &(struct apply_shown){state.typed, state.typed, NULL});
}

void page_apply_page_post(const struct request *request, struct reply *reply)
{
	struct apply_page_result result;
	struct apply_draft draft;
	struct apply_state state;
	struct call call;
	struct fault why;
	enum err err;

	if (!apply_browser_demand_open(request, reply, &call))
		return;
	draft = apply_browser_draft(request, reply, &call);
	if (!load(request, reply, &draft, &state))
		return;
	if (page_asks_language(request) || *value_get_text(request->form, "fill")) {
		show_page(request, reply, &call, &(struct apply_shown){state.typed, request->form, NULL});
		return;
	}
	draft.is_halfway = *value_get_text(request->form, "save") != 0;
	err = apply_take_page(request->office, request->arena, &draft, request->params[2], request->form, &result,
			      &why);
	if (err == ERR_CONFLICT) /* sent or closed since it was loaded */
		apply_browser_go_to(request, reply, "/done");
	else if (err)
		reply_failure(reply, request, err, &why);
	else if (value_count(result.problems))
		show_page(request, reply, &call, &(struct apply_shown){state.typed, request->form, result.problems});
	else if (draft.is_halfway)
		apply_browser_go_to(request, reply, arena_printf(request->arena, "/save?page=%s", request->params[2]));
	else
		apply_browser_go_to(request, reply,
				    arena_printf(request->arena, "/%s", *result.next ? result.next : "check"));
}

/* --- the answers to check, and sending --- */

/* Whoever would wait, or find no place, is told before sending. */
static bool add_full_course(const struct request *request, struct reply *reply, const struct call *call,
			    const char *chosen, struct value *view)
{
	struct value *courses, *full = value_list(request->arena);
	struct fault why;
	enum err err =
		course_places_list(request->office, request->arena, request->lang, call->edition, &courses, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return false;
	}
	for (size_t i = 0; i < value_count(courses); i++)
		if (strcmp(value_get_text(value_at(courses, i), "id"), chosen) == 0 &&
		    value_get_bool(value_at(courses, i), "is_full"))
			value_add(request->arena, full, courses->items[i]);
	value_set(request->arena, view, "full_courses", full);
	value_set_bool(request->arena, view, "waits", value_count(full) > 0);
	value_set_bool(request->arena, view, "is_closed",
		       value_count(full) && value_get_bool(value_at(full, 0), "is_closed"));
	return true;
}

void page_apply_check(const struct request *request, struct reply *reply)
{
	struct apply_draft draft;
	struct apply_state state;
	struct value *view;
	struct call call;

	if (!apply_browser_demand_open(request, reply, &call))
		return;
	draft = apply_browser_draft(request, reply, &call);
	if (!load(request, reply, &draft, &state))
		return;
	view = view_apply(call.edition, request->arena, request->lang, state.typed, draft.entered_by != NULL);
	value_set_bool(request->arena, view, "may_save", draft_saving_is_offered(request->office));
	if (value_get_text(view, "incomplete")[0])
		apply_browser_go_to(request, reply,
				    arena_printf(request->arena, "/%s", value_get_text(view, "incomplete")));
	else if (add_full_course(request, reply, &call, value_get_text(state.typed, "course"), view))
		show(request, reply, 200, "apply_check", &call, view);
}

static void follow(const struct request *request, struct reply *reply, const struct call *call,
		   const struct apply_result *result)
{
	switch (result->outcome) {
	case APPLY_DONE: apply_browser_go_to(request, reply, "/done"); break;
	case APPLY_INCOMPLETE:
		apply_browser_go_to(request, reply, arena_printf(request->arena, "/%s", result->page));
		break;
	case APPLY_INELIGIBLE: apply_browser_go_to(request, reply, "/ineligible"); break;
	case APPLY_FULL: apply_browser_go_to(request, reply, "/check"); break; /* which says so */
	case APPLY_CLOSED: apply_browser_show_closed(request, reply, call); break;
	}
}

void page_apply_check_post(const struct request *request, struct reply *reply)
{
	struct apply_result result;
	struct apply_draft draft;
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	draft = apply_browser_draft(request, reply, &call);
	draft.for_a_person = *value_get_text(request->form, "for_a_person") != 0;
	err = apply_submit(request->office, request->arena, &draft, request->lang, &result, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		follow(request, reply, &call, &result);
}

void page_apply_ineligible(const struct request *request, struct reply *reply)
{
	struct apply_draft draft;
	struct apply_state state;
	struct call call;

	if (!page_find_call(request, reply, &call))
		return;
	draft = apply_browser_draft(request, reply, &call);
	if (load(request, reply, &draft, &state))
		show(request, reply, 200, "apply_ineligible", &call,
		     view_apply_ineligible(call.edition, request->arena, request->lang, state.typed));
}

void page_apply_done(const struct request *request, struct reply *reply)
{
	struct apply_draft draft;
	struct apply_state state;
	struct value *view;
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	draft = apply_browser_draft(request, reply, &call);
	err = apply_load(request->office, request->arena, &draft, &state, &why);
	if (!err && !state.case_id) {
		go_to_start(request, reply);
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
