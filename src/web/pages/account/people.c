/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account/people.h"

#include <string.h>

#include "people/password.h"
#include "usecases/account/staff.h"
#include "usecases/account/staff_invite.h"
#include "usecases/account/view_people.h"
#include "web/pages/page.h"

/* The deeds, as they stand behind "done=". */
static const char *const deeds[] = {"disable", "enable", "sign_out", "password", "invite", "withdraw"};

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
	enum err err = view_people(request->office, request->arena, &request->actor, request->lang, &view, &why);

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

/* What is wrong with the invitation, by what is missing; else by what the use case says. */
static const char *invite_problem(const struct staff_invite_input *input, enum err err, bool can_send)
{
	if (!input->name[0])
		return "name";
	if (!(input->role & ROLE_STAFF))
		return "role";
	if (err == ERR_INVALID)
		return "mail";
	return can_send ? "taken" : "unsendable";
}

static void show_invite(const struct request *request, struct reply *reply, int status, const char *problem)
{
	struct value *view = view_people_invite(request->arena, request->form, problem);

	page_set_typed(request, view, true, "/admin/invite");
	reply_page(reply, request, status, "admin_invite", view);
}

void page_admin_invite(const struct request *request, struct reply *reply)
{
	show_invite(request, reply, 200, "");
}

void page_admin_invite_post(const struct request *request, struct reply *reply)
{
	struct staff_invite_input input = {
		.mail = str_dup(request->arena, page_field(request->form, "mail")),
		.name = str_dup(request->arena, str_trim(page_field(request->form, "name"))),
	};
	const struct office *office = request->office;
	struct fault why;
	int64_t id;
	enum err err;

	if (page_asks_language(request)) {
		show_invite(request, reply, 200, "");
		return;
	}
	if (!role_parse(page_field(request->form, "role"), &input.role))
		input.role = 0;
	err = staff_invite(office, &request->actor, &input, &id, &why);
	if (err == ERR_INVALID || err == ERR_CONFLICT)
		show_invite(request, reply, 422,
			    invite_problem(&input, err, office->rehearsal || office->mail.smtp_url));
	else
		page_after(request, reply, err, &why, "/admin?done=invite");
}

void page_admin_withdraw_post(const struct request *request, struct reply *reply)
{
	struct fault why = {0};
	int64_t id = 0;
	enum err err;

	if (!str_to_i64(page_field(request->form, "invitation"), &id))
		id = 0;
	err = staff_invite_withdraw(request->office, &request->actor, id, &why);
	page_after(request, reply, err, &why, "/admin?done=withdraw");
}
