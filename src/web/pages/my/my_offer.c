/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/my/my_offer.h"

#include "usecases/application/offer_deed.h"
#include "usecases/desk/view_case.h"
#include "web/pages/done.h"
#include "web/pages/my/my.h"
#include "web/pages/page.h"

void page_my_offer(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_case(request->office, request->arena, &request->actor, request->lang,
				 request->actor.case_id, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "my_offer", view);
}

static enum err answer(const struct request *request, const struct case_deed *deed, struct fault *why)
{
	return case_deed_do(deed, request->office, &request->actor, &request->once, request->actor.case_id, NULL, why);
}

/* Who comes too late, or has answered in another way, reads on the page how it stands. */
void page_my_offer_accept_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = answer(request, &offer_deed_accept, &why);

	if (err == ERR_CONFLICT)
		page_after(request, reply, ERR_OK, &why, "/my/offer");
	else
		done_after(request, reply, err, &why, "offer_accepted", "/my");
}

void page_my_offer_refuse_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err;

	if (request->actor.role != ROLE_COMPANY) {
		my_left_already(request, reply, &offer_deed_refuse);
		return;
	}
	err = answer(request, &offer_deed_refuse, &why);
	page_after(request, reply, err == ERR_CONFLICT ? ERR_OK : err, &why,
		   err == ERR_CONFLICT ? "/my/offer" : "/my/withdrawn");
}
