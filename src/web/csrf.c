/* SPDX-License-Identifier: Apache-2.0 */
#include "web/csrf.h"

#include "people/form_token.h"
#include "web/cookie.h"

struct str csrf_binding(const struct request *request)
{
	struct str visitor = str_from(value_get_text(request->cookies, CSRF_COOKIE));

	if (request->session_token.n)
		return request->session_token;
	return visitor.n == FORM_TOKEN_NONCE_LENGTH ? visitor : (struct str){NULL, 0};
}

const char *csrf_new_token(const struct request *request, struct reply *reply)
{
	struct str binding = request->form_binding;
	struct form_token token;

	if (!binding.n) {
		char *fresh = arena_alloc(request->arena, FORM_TOKEN_NONCE_LENGTH + 1);

		form_token_new_binding(fresh);
		binding = str_from(fresh);
		/* Until the browser is closed, for a day at most. */
		cookie_set(reply, request, CSRF_COOKIE, binding, 86400);
	}
	token = form_token_new(request->office->secret, binding);
	return arena_strdup(request->arena, token.text);
}

/* "https://host:port" -> "host:port"; what is no such thing gives an empty view. */
static struct str authority_of(struct str origin)
{
	if (str_starts(origin, "https://"))
		return str_skip(origin, 8);
	if (str_starts(origin, "http://"))
		return str_skip(origin, 7);
	return (struct str){NULL, 0};
}

/* A browser that names another origin is believed; without an origin the token decides. */
static bool is_same_origin(const struct http_head *head, const struct request *request)
{
	struct str site = http_head_value(head, "sec-fetch-site"), origin = http_head_value(head, "origin");
	struct str host = http_head_value(head, "host"), own = str_from(request->office->base_url);

	if (site.p && !str_is(site, "same-origin") && !str_is(site, "none"))
		return false;
	if (!origin.p || (own.n && str_eq(origin, own)))
		return true;
	return authority_of(origin).n && str_eq_ascii_case(authority_of(origin), host);
}

static bool check(const struct http_head *head, struct request *request, struct str binding)
{
	struct str text = str_from(value_get_text(request->form, CSRF_FIELD));

	if (http_head_count(head, "origin") > 1 || http_head_count(head, "sec-fetch-site") > 1)
		return false;
	return is_same_origin(head, request) && binding.n &&
	       form_token_check(request->office->secret, binding, text, &request->once.nonce);
}

bool csrf_check(const struct http_head *head, struct request *request)
{
	return check(head, request, request->form_binding);
}

bool csrf_check_ended(const struct http_head *head, struct request *request)
{
	return request->actor.role == ROLE_VISITOR &&
	       check(head, request, str_from(value_get_text(request->cookies, COOKIE_SESSION)));
}
