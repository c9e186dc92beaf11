/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/call.h"

#include "usecases/application/view_call.h"
#include "usecases/application/view_calls.h"
#include "web/pages/page.h"

static void show(const struct request *request, struct reply *reply, const struct call *call)
{
	struct value *view;
	struct fault why;
	enum err err = view_call(request->office, request->arena, request->lang, call, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "call", view);
}

void page_call(const struct request *request, struct reply *reply)
{
	struct call call;

	if (page_find_call(request, reply, &call))
		show(request, reply, &call);
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
