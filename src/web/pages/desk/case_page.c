/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/case_page.h"

#include <string.h>

#include "usecases/desk/view_case.h"
#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_draft.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

void case_page_list(const struct request *request, struct reply *reply, const char *template_name, const char *state)
{
	static const char *const nothing[] = {NULL};
	const struct case_query query = {"", state, "", "", page_of_list(request), false};
	struct value *view;
	struct fault why;
	enum err err = view_cases(request->office, request->arena, &request->actor, request->lang, &query, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, arena_printf(request->arena, "/%s", template_name), nothing);
	reply_page(reply, request, 200, template_name, view);
}

/* All reasons are fields of one form: it is sent to a deed that the actor may do. */
static void set_typed(const struct request *request, struct value *view, const char *template_name)
{
	bool is_approving = strcmp(template_name, "approve_case") == 0;
	bool may_decline = value_get_bool(view, "may_decline"), may_withdraw = value_get_bool(view, "may_withdraw");
	bool may_exclude = value_get_bool(view, "may_exclude_false");
	bool may_release = value_get_bool(view, "may_release"), may_reopen = value_get_bool(view, "may_reopen");
	const char *path =
		arena_printf(request->arena, "%s/%s/%s", is_approving ? "/approve" : "/desk/cases", request->params[0],
			     may_decline    ? "decline"
			     : may_withdraw ? "withdraw"
			     : may_reopen   ? "reopen"
			     : may_exclude  ? "exclude_false"
					    : "release");

	if (is_approving)
		page_set_typed(request, view, may_decline && value_get_bool(view, "may_approve"), path);
	else
		page_set_typed(request, view, may_decline || may_withdraw || may_reopen || may_exclude || may_release,
			       path);
}

void case_page_show(const struct request *request, struct reply *reply, const char *template_name, const char *refused)
{
	static const char *const deeds[] = {"decline",      "withdraw", "course_change", "exclude", "exclude_false",
					    "ask_to_leave", "reopen",   "release",       NULL};
	struct value *view;
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = view_case(request->office, request->arena, &request->actor, request->lang, case_id, &view, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	reason_show(request, view, deeds, refused);
	set_typed(request, view, template_name);
	done_show(request, reply, view, case_id);
	reply_page(reply, request, refused ? 422 : 200, template_name, view);
}

/* --- the mail before it goes --- */

/* What was read before: the reason in the mail that the page showed. */
static bool has_read(const struct request *request, struct str reason)
{
	return page_field(request->form, "send").n &&
	       str_eq(str_trim(reason), str_trim(reason_without_returns(request, page_field(request->form, "seen"))));
}

static void show_draft(const struct request *request, struct reply *reply, const struct case_page_deed *deed,
		       int64_t case_id, const struct case_deed_input *input, struct value *carried)
{
	struct arena *arena = request->arena;
	const char *folder = arena_printf(arena, "%s/%s", deed->folder, request->params[0]);
	struct value *view;
	struct fault why;
	enum err err = view_draft(request->office, arena, &request->actor, request->lang, deed->deed, case_id, input,
				  &view, &why);

	if (err) {
		done_after_deed(request, reply, err, &why, &(struct done_deed){deed->deed, case_id, deed->done},
				folder);
		return;
	}
	value_set_bool(arena, view, "is_changed", page_field(request->form, "send").n > 0);
	value_set(arena, view, "reason", reason_field(arena, deed->name, input->reason));
	value_set(arena, view, "carried", carried);
	value_set_text(arena, view, "back_path", folder);
	page_set_typed(request, view, true, arena_printf(arena, "%s/%s", folder, deed->name));
	reply_page(reply, request, 200, "desk_draft", view);
}

bool case_page_shows_draft(const struct request *request, struct reply *reply, const struct case_page_deed *deed,
			   int64_t case_id, const struct case_deed_input *input, struct value *carried)
{
	if (has_read(request, input->reason))
		return false;
	show_draft(request, reply, deed, case_id, input, carried);
	return true;
}

bool case_page_is_draft(const struct request *request)
{
	return value_get(request->form, "seen") != NULL;
}

void case_page_with_reason(const struct request *request, struct reply *reply, const struct case_page_deed *deed)
{
	const struct case_deed_input input = {.reason = reason_sent(request, deed->name),
					      .course = page_field(request->form, "course")};
	struct fault why;
	int64_t case_id;
	enum err err;

	if (page_asks_language(request) && !case_page_is_draft(request)) {
		case_page_show(request, reply, deed->template_name, NULL);
		return;
	}
	if (!page_find_case(request, reply, &case_id))
		return;
	if (deed->shows_mail && !case_deed_reason_problem(input.reason) &&
	    case_page_shows_draft(request, reply, deed, case_id, &input, value_list(request->arena)))
		return;
	err = case_deed_do(deed->deed, request->office, &request->actor, &request->once, case_id, &input, &why);
	if (err == ERR_INVALID)
		case_page_show(request, reply, deed->template_name, deed->name);
	else
		done_after_deed(request, reply, err, &why, &(struct done_deed){deed->deed, case_id, deed->done},
				arena_printf(request->arena, "%s/%s", deed->folder, request->params[0]));
}
