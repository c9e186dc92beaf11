/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/my/my.h"

#include "codec/texts.h"
#include "usecases/desk/view_case.h"
#include "usecases/diagnosis/target_proposals.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/my/view_my.h"
#include "usecases/screening/screening_deed.h"
#include "web/form.h"
#include "web/pages/diagnosis/report.h"
#include "web/pages/done.h"
#include "web/pages/my/my_link.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

void page_my(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err;

	if (request->actor.role != ROLE_COMPANY) {
		page_my_link(request, reply);
		return;
	}
	err = view_my(request->office, request->arena, &request->actor, request->lang, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	done_show(request, reply, view, 0);
	reply_page(reply, request, 200, "my", view);
}

void page_my_answers(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_case(request->office, request->arena, &request->actor, request->lang,
				 request->actor.case_id, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (value_get_bool(view, "has_plan"))
		reply_page(reply, request, 200, "my_answers", view);
	else
		reply_see_other(reply, request, "/my");
}

static enum err add_proposals(const struct request *request, struct value *view, struct fault *why)
{
	struct value *proposals;
	enum err err = target_proposals_list(request->office, request->arena, &request->actor, request->client,
					     request->form, &proposals, why);

	if (err)
		return err;
	if (value_count(proposals)) /* a tick is enough */
		form_relax(request->arena, view, "targets");
	value_set(request->arena, view, "proposals", proposals);
	value_set_bool(request->arena, view, "has_proposals", value_count(proposals) > 0);
	return ERR_OK;
}

/* The form with the values of the request; answers with the failure's page and returns NULL when it cannot be shown. */
static struct value *load_form(const struct request *request, struct reply *reply, const struct value *problems)
{
	struct value *view;
	struct fault why;
	enum err err = view_my_authorisation(request->office, request->arena, &request->actor, request->lang,
					     request->actor.case_id, request->form, problems, &view, &why);

	if (!err)
		err = add_proposals(request, view, &why);
	if (!err) {
		form_show(request->arena, view);
		done_show(request, reply, view, 0);
		page_set_typed(request, view, value_get_bool(value_get(view, "case"), "may_authorise"), request->path);
		return view;
	}
	reply_failure(reply, request, err, &why);
	return NULL;
}

static void show_authorisation(const struct request *request, struct reply *reply, int status,
			       const struct value *problems)
{
	struct value *view = load_form(request, reply, problems);

	if (view)
		reply_page(reply, request, status, "my_authorisation", view);
}

void page_my_authorisation(const struct request *request, struct reply *reply)
{
	show_authorisation(request, reply, 200, NULL);
}

void page_my_authorisation_post(const struct request *request, struct reply *reply)
{
	struct value *problems = NULL;
	struct fault why;
	enum err err;

	if (page_asks_language(request)) {
		show_authorisation(request, reply, 200, NULL);
		return;
	}
	err = targets_form_submit(request->office, request->arena, &request->actor, &request->once,
				  target_proposals_take(request->arena, request->form), &problems, &why);
	if (err || !value_count(problems))
		page_after(request, reply, err, &why, "/my/authorisation/code");
	else
		show_authorisation(request, reply, 422, problems);
}

void page_my_revoke_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = case_deed_do(&targets_deed_revoke, request->office, &request->actor, &request->once,
				    request->actor.case_id, NULL, &why);

	done_after(request, reply, err, &why, "revoked", "/my/authorisation");
}

void page_my_end_purpose_post(const struct request *request, struct reply *reply)
{
	const struct case_deed_input input = {.purpose = page_field(request->form, "purpose")};
	struct fault why;
	enum err err = case_deed_do(&targets_deed_end_purpose, request->office, &request->actor, NULL,
				    request->actor.case_id, &input, &why);

	done_after(request, reply, err, &why, "purpose_ended", "/my/authorisation");
}

/* Of the texts "my_withdraw.why_NAME". */
static const char *const whys[] = {"dates", "other_support", "internal", "other"};

/* The one that was chosen; NULL for none. */
static const char *chosen_why(const struct request *request)
{
	for (size_t i = 0; i < COUNT(whys); i++)
		if (str_is(page_field(request->form, "why"), whys[i]))
			return whys[i];
	return NULL;
}

static struct value *whys_value(const struct request *request)
{
	struct value *list = value_list(request->arena);

	for (size_t i = 0; i < COUNT(whys); i++) {
		struct value *map = value_map(request->arena);
		value_set_text(request->arena, map, "why", whys[i]);
		value_set_bool(request->arena, map, "chosen", chosen_why(request) == whys[i]);
		value_add(request->arena, list, map);
	}
	return list;
}

/* What was chosen, in words of the office's language, and what was typed, a line each. */
static struct str why_it_leaves(const struct request *request)
{
	const char *chosen = chosen_why(request);
	struct str typed = str_trim(reason_sent(request, "leave"));
	const char *words;

	if (!chosen)
		return typed;
	words = texts_get(request->office->texts, request->arena, LANG_JA,
			  arena_printf(request->arena, "my_withdraw.why_%s", chosen), NULL);
	return str_from(arena_printf(request->arena, "%s%s%.*s", words, typed.n ? "\n" : "", (int)typed.n,
				     typed.n ? typed.p : ""));
}

/* refused: the reason that was sent is not accepted. */
static void show_withdraw(const struct request *request, struct reply *reply, bool refused)
{
	static const char *const deeds[] = {"leave", NULL};
	struct value *view;
	struct fault why;
	enum err err = view_case(request->office, request->arena, &request->actor, request->lang,
				 request->actor.case_id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	reason_show(request, view, deeds, refused ? "leave" : NULL);
	value_set(request->arena, view, "whys", whys_value(request));
	page_set_typed(request, view, value_get_bool(view, "may_withdraw"), request->path);
	reply_page(reply, request, refused ? 422 : 200, "my_withdraw", view);
}

void page_my_withdraw(const struct request *request, struct reply *reply)
{
	show_withdraw(request, reply, false);
}

void my_left_already(const struct request *request, struct reply *reply, const struct case_deed *deed)
{
	bool was_done = false;
	struct fault why;
	enum err err = case_deed_was_sent(deed, request->office, &request->once, &was_done, &why);

	if (err || was_done)
		page_after(request, reply, err, &why, "/my/withdrawn");
	else
		reply_problem_because(reply, request, 403, "session");
}

static void withdraw(const struct request *request, struct reply *reply)
{
	const struct case_deed_input input = {.reason = why_it_leaves(request)};
	struct fault why;
	enum err err;

	if (page_asks_language(request)) {
		show_withdraw(request, reply, false);
		return;
	}
	err = case_deed_do(&screening_deed_leave, request->office, &request->actor, &request->once,
			   request->actor.case_id, &input, &why);

	if (err == ERR_INVALID)
		show_withdraw(request, reply, true);
	else
		page_after(request, reply, err, &why, "/my/withdrawn");
}

void page_my_withdraw_post(const struct request *request, struct reply *reply)
{
	if (request->actor.role == ROLE_COMPANY)
		withdraw(request, reply);
	else
		my_left_already(request, reply, &screening_deed_leave);
}

void page_my_withdrawn(const struct request *request, struct reply *reply)
{
	reply_page(reply, request, 200, "my_withdrawn", NULL);
}

void page_my_report(const struct request *request, struct reply *reply)
{
	report_show(request, reply, request->actor.case_id, "/my/report.pdf", "/my");
}

void page_my_report_pdf(const struct request *request, struct reply *reply)
{
	report_send_pdf(request, reply, request->actor.case_id);
}
