/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/correction.h"

#include "usecases/desk/view_case.h"
#include "usecases/desk/view_correction.h"
#include "usecases/screening/correction.h"
#include "usecases/screening/send_back.h"
#include "web/form.h"
#include "web/pages/desk/case_page.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

#define CHOICE "question" /* the field that is sent for each answer that is ticked */

static const struct case_page_deed send_back = {&send_back_deed,  "send_back",   "sent_back",
						"desk_send_back", "/desk/cases", true};

static const char *case_path(const struct request *request)
{
	return arena_printf(request->arena, "/desk/cases/%s", request->params[0]);
}

/* --- what is to be corrected --- */

static void show_choices(const struct request *request, struct reply *reply, int64_t case_id, bool is_refused)
{
	static const char *const deeds[] = {"send_back", NULL};
	const struct value *chosen = value_get(request->form, CHOICE);
	struct value *view, *choices;
	struct fault why;
	enum err err = view_case(request->office, request->arena, &request->actor, request->lang, case_id, &view, &why);

	if (!err)
		err = view_correction_choices(request->office, request->arena, &request->actor, request->lang, case_id,
					      chosen, &choices, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	reason_show(request, view, deeds, is_refused ? "send_back" : NULL);
	value_set(request->arena, view, "choices", choices);
	value_set_bool(request->arena, view, "is_refused", is_refused);
	value_set_bool(request->arena, view, "lacks_choice", is_refused && !value_is_truthy(chosen));
	page_set_typed(request, view, value_get_bool(view, "may_send_back"), request->path);
	reply_page(reply, request, is_refused ? 422 : 200, "desk_send_back", view);
}

void page_desk_send_back(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show_choices(request, reply, case_id, false);
}

static void carry(struct arena *arena, struct value *list, struct str id)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "carried_name", CHOICE);
	value_set(arena, map, "carried_value", value_str(arena, id));
	value_add(arena, list, map);
}

static struct value *carried_choices(const struct request *request)
{
	const struct value *chosen = value_get(request->form, CHOICE);
	struct value *list = value_list(request->arena);

	if (chosen && chosen->kind == VALUE_TEXT)
		carry(request->arena, list, chosen->text);
	for (size_t i = 0; i < value_count(chosen); i++)
		carry(request->arena, list, value_at(chosen, i)->text);
	return list;
}

void page_desk_send_back_post(const struct request *request, struct reply *reply)
{
	struct case_deed_input input = {.reason = reason_sent(request, "send_back"), .document = ""};
	const struct edition *edition;
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request) && !case_page_is_draft(request)) {
		show_choices(request, reply, case_id, false);
		return;
	}
	err = case_facts_edition(request->office, case_id, &edition, &why);
	if (!err)
		input.document = send_back_document(request->arena, edition, value_get(request->form, CHOICE));
	if (!err && (!*input.document || case_deed_reason_problem(input.reason))) {
		show_choices(request, reply, case_id, true);
		return;
	}
	if (!err && case_page_shows_draft(request, reply, &send_back, case_id, &input, carried_choices(request)))
		return;
	if (!err)
		err = case_deed_do(&send_back_deed, request->office, &request->actor, &request->once, case_id, &input,
				   &why);
	done_after_deed(request, reply, err, &why, &(struct done_deed){&send_back_deed, case_id, send_back.done},
			case_path(request));
}

/* --- what the company told the secretariat --- */

static void show_form(const struct request *request, struct reply *reply, int64_t case_id, const struct value *given,
		      const struct value *problems)
{
	struct value *view;
	struct fault why;
	enum err err = view_correction_form(request->office, request->arena, &request->actor, request->lang, case_id,
					    given, problems, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	form_show(request->arena, view);
	page_set_typed(request, view, value_get_bool(value_get(view, "case"), "may_correct"), request->path);
	reply_page(reply, request, value_count(problems) ? 422 : 200, "desk_correction", view);
}

void page_desk_correction(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show_form(request, reply, case_id, NULL, NULL);
}

void page_desk_correction_post(const struct request *request, struct reply *reply)
{
	struct correction_result result = {0};
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request)) {
		show_form(request, reply, case_id, request->form, NULL);
		return;
	}
	err = correction_send(request->office, request->arena, &request->actor, &request->once, case_id,
			      page_read_ms(request), request->form, &result, &why);
	if (!err && value_count(result.problems))
		show_form(request, reply, case_id, request->form, result.problems);
	else
		done_after_deed(request, reply, err, &why, &(struct done_deed){&correction_deed, case_id, "corrected"},
				case_path(request));
}
