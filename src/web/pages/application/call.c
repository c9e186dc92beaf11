/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/call.h"

#include "usecases/application/paper_form.h"
#include "usecases/application/view_call.h"
#include "usecases/application/view_calls.h"
#include "web/form.h"
#include "web/pages/page.h"

/* What was typed into the test of one's own company; NULL when nobody tries. */
static const struct value *tried_of(const struct request *request)
{
	bool has_tried = value_get(request->query, "industry") || value_get(request->query, "employees");

	return has_tried && !value_get(request->query, "other_language") ? request->query : NULL;
}

static void show(const struct request *request, struct reply *reply, const struct call *call)
{
	const struct value *tried = tried_of(request);
	struct value *view, *test;
	struct fault why;
	enum err err = view_call(request->office, request->arena, request->lang, call, tried, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	test = (struct value *)value_get(view, "self_test");
	form_show(request->arena, test);
	value_set_shared(request->arena, view, "problems", value_get(test, "problems"));
	page_set_typed(request, view, tried != NULL, call_path(request->arena, call->edition));
	reply_page(reply, request, 200, "call", view);
}

void page_call(const struct request *request, struct reply *reply)
{
	struct call call;

	if (page_find_call(request, reply, &call))
		show(request, reply, &call);
}

void page_call_paper(const struct request *request, struct reply *reply)
{
	const char *name = "";
	struct call call;
	struct fault why;
	struct str pdf;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	err = paper_form_pdf(request->office, request->arena, request->lang, &call, &pdf, &name, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, "application/pdf", pdf, name);
}

static void show_calls(const struct request *request, struct reply *reply, bool prefers_one)
{
	struct value *view;
	struct call only;
	struct fault why;
	enum err err = view_calls(request->office, request->arena, request->lang, &view, &only, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (prefers_one && only.edition)
		show(request, reply, &only);
	else
		reply_page(reply, request, 200, "calls", view);
}

void page_front(const struct request *request, struct reply *reply)
{
	show_calls(request, reply, true);
}

void page_calls(const struct request *request, struct reply *reply)
{
	show_calls(request, reply, false);
}

void page_privacy(const struct request *request, struct reply *reply)
{
	reply_page(reply, request, 200, "privacy", NULL);
}

void page_accessibility(const struct request *request, struct reply *reply)
{
	reply_page(reply, request, 200, "accessibility", NULL);
}

void page_contact(const struct request *request, struct reply *reply)
{
	reply_page(reply, request, 200, "contact", NULL);
}
