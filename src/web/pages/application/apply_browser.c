/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/apply_browser.h"

#include "people/token.h"
#include "usecases/application/draft_link.h"
#include "usecases/application/view_call.h"
#include "web/cookie.h"
#include "web/pages/page.h"

#define COOKIE      "apply"
#define COOKIE_LIFE (24 * 60 * 60)

struct str apply_browser_token(const struct request *request, struct reply *reply)
{
	struct str token = page_field(request->cookies, COOKIE);
	struct token_hash hash;

	if (!token_hash(token, &hash))
		token = str_from(arena_strdup(request->arena, token_new().text));
	cookie_set(reply, request, COOKIE, token, COOKIE_LIFE);
	return token;
}

#define LINK_COOKIE_LIFE (DRAFT_LINK_DAYS * 24 * 60 * 60)

static const char *link_cookie(struct arena *arena, const char *draft)
{
	return arena_printf(arena, "draft-%s", draft);
}

struct str apply_browser_link(const struct request *request, const char *draft)
{
	return page_field(request->cookies, link_cookie(request->arena, draft));
}

void apply_browser_keep_link(const struct request *request, struct reply *reply, const char *draft, const char *link)
{
	cookie_set(reply, request, link_cookie(request->arena, draft), str_from(link), LINK_COOKIE_LIFE);
}

struct apply_draft apply_browser_draft(const struct request *request, struct reply *reply, const struct call *call)
{
	bool is_staff = request->actor.role == ROLE_SECRETARIAT;

	return (struct apply_draft){
		.call = call,
		.token = apply_browser_token(request, reply),
		.name = request->params[1],
		.client = is_staff ? "" : request->client, /* whoever types for many is no crowd */
		.entered_by = is_staff ? &request->actor : NULL,
		.link = apply_browser_link(request, request->params[1]),
	};
}

const char *apply_browser_path(struct arena *arena, const struct call *call, const char *draft)
{
	return arena_printf(arena, "%s/apply/%s", call_path(arena, call->edition), draft);
}

void apply_browser_go_to(const struct request *request, struct reply *reply, const char *step)
{
	reply_see_other(
		reply, request,
		arena_printf(request->arena, "/calls/%s/apply/%s%s", request->params[0], request->params[1], step));
}

void apply_browser_show_closed(const struct request *request, struct reply *reply, const struct call *call)
{
	struct value *view;
	struct fault why;
	enum err err = view_call(request->office, request->arena, request->lang, call, NULL, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set_bool(request->arena, view, "was_sent", request->method == METHOD_POST);
	reply_page(reply, request, 200, "apply_closed", view);
}

bool apply_browser_demand_open(const struct request *request, struct reply *reply, struct call *ret_call)
{
	if (!page_find_call(request, reply, ret_call))
		return false;
	if (call_is_open(ret_call))
		return true;
	apply_browser_show_closed(request, reply, ret_call);
	return false;
}
