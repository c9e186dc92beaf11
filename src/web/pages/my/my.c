/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/my/my.h"

#include <string.h>

#include "usecases/application/answer_questionnaire.h"
#include "usecases/desk/view_case.h"
#include "usecases/diagnosis/diagnose_case.h"
#include "usecases/screening/screen_case.h"
#include "web/pages/diagnosis/report.h"
#include "web/pages/page.h"

/* The company's case; answers with the failure's page and returns NULL when it cannot be shown. */
static struct value *load(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_case(request->office, request->arena, &request->actor, request->lang,
				 request->actor.case_number, &view, &why);

	if (!err)
		return view;
	reply_failure(reply, request, err, &why);
	return NULL;
}

/* How far the case has come on the way that a company sees. */
static size_t steps_done(const struct value *view)
{
	static const char *const order[] = {"received", "checked", "invited", "confirmed", "supported", "advised"};
	const char *state = value_get_text(view, "state");
	size_t at = 0;

	if (value_get_bool(value_get(view, "diagnosis"), "is_released"))
		return 6;
	if (value_get_bool(value_get(view, "diagnosis"), "is_done"))
		return 5;
	while (at < 6 && strcmp(order[at], state) != 0)
		at++;
	if (at == 6)
		return strcmp(state, "completed") == 0 ? 6 : 1;
	return at >= 4 ? 4 : at + 1;
}

static void add_steps(struct arena *arena, struct value *view)
{
	static const char *const keys[] = {"applied", "checked", "invited", "confirmed", "diagnosed", "released"};
	struct value *steps = value_list(arena);
	size_t done = steps_done(view);

	for (size_t i = 0; i < 6; i++) {
		struct value *step = value_map(arena);
		value_set_text(arena, step, "key", keys[i]);
		value_set_bool(arena, step, "is_done", i < done);
		value_set_bool(arena, step, "is_now", i == done || (done == 6 && i == 5));
		value_add(arena, steps, step);
	}
	value_set(arena, view, "steps", steps);
}

/* The one thing that the company can do now. */
static const char *next_thing(const struct value *view)
{
	const struct value *authorisation = value_get(view, "authorisation");

	if (value_get_bool(view, "may_answer"))
		return "questionnaire";
	if (value_get_bool(view, "may_read_report"))
		return "report";
	if (value_get_bool(view, "may_authorise") && !value_get_bool(authorisation, "is_usable"))
		return "authorisation";
	return value_get_bool(view, "is_ended") ? "none" : "wait";
}

void page_my(const struct request *request, struct reply *reply)
{
	struct value *view = load(request, reply);
	struct value *next = value_map(request->arena);

	if (!view)
		return;
	add_steps(request->arena, view);
	value_set_bool(request->arena, next, next_thing(view), true);
	value_set(request->arena, view, "next", next);
	reply_page(reply, request, 200, "my", view);
}

static void show_form(const struct request *request, struct reply *reply, const char *name,
		      const struct edition_form *form, const struct value *view, const struct value *problems)
{
	struct value *context = page_form(request, form, NULL, request->form, problems);

	value_set_shared(request->arena, context, "case", view);
	reply_page(reply, request, value_count(problems) ? 422 : 200, name, context);
}

void page_my_questionnaire(const struct request *request, struct reply *reply)
{
	struct value *view = load(request, reply);

	if (!view)
		return;
	if (value_get_bool(view, "may_answer"))
		show_form(request, reply, "my_questionnaire", &request->office->edition->questionnaire, view, NULL);
	else
		reply_see_other(reply, request, "/my");
}

/* A deed with a form: shown again with its problems, else on to the company's page. */
static void after_form(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		       const char *name, const struct edition_form *form, const struct value *problems)
{
	struct value *view;

	if (err || !value_count(problems)) {
		page_after(request, reply, err, why, "/my");
		return;
	}
	view = load(request, reply);
	if (view)
		show_form(request, reply, name, form, view, problems);
}

void page_my_questionnaire_post(const struct request *request, struct reply *reply)
{
	struct value *problems = NULL;
	struct fault why;
	enum err err = answer_questionnaire(request->office, request->arena, &request->actor, &request->once,
					    request->form, &problems, &why);

	after_form(request, reply, err, &why, "my_questionnaire", &request->office->edition->questionnaire, problems);
}

void page_my_authorisation(const struct request *request, struct reply *reply)
{
	struct value *view = load(request, reply);

	if (view)
		show_form(request, reply, "my_authorisation", &request->office->edition->authorisation, view, NULL);
}

void page_my_authorisation_post(const struct request *request, struct reply *reply)
{
	struct value *problems = NULL;
	struct fault why;
	enum err err = authorise_targets(request->office, request->arena, &request->actor, &request->once,
					 request->form, &problems, &why);

	after_form(request, reply, err, &why, "my_authorisation", &request->office->edition->authorisation, problems);
}

void page_my_revoke_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = revoke_targets(request->office, &request->actor, &request->once, &why);

	page_after(request, reply, err, &why, "/my/authorisation");
}

static void show_withdraw(const struct request *request, struct reply *reply, bool is_reason_missing)
{
	struct value *view = load(request, reply);

	if (!view)
		return;
	value_set_bool(request->arena, view, "reason_missing", is_reason_missing);
	reply_page(reply, request, is_reason_missing ? 422 : 200, "my_withdraw", view);
}

void page_my_withdraw(const struct request *request, struct reply *reply)
{
	show_withdraw(request, reply, false);
}

void page_my_withdraw_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = withdraw_case(request->office, &request->actor, &request->once, request->actor.case_number,
				     page_field(request->form, "reason"), &why);

	if (err == ERR_INVALID)
		show_withdraw(request, reply, true);
	else
		page_after(request, reply, err, &why, "/my");
}

void page_my_report(const struct request *request, struct reply *reply)
{
	report_show(request, reply, request->actor.case_number, "/my/report.pdf", "/my");
}

void page_my_report_pdf(const struct request *request, struct reply *reply)
{
	report_send_pdf(request, reply, request->actor.case_number);
}
