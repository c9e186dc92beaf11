/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/my/my_link.h"

#include "usecases/account/link_request.h"
#include "web/pages/page.h"

static bool is_missing(const struct request *request, const char *name)
{
	return request->method == METHOD_POST && !page_asks_language(request) &&
	       !str_trim(page_field(request->form, name)).n;
}

static void show(const struct request *request, struct reply *reply)
{
	struct arena *arena = request->arena;
	struct value *context = value_map(arena);
	bool receipt = is_missing(request, "receipt"), mail = is_missing(request, "mail");

	value_set(arena, context, "receipt", value_str(arena, page_field(request->form, "receipt")));
	value_set(arena, context, "mail", value_str(arena, page_field(request->form, "mail")));
	value_set_bool(arena, context, "receipt_missing", receipt);
	value_set_bool(arena, context, "mail_missing", mail);
	value_set_bool(arena, context, "is_missing", receipt || mail);
	page_set_typed(request, context, true, "/my/link");
	reply_page(reply, request, receipt || mail ? 422 : 200, "my_link", context);
}

void page_my_link(const struct request *request, struct reply *reply)
{
	show(request, reply);
}

void page_my_link_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err;

	if (page_asks_language(request) || is_missing(request, "receipt") || is_missing(request, "mail")) {
		show(request, reply);
		return;
	}
	err = link_request_ask(request->office, request->client, page_field(request->form, "receipt"),
			       page_field(request->form, "mail"), &why);
	page_after(request, reply, err, &why, "/my/link/sent");
}

void page_my_link_sent(const struct request *request, struct reply *reply)
{
	reply_page(reply, request, 200, "my_link_sent", NULL);
}
