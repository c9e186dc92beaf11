/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/people.h"

#include "usecases/desk/view_people.h"
#include "web/pages/page.h"

void page_admin(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_people(request->office, request->arena, &request->actor, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "admin", view);
}
