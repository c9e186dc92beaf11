/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/apply.h"

#include <string.h>

#include "programme/answers.h"
#include "programme/window.h"
#include "usecases/application/apply.h"
#include "usecases/application/view_apply.h"
#include "usecases/application/view_call.h"
#include "web/pages/page.h"

#define COOKIE      "apply" /* the token of the visitor's draft */
#define COOKIE_LIFE (24 * 60 * 60)

static struct str draft_token(const struct request *request)
{
	return page_field(request->cookies, COOKIE);
}

/* True when the reception is open; else answers with the page that says when it is. */
static bool demand_open(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err;

	if (window_at(request->office->edition, clock_now_ms(&request->office->clock)) == WINDOW_OPEN)
		return true;
	err = view_call(request->office, request->arena, request->lang, &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "apply_closed", view);
	return false;
}

/* Loads the visitor's draft; one that was sent already leads to its receipt. */
static bool load(const struct request *request, struct reply *reply, struct apply_state *ret_state)
{
	struct fault why;
	enum err err = apply_load(request->office, request->arena, draft_token(request), ret_state, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (ret_state->case_number)
		reply_see_other(reply, request, "/apply/done");
	return !err && !ret_state->case_number;
}

void page_apply_start(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err;

	if (!demand_open(request, reply))
		return;
	err = view_call(request->office, request->arena, request->lang, &view, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_text(request->arena, view, "first", request->office->edition->application[0].id);
	reply_page(reply, request, 200, "apply_start", view);
}

/* --- one page of the form --- */

static const struct edition_form *find_page(const struct request *request, struct reply *reply, size_t *ret_index)
{
	const struct edition *edition = request->office->edition;

	for (size_t i = 0; i < edition->application_count; i++) {
		if (strcmp(edition->application[i].id, request->params[0]) != 0)
			continue;
		*ret_index = i;
		return &edition->application[i];
	}
	reply_problem(reply, request, 404);
	return NULL;
}

static void show_page(const struct request *request, struct reply *reply, size_t index, const struct value *given,
		      const struct value *before, const struct value *problems)
{
	const struct edition *edition = request->office->edition;
	struct arena *arena = request->arena;
	struct value *context = page_form(request, &edition->application[index], before, given, problems);

	value_set_int(arena, context, "step", (int64_t)index + 1);
	value_set_int(arena, context, "steps", (int64_t)edition->application_count + 1); /* and the check */
	value_set_text(arena, context, "before",
		       index ? arena_printf(arena, "/apply/%s", edition->application[index - 1].id) : "/apply");
	reply_page(reply, request, value_count(problems) ? 422 : 200, "apply_page", context);
}

void page_apply_page(const struct request *request, struct reply *reply)
{
	const struct edition_form *page;
	struct apply_state state;
	size_t index;

	page = find_page(request, reply, &index);
	if (page && demand_open(request, reply) && load(request, reply, &state))
		show_page(request, reply, index, state.typed, state.typed, NULL);
}

static const char *path_behind(const struct request *request, size_t index)
{
	const struct edition *edition = request->office->edition;

	if (index + 1 == edition->application_count)
		return "/apply/check";
	return arena_printf(request->arena, "/apply/%s", edition->application[index + 1].id);
}

static void save_page(const struct request *request, struct reply *reply, const struct edition_form *page, size_t index)
{
	struct token token;
	struct fault why;
	enum err err = apply_save_page(request->office, request->arena, draft_token(request), page, request->form,
				       &token, &why);

	if (!err)
		reply_set_cookie(reply, request, COOKIE, str_from(arena_strdup(request->arena, token.text)),
				 COOKIE_LIFE);
	page_after(request, reply, err, &why, path_behind(request, index));
}

void page_apply_page_post(const struct request *request, struct reply *reply)
{
	const struct edition_form *page;
	struct value *answers, *problems;
	struct apply_state state;
	size_t index;

	page = find_page(request, reply, &index);
	if (!page || !demand_open(request, reply) || !load(request, reply, &state))
		return;
	answers_judge(request->arena, page->questions, page->question_count, request->form, state.typed, &answers,
		      &problems);
	if (problems->count)
		show_page(request, reply, index, request->form, state.typed, problems);
	else
		save_page(request, reply, page, index);
}

/* --- the answers to check, and sending --- */

void page_apply_check(const struct request *request, struct reply *reply)
{
	struct apply_state state;
	struct value *context;

	if (!demand_open(request, reply) || !load(request, reply, &state))
		return;
	context = view_apply(request->office, request->arena, request->lang, state.typed);
	if (value_get_text(context, "incomplete")[0]) {
		reply_see_other(reply, request,
				arena_printf(request->arena, "/apply/%s", value_get_text(context, "incomplete")));
		return;
	}
	reply_page(reply, request, 200, "apply_check", context);
}

static void follow(const struct request *request, struct reply *reply, const struct apply_result *result)
{
	switch (result->outcome) {
	case APPLY_DONE: reply_see_other(reply, request, "/apply/done"); break;
	case APPLY_INCOMPLETE:
		reply_see_other(reply, request, arena_printf(request->arena, "/apply/%s", result->page));
		break;
	case APPLY_INELIGIBLE: reply_see_other(reply, request, "/apply/ineligible"); break;
	case APPLY_CLOSED: reply_see_other(reply, request, "/apply"); break;
	}
}

void page_apply_check_post(const struct request *request, struct reply *reply)
{
	struct apply_result result;
	struct fault why;
	enum err err =
		apply_submit(request->office, request->arena, draft_token(request), request->lang, &result, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		follow(request, reply, &result);
}

void page_apply_ineligible(const struct request *request, struct reply *reply)
{
	struct apply_state state;

	if (load(request, reply, &state))
		reply_page(reply, request, 200, "apply_ineligible",
			   view_ineligible(request->office, request->arena, request->lang, state.typed));
}

void page_apply_done(const struct request *request, struct reply *reply)
{
	struct apply_state state;
	struct value *view;
	struct fault why;
	enum err err = apply_load(request->office, request->arena, draft_token(request), &state, &why);

	if (!err && !state.case_number) {
		reply_see_other(reply, request, "/apply");
		return;
	}
	if (!err)
		err = view_receipt(request->office, request->arena, request->lang, state.case_number, &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "apply_done", view);
}
