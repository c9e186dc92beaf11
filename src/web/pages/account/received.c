/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account/received.h"

#include "usecases/account/confirm_mail.h"
#include "web/pages/page.h"

void page_received(const struct request *request, struct reply *reply)
{
	struct value *context = value_map(request->arena);
	struct confirm_mail found;
	struct fault why;
	enum err err = confirm_mail_look(request->office, request->arena, str_from(request->params[0]), &found, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_bool(request->arena, context, "is_open", found.state == CONFIRM_MAIL_OPEN);
	value_set_bool(request->arena, context, "is_done", found.state == CONFIRM_MAIL_DONE);
	value_set_bool(request->arena, context, "is_void", found.state == CONFIRM_MAIL_VOID);
	value_set_text(request->arena, context, "receipt", found.receipt);
	reply_page(reply, request, found.state == CONFIRM_MAIL_VOID ? 410 : 200, "received", context);
}

/* What became of it stands on the same page. */
void page_received_post(const struct request *request, struct reply *reply)
{
	struct confirm_mail found;
	struct fault why;
	enum err err = confirm_mail_do(request->office, request->arena, str_from(request->params[0]), &found, &why);

	page_after(request, reply, err, &why, arena_printf(request->arena, "/received/%s", request->params[0]));
}
