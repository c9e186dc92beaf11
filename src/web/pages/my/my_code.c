/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/my/my_code.h"

#include "usecases/diagnosis/targets_code.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

/* Without an authorisation that waits, back to where one is filled in. */
static void show(const struct request *request, struct reply *reply, int status, bool is_wrong, bool is_late)
{
	struct value *view = NULL;
	struct fault why;
	enum err err = targets_code_view(request->office, request->arena, &request->actor, request->lang, &view, &why);

	if (err || !view) {
		page_after(request, reply, err, &why, "/my/authorisation");
		return;
	}
	value_set(request->arena, view, "typed", value_str(request->arena, page_field(request->form, "code")));
	page_set_typed(request, view, !value_get_bool(view, "is_void"), "/my/authorisation/code");
	value_set_bool(request->arena, view, "is_wrong", is_wrong);
	value_set_bool(request->arena, view, "is_late", is_late);
	reply_page(reply, request, status, "my_code", view);
}

void page_my_code(const struct request *request, struct reply *reply)
{
	show(request, reply, 200, false, false);
}

void page_my_code_post(const struct request *request, struct reply *reply)
{
	enum targets_code_outcome outcome = TARGETS_CODE_VOID;
	struct fault why;
	enum err err;

	if (page_asks_language(request)) {
		show(request, reply, 200, false, false);
		return;
	}
	err = targets_code_confirm(request->office, &request->actor, &request->once, page_field(request->form, "code"),
				   &outcome, &why);
	if (err || outcome == TARGETS_CODE_RIGHT)
		done_after(request, reply, err, &why, "authorised", "/my");
	else
		show(request, reply, 422, outcome == TARGETS_CODE_WRONG, false);
}

void page_my_code_again_post(const struct request *request, struct reply *reply)
{
	bool is_mailed = false;
	struct fault why;
	enum err err = targets_code_again(request->office, &request->actor, &request->once, &is_mailed, &why);

	if (err || is_mailed)
		page_after(request, reply, err, &why, "/my/authorisation/code");
	else
		show(request, reply, 429, false, true);
}
