/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account/account.h"

#include "usecases/account/second_step.h"
#include "usecases/account/view_account.h"
#include "web/pages/page.h"

/* The deeds, as they stand behind "done=". */
static const char *const deeds[] = {"code", "code_removed", "sessions", "passkey", "passkey_removed"};

static const char *deed_of(const struct request *request)
{
	struct str done = page_field(request->query, "done");

	for (size_t i = 0; i < COUNT(deeds); i++)
		if (str_is(done, deeds[i]))
			return deeds[i];
	return "";
}

void page_account(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_account(request->office, request->arena, &request->actor, request->lang,
				    request->session_token, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_text(request->arena, view, "done", deed_of(request));
	reply_page(reply, request, 200, "account", view);
}

/* The key follows from the moment, which the form carries: what the telephone was given stays good while one types. */
static void show_code(const struct request *request, struct reply *reply, int status,
		      const struct second_step_offer *offer)
{
	struct value *context = value_map(request->arena);

	value_set_int(request->arena, context, "made_ms", offer->made_ms);
	value_set_text(request->arena, context, "key", arena_strdup(request->arena, offer->key));
	value_set_text(request->arena, context, "account", request->actor.name);
	page_set_code(request, context, status == 422);
	page_set_typed(request, context, true, "/account/code");
	reply_page(reply, request, status, "account_code", context);
}

static void offer_code(const struct request *request, struct reply *reply, int status)
{
	struct second_step_offer offer;
	struct fault why;
	int64_t made_ms = 0;
	enum err err;

	(void)str_to_i64(page_field(request->form, "made_ms"), &made_ms);
	err = second_step_offer(request->office, &request->actor, made_ms, &offer, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		show_code(request, reply, status, &offer);
}

void page_account_code(const struct request *request, struct reply *reply)
{
	offer_code(request, reply, 200);
}

void page_account_code_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	int64_t made_ms = 0;
	bool is_set = false;
	enum err err = ERR_OK;

	if (page_asks_language(request)) {
		offer_code(request, reply, 200);
		return;
	}
	(void)str_to_i64(page_field(request->form, "made_ms"), &made_ms);
	err = second_step_set(request->office, &request->actor, made_ms, page_field(request->form, "code"), &is_set,
			      &why);
	if (!err && !is_set)
		offer_code(request, reply, 422);
	else
		page_after(request, reply, err, &why, "/account?done=code");
}

static void show_remove(const struct request *request, struct reply *reply, int status)
{
	struct value *context = value_map(request->arena);

	page_set_code(request, context, status == 422);
	page_set_typed(request, context, true, "/account/code/remove");
	reply_page(reply, request, status, "account_code_remove", context);
}

void page_account_code_remove(const struct request *request, struct reply *reply)
{
	show_remove(request, reply, 200);
}

void page_account_code_remove_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	bool is_removed = false;
	enum err err = ERR_OK;

	if (page_asks_language(request)) {
		show_remove(request, reply, 200);
		return;
	}
	err = second_step_remove(request->office, &request->actor, page_field(request->form, "code"), request->client,
				 &is_removed, &why);
	if (!err && !is_removed)
		show_remove(request, reply, 422);
	else
		page_after(request, reply, err, &why, "/account?done=code_removed");
}

void page_account_sessions_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = staff_session_end_others(request->office, &request->actor, request->session_token, &why);

	page_after(request, reply, err, &why, "/account?done=sessions");
}
