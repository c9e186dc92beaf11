/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/account/sign_in.h"
#include "web/cookie.h"

#include <string.h>

#include "base/log.h"
#include "usecases/account/company_link.h"
#include "usecases/account/passkey_deed.h"
#include "usecases/account/second_step.h"
#include "usecases/account/session.h"
#include "usecases/account/sign_in.h"
#include "web/home.h"
#include "web/pages/page.h"

#define DEVICE_COOKIE "device"
#define CODE_COOKIE   "code" /* between the password and the code */

/* Only a path of ours: "//host" and "/\host" lead elsewhere. */
static bool is_own_path(struct str path)
{
	return path.n > 0 && path.n < 200 && path.p[0] == '/' &&
	       !(path.n > 1 && (path.p[1] == '/' || path.p[1] == '\\')) && str_index(path, '\n') == path.n &&
	       str_index(path, '\r') == path.n;
}

static void show(const struct request *request, struct reply *reply, int status, const struct sign_in_result *result)
{
	struct arena *arena = request->arena;
	struct value *context = value_map(arena);
	struct str next = page_field(request->method == METHOD_POST ? request->form : request->query, "next");

	value_set(arena, context, "next", value_str(arena, is_own_path(next) ? next : STR("")));
	value_set(arena, context, "name", value_str(arena, page_field(request->form, "name")));
	page_set_typed(request, context, true, request->path);
	value_set_bool(arena, context, "wrong", result && result->outcome == SIGN_IN_WRONG);
	value_set_bool(arena, context, "by_passkey", result && result->outcome == SIGN_IN_PASSKEY);
	value_set_bool(arena, context, "is_over", str_is(page_field(request->query, "again"), "code"));
	value_set_int(arena, context, "wait_s", result && result->outcome == SIGN_IN_WAIT ? result->wait_s : 0);
	value_set_bool(arena, context, "passkey_wrong", status == 403);
	page_set_passkey(request, reply, context, 0);
	reply_page(reply, request, status, "sign_in", context);
}

void page_sign_in(const struct request *request, struct reply *reply)
{
	if (request->actor.role == ROLE_VISITOR)
		show(request, reply, 200, NULL);
	else
		reply_see_other(reply, request, home_of_role(request->actor.role));
}

static struct staff_browser browser_of(const struct request *request)
{
	return (struct staff_browser){
		.session = request->session_token,
		.device = page_field(request->cookies, DEVICE_COOKIE),
		.client = request->client,
	};
}

static struct sign_in_input input_of(const struct request *request)
{
	return (struct sign_in_input){
		.name = page_field(request->form, "name"),
		.password = page_field(request->form, "password"),
		.browser = browser_of(request),
	};
}

static void keep(const struct request *request, struct reply *reply, const char *name, const struct token *token,
		 int seconds)
{
	cookie_set(reply, request, name, str_from(arena_strdup(request->arena, token->text)), seconds);
}

static void take_in(const struct request *request, struct reply *reply, const struct staff_session *session)
{
	struct str next = page_field(request->form, "next");

	keep(request, reply, COOKIE_SESSION, &session->token, SESSION_STAFF_HOURS * 3600);
	keep(request, reply, DEVICE_COOKIE, &session->device, STAFF_SESSION_DEVICE_DAYS * 24 * 3600);
	reply_see_other(reply, request,
			is_own_path(next) ? str_dup(request->arena, next) : home_of_role(session->role));
}

static void show_code(const struct request *request, struct reply *reply, int status)
{
	struct value *context = value_map(request->arena);
	struct str next = page_field(request->form, "next");

	value_set(request->arena, context, "next", value_str(request->arena, is_own_path(next) ? next : STR("")));
	page_set_code(request, context, status == 422);
	page_set_typed(request, context, true, "/sign-in/code");
	reply_page(reply, request, status, "sign_in_code", context);
}

/* The code's page is this answer and has no address: it is nothing without the password. */
static void ask_code(const struct request *request, struct reply *reply, const struct token *token)
{
	keep(request, reply, CODE_COOKIE, token, SECOND_STEP_MINUTES * 60);
	show_code(request, reply, 200);
}

