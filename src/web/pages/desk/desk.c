/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/desk.h"

#include "usecases/application/offer_deed.h"
#include "usecases/desk/edition_choice.h"
#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_desk.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/see_judgement.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/screening/answer_chase.h"
#include "usecases/screening/change_course.h"
#include "usecases/screening/release_mails.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/turn_away.h"
#include "web/cookie.h"
#include "web/pages/desk/case_page.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

#define EDITION_COOKIE      "edition"
#define EDITION_COOKIE_LIFE (365 * 24 * 60 * 60)

/* Which call is looked at: what was just chosen, which a cookie then keeps, or what was chosen before. */
static enum err find_edition(const struct request *request, struct reply *reply, const char **ret_edition,
			     struct fault *why)
{
	struct str chosen = page_field(request->query, EDITION_COOKIE);
	struct str wanted = chosen.n ? chosen : page_field(request->cookies, EDITION_COOKIE);
	enum err err = edition_choice_find(request->office, request->arena,
					   str_dup(request->arena, str_head(wanted, 100)), ret_edition, why);

	if (!err && chosen.n)
		cookie_set(reply, request, EDITION_COOKIE, str_from(**ret_edition ? *ret_edition : EDITION_CHOICE_ALL),
			   EDITION_COOKIE_LIFE);
	return err;
}

void page_desk(const struct request *request, struct reply *reply)
{
	const char *edition;
	struct value *view;
	struct fault why;
	enum err err = find_edition(request, reply, &edition, &why);

	if (!err)
		err = view_desk(request->office, request->arena, &request->actor, request->lang, edition, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "desk", view);
}

/* --- the list of cases --- */

void page_desk_cases(const struct request *request, struct reply *reply)
{
	static const char *const names[] = {"text", "state", "course", NULL};
	struct arena *arena = request->arena;
	struct str text = str_head(page_field(request->query, "text"), 200);
	struct case_query query = {
		.state = str_dup(arena, page_field(request->query, "state")),
		.course = str_dup(arena, page_field(request->query, "course")),
		.text = str_dup(arena, text),
		.page = page_of_list(request),
	};
	struct value *view;
	struct fault why;
	enum err err;

	err = find_edition(request, reply, &query.edition, &why);
	if (!err)
		err = view_cases(request->office, arena, &request->actor, request->lang, &query, &view, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, "/desk/cases", names);
	reply_page(reply, request, 200, "desk_cases", view);
}

/* --- one case --- */

void page_desk_case(const struct request *request, struct reply *reply)
{
	case_page_show(request, reply, "desk_case", NULL);
}

static const char *case_path(const struct request *request)
{
	return arena_printf(request->arena, "/desk/cases/%s", request->params[0]);
}

static void do_deed(const struct request *request, struct reply *reply, const struct case_deed *deed,
		    const struct case_deed_input *input, const char *done)
{
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = case_deed_do(deed, request->office, &request->actor, &request->once, case_id, input, &why);
	done_after_deed(request, reply, err, &why, &(struct done_deed){deed, case_id, done}, case_path(request));
}

void page_desk_check_post(const struct request *request, struct reply *reply)
{
	do_deed(request, reply, &screening_deed_check, NULL, "checked");
}

void page_desk_mails_post(const struct request *request, struct reply *reply)
{
	do_deed(request, reply, &release_mails_deed, NULL, "mails_released");
}

void page_desk_hold_post(const struct request *request, struct reply *reply)
{
	do_deed(request, reply, &answer_chase_hold, NULL, "reminder_held");
}

void page_desk_diagnose_post(const struct request *request, struct reply *reply)
{
	const struct case_deed_input input = {.purpose = page_field(request->form, "purpose")};

	do_deed(request, reply, &diagnosis_deed_start, &input, "started");
}

void page_desk_end_purpose_post(const struct request *request, struct reply *reply)
{
	const struct case_deed_input input = {.purpose = page_field(request->form, "purpose")};

	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	/* Without the form's token: an end must not be taken for another purpose's that was sent again. */
	err = case_deed_do(&targets_deed_end_purpose, request->office, &request->actor, NULL, case_id, &input, &why);
	done_after_deed(request, reply, err, &why,
			&(struct done_deed){&targets_deed_end_purpose, case_id, "purpose_ended"}, case_path(request));
}

void page_desk_stop_post(const struct request *request, struct reply *reply)
{
	do_deed(request, reply, &diagnosis_deed_stop, NULL, "stopped");
}

void page_desk_release_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed release = {&diagnosis_deed_release, "release", "released", "desk_case",
						      "/desk/cases",           false};

	case_page_with_reason(request, reply, &release);
}

void page_desk_assign_post(const struct request *request, struct reply *reply)
{
	struct case_deed_input input = {0};

	str_to_i64(page_field(request->form, "expert"), &input.person_id);
	do_deed(request, reply, &screening_deed_assign, &input, "assigned");
}

void page_desk_decline_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed decline = {&screening_deed_decline, "decline", "declined", "desk_case",
						      "/desk/cases",           true};

	case_page_with_reason(request, reply, &decline);
}

void page_desk_withdraw_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed withdraw = {
		&screening_deed_withdraw, "withdraw", "withdrawn", "desk_case", "/desk/cases", true};

	case_page_with_reason(request, reply, &withdraw);
}

void page_desk_course_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed change = {&change_course_deed, "course_change", "course_changed",
						     "desk_case",         "/desk/cases",   false};

	case_page_with_reason(request, reply, &change);
}

void page_desk_exclude_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed exclude = {&turn_away_exclude, "exclude",     "excluded",
						      "desk_case",        "/desk/cases", true};

	case_page_with_reason(request, reply, &exclude);
}

void page_desk_exclude_false_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed exclude = {
		&turn_away_false_statement, "exclude_false", "excluded", "desk_case", "/desk/cases", true};

	case_page_with_reason(request, reply, &exclude);
}

void page_desk_ask_to_leave_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed ask = {
		&turn_away_ask_to_leave, "ask_to_leave", "leave_asked", "desk_case", "/desk/cases", true};

	case_page_with_reason(request, reply, &ask);
}

void page_desk_reopen_post(const struct request *request, struct reply *reply)
{
	static const struct case_page_deed reopen = {&turn_away_reopen, "reopen",      "reopened",
						     "desk_case",       "/desk/cases", true};

	case_page_with_reason(request, reply, &reopen);
}

void page_desk_accept_post(const struct request *request, struct reply *reply)
{
	do_deed(request, reply, &offer_deed_accept, NULL, "accepted");
}

void page_desk_refuse_post(const struct request *request, struct reply *reply)
{
	do_deed(request, reply, &offer_deed_refuse, NULL, "refused");
}

void page_desk_seen_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = see_judgement(request->office, &request->actor, case_id, &why);
	done_after(request, reply, err, &why, "seen", case_path(request));
}

void page_desk_rehearsal(const struct request *request, struct reply *reply)
{
	if (request->office->rehearsal)
		reply_page(reply, request, 200, "desk_rehearsal", NULL);
	else
		reply_problem(reply, request, 404);
}
