/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/people.h"

#include <string.h>

#include "people/password.h"
#include "usecases/account/staff.h"
#include "usecases/desk/view_people.h"
#include "web/pages/page.h"

/* The deeds, as they stand behind "done=". */
static const char *const deeds[] = {"disable", "enable", "sign_out", "password"};

static const char *deed_of(const struct request *request)
{
	struct str done = page_field(request->query, "done");

	for (size_t i = 0; i < COUNT(deeds); i++)
		if (str_is(done, deeds[i]))
			return deeds[i];
	return "";
}

static void show(const struct request *request, struct reply *reply, int status, const char *problem)
{
	struct value *view;
	struct fault why;
	enum err err = view_people(request->office, request->arena, &request->actor, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_text(request->arena, view, "done", deed_of(request));
	value_set_text(request->arena, view, "problem", problem);
	reply_page(reply, request, status, "admin", view);
}

void page_admin(const struct request *request, struct reply *reply)
{
	show(request, reply, 200, "");
}

static const char *name_of(const struct request *request)
{
	return str_dup(request->arena, page_field(request->form, "sign_in"));
}

/* An administrator's own session ends with such a deed, so that a second click comes from nobody. So does one whose
 * session ended otherwise and whose deed was never done: either is led to sign in, and told nothing of a deed. */
static bool comes_from_nobody(const struct request *request, struct reply *reply)
{
	if (request->actor.role != ROLE_VISITOR)
		return false;
	reply_see_other(reply, request, "/admin");
	return true;
}

static void change(const struct request *request, struct reply *reply, enum staff_deed deed, const char *done)
{
	struct fault why;
	enum err err = staff_change(request->office, &request->actor, name_of(request), deed, &why);

	page_after(request, reply, err, &why, arena_printf(request->arena, "/admin?done=%s", done));
}

void page_admin_disable_post(const struct request *request, struct reply *reply)
{
	change(request, reply, STAFF_DISABLE, "disable");
}

void page_admin_enable_post(const struct request *request, struct reply *reply)
{
	change(request, reply, STAFF_ENABLE, "enable");
}

void page_admin_sign_out_post(const struct request *request, struct reply *reply)
{
	if (!comes_from_nobody(request, reply))
		change(request, reply, STAFF_END_SESSIONS, "sign_out");
}

static void set_password(const struct request *request, struct reply *reply)
{
	const char *password = str_dup(request->arena, page_field(request->form, "password"));
	struct fault why;
	enum err err = staff_set_password(request->office, &request->actor, name_of(request), password, &why);

	page_after(request, reply, err, &why, "/admin?done=password");
}

void page_admin_password_post(const struct request *request, struct reply *reply)
{
	enum password_problem problem =
		password_judge(page_field(request->form, "password"), str_from(name_of(request)));

	if (comes_from_nobody(request, reply))
		return;
	if (problem)
		show(request, reply, 422, password_problem_name(problem));
	else
		reply_apart(reply, set_password, true);
}
