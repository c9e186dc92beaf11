/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account/passkey.h"

#include "base/log.h"
#include "usecases/account/passkey_deed.h"
#include "usecases/account/step_up.h"
#include "web/pages/page.h"

static void show(const struct request *request, struct reply *reply, int status, const char *problem)
{
	struct arena *arena = request->arena;
	struct value *view = value_map(arena);
	const char *known = "";
	struct fault why;
	enum err err = passkey_deed_known(request->office, arena, &request->actor, &known, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_text(arena, view, "known", known);

	page_set_typed(request, view, true, "/account/passkey");
	value_set(arena, view, "typed", value_str(arena, page_field(request->form, "name")));
	value_set_text(arena, view, "name", request->actor.name);
	value_set_int(arena, view, "person", request->actor.person_id);
	value_set_text(arena, view, "problem", problem);
	page_set_passkey(request, reply, view, request->actor.person_id);
	reply_page(reply, request, status, "account_passkey", view);
}

void page_account_passkey(const struct request *request, struct reply *reply)
{
	show(request, reply, 200, "");
}

/* A session alone adds no way to sign in. */
static void add(const struct request *request, struct reply *reply)
{
	const struct passkey_deed_made made = {
		.question = page_field(request->form, "question"),
		.client_data = page_field(request->form, "client_data"),
		.attestation = page_field(request->form, "attestation"),
		.name = page_field(request->form, "name"),
	};
	bool is_right = false;
	struct fault why;
	enum err err = step_up_by_password(request->office, &request->actor, page_field(request->form, "password"),
					   request->client, &is_right, &why);

	if (!err && !is_right) {
		show(request, reply, 422, "password");
		return;
	}
	if (!err)
		err = passkey_deed_add(request->office, &request->actor, &made, &why);
	if (err == ERR_INVALID || err == ERR_CONFLICT) {
		log_warning("a passkey was not kept: %s", why.text);
		show(request, reply, 422, "answer");
		return;
	}
	page_after(request, reply, err, &why, "/account?done=passkey");
}

void page_account_passkey_post(const struct request *request, struct reply *reply)
{
	if (page_asks_language(request))
		show(request, reply, 200, "");
	else
		reply_apart(reply, add, true);
}

void page_account_passkey_remove_post(const struct request *request, struct reply *reply)
{
	struct fault why = {0};
	int64_t id = 0;
	enum err err;

	(void)str_to_i64(page_field(request->form, "passkey"), &id);
	err = passkey_deed_remove(request->office, &request->actor, id, &why);
	page_after(request, reply, err, &why, "/account?done=passkey_removed");
}