static void answer_sign_in(const struct request *request, struct reply *reply)
{
	const struct sign_in_input input = input_of(request);
	struct sign_in_result result;
	struct fault why;
	enum err err = sign_in(request->office, &input, &result, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	switch (result.outcome) {
	case SIGN_IN_DONE: take_in(request, reply, &result.session); break;
	case SIGN_IN_CODE: ask_code(request, reply, &result.code_token); break;
	case SIGN_IN_PASSKEY:
	case SIGN_IN_WRONG: show(request, reply, 422, &result); break;
	case SIGN_IN_WAIT:
		show(request, reply, 429, &result);
		reply->retry_after_s = result.wait_s;
		break;
	}
}

/* Whoever was here before does not wait for strangers. */
void page_sign_in_post(const struct request *request, struct reply *reply)
{
	const struct sign_in_input input = input_of(request);
	bool is_known = false;
	struct fault why;
	enum err err = ERR_OK;

	if (page_asks_language(request)) {
		show(request, reply, 200, NULL);
		return;
	}
	err = sign_in_is_known(request->office, &input, &is_known, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_apart(reply, answer_sign_in, is_known);
}

void page_sign_in_code_post(const struct request *request, struct reply *reply)
{
	const struct staff_browser browser = browser_of(request);
	struct second_step_result result;
	struct fault why;
	enum err err;

	if (page_asks_language(request)) {
		show_code(request, reply, 200);
		return;
	}
	err = second_step_answer(request->office, page_field(request->cookies, CODE_COOKIE),
				 page_field(request->form, "code"), &browser, &result, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	switch (result.outcome) {
	case SECOND_STEP_DONE:
		cookie_set(reply, request, CODE_COOKIE, STR(""), 0);
		take_in(request, reply, &result.session);
		break;
	case SECOND_STEP_WRONG: show_code(request, reply, 422); break;
	case SECOND_STEP_OVER: reply_see_other(reply, request, "/sign-in?again=code"); break;
	}
}

/* Why an answer opens nothing is for the log. */
void page_sign_in_passkey_post(const struct request *request, struct reply *reply)
{
	const struct passkey_deed_shown shown = {
		.question = page_field(request->form, "question"),
		.credential = page_field(request->form, "credential"),
		.client_data = page_field(request->form, "client_data"),
		.authenticator_data = page_field(request->form, "authenticator_data"),
		.signature = page_field(request->form, "signature"),
	};
	const struct staff_browser browser = browser_of(request);
	struct staff_session session;
	struct fault why;
	enum err err = passkey_deed_sign_in(request->office, &shown, &browser, &session, &why);

	if (err == ERR_DENIED) {
		log_warning("a passkey opened nothing: %s", why.text);
		show(request, reply, 403, NULL);
	} else if (err) {
		reply_failure(reply, request, err, &why);
	} else {
		take_in(request, reply, &session);
	}
}

void page_sign_out_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = session_end(request->office, request->session_token, &why);

	cookie_set(reply, request, COOKIE_SESSION, STR(""), 0);
	page_after(request, reply, err, &why, "/");
}

static void show_enter(const struct request *request, struct reply *reply, bool is_valid)
{
	struct value *context = value_map(request->arena);

	value_set_bool(request->arena, context, "is_valid", is_valid);
	reply_page(reply, request, is_valid ? 200 : 410, "enter", context);
}

void page_enter(const struct request *request, struct reply *reply)
{
	int64_t case_id = 0;
	struct fault why;
	enum err err = company_link_case(request->office, str_from(request->params[0]), &case_id, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		show_enter(request, reply, case_id != 0);
}

/* The page that a mail promises; a page that has nothing for the company now leads on to /my. */
static const char *page_of_mail(const char *mail)
{
	static const struct {
		const char *mail, *page;
	} pages[] = {
		{"invitation", "/my/questionnaire"}, {"reminder", "/my/questionnaire"},
		{"confirmed", "/my/authorisation"},  {"authorisation_asked", "/my/authorisation"},
		{"report_released", "/my/report"},   {"send_back", "/my/correction"},
		{"leave_asked", "/my/withdraw"},
	};

	for (size_t i = 0; i < COUNT(pages); i++)
		if (strcmp(mail, pages[i].mail) == 0)
			return pages[i].page;
	return "/my";
}

void page_enter_post(const struct request *request, struct reply *reply)
{
	struct company_link_entry entry;
	struct fault why;
	enum err err = company_link_enter(request->office, request->arena, str_from(request->params[0]),
					  request->session_token, &entry, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	if (!entry.is_valid) {
		show_enter(request, reply, false);
		return;
	}
	cookie_set(reply, request, COOKIE_SESSION, str_from(arena_strdup(request->arena, entry.token.text)),
		   SESSION_COMPANY_HOURS * 3600);
	reply_see_other(reply, request, page_of_mail(entry.mail));
}
