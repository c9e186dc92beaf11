/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/call.h"

#include "usecases/application/view_call.h"

void page_call(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_call(request->office, request->arena, request->lang, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "call", view);
}

static void show_with_contact(const struct request *request, struct reply *reply, const char *name)
{
	struct value *context = value_map(request->arena);

	value_set(request->arena, context, "contact", view_contact(request->office, request->arena, request->lang));
	reply_page(reply, request, 200, name, context);
}

void page_privacy(const struct request *request, struct reply *reply)
{
	show_with_contact(request, reply, "privacy");
}

void page_accessibility(const struct request *request, struct reply *reply)
{
	show_with_contact(request, reply, "accessibility");
}

void page_contact(const struct request *request, struct reply *reply)
{
	show_with_contact(request, reply, "contact");
}
