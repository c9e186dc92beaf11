/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/call.h"

#include "usecases/application/view_call.h"
#include "web/pages/page.h"

void page_call(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct call call;
	struct fault why;
	enum err err;

	if (!page_find_call(request, reply, &call))
		return;
	err = view_call(request->office, request->arena, request->lang, &call, &view, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "call", view);
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
