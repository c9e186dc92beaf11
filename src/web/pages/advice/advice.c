/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/advice/advice.h"

#include "codec/utf8.h"
#include "usecases/advice/advice_deed.h"
#include "usecases/advice/view_advice.h"
#include "usecases/advice/view_preparation.h"
#include "usecases/desk/note_deed.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

static const char *path_of(const struct request *request, const char *end)
{
	return arena_printf(request->arena, "/expert/%s/%s", request->params[0], end);
}

/* --- before and during a visit --- */

static void show_preparation(const struct request *request, struct reply *reply, int64_t case_id, struct str typed,
			     const char *problem)
{
	struct arena *arena = request->arena;
	struct value *view;
	struct fault why;
	enum err err = view_preparation(request->office, arena, &request->actor, request->lang, case_id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set(arena, view, "typed_words", value_str(arena, typed));
	value_set_text(arena, view, "problem", problem);
	value_set_int(arena, view, "chars", (int64_t)utf8_count(str_trim(typed)));
	value_set_int(arena, view, "chars_max", NOTE_DEED_CHARS_MAX);
	done_show(request, reply, view, 0);
	page_set_typed(request, view, value_get_bool(view, "may_write_visit"), path_of(request, "notes"));
	reply_page(reply, request, *problem ? 422 : 200, "preparation", view);
}

void page_preparation(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show_preparation(request, reply, case_id, STR(""), "");
}

void page_preparation_note_post(const struct request *request, struct reply *reply)
{
	struct str words = reason_without_returns(request, page_field(request->form, "words"));
	const char *problem = "";
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request)) {
		show_preparation(request, reply, case_id, words, "");
		return;
	}
	err = note_deed_add(request->office, &request->actor, &request->once, case_id, NOTE_KIND_VISIT, words, &problem,
			    &why);
	if (!err && *problem)
		show_preparation(request, reply, case_id, words, problem);
	else
		done_after(request, reply, err, &why, "noted", path_of(request, "prepare"));
}

/* --- the plan --- */

static void show_advice(const struct request *request, struct reply *reply, int64_t case_id, const char *problem,
			const char *at)
{
	struct arena *arena = request->arena;
	struct value *view;
	struct fault why;
	enum err err = view_advice(request->office, arena, &request->actor, request->lang, case_id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	if (request->form)
		view_advice_set_typed(arena, view, request->form);
	value_set_text(arena, view, "problem", problem);
	value_set_text(arena, view, "problem_at", at);
	value_set_int(arena, view, "chars_max", ADVICE_OWN_CHARS);
	done_show(request, reply, view, case_id);
	page_set_typed(request, view, value_get_bool(view, "is_draft") && value_get_bool(view, "may_advise"),
		       path_of(request, "advice"));
	reply_page(reply, request, *problem ? 422 : 200, "advice", view);
}

void page_advice(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show_advice(request, reply, case_id, "", "");
}

void page_advice_make_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = advice_deed_make(request->office, &request->actor, &request->once, case_id, &why);
	done_after(request, reply, err, &why, "advice_drafted", path_of(request, "advice"));
}

void page_advice_save_post(const struct request *request, struct reply *reply)
{
	const char *problem = "";
	struct fault why;
	size_t entry = 0;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request)) {
		show_advice(request, reply, case_id, "", "");
		return;
	}
	err = advice_deed_save(request->office, &request->actor, case_id, request->form, page_read_ms(request),
			       &problem, &entry, &why);
	if (!err && *problem)
		show_advice(request, reply, case_id, problem, arena_printf(request->arena, "own-%zu", entry));
	else
		done_after(request, reply, err, &why, "advice_saved", path_of(request, "advice"));
}

/* Why the draft is not handed over, in a word that the page explains; "" when it is something else. */
static const char *why_not_released(const struct request *request, int64_t case_id, int64_t read_ms)
{
	struct value *view;

	if (view_advice(request->office, request->arena, &request->actor, request->lang, case_id, &view, NULL) ||
	    !value_get_bool(view, "is_draft"))
		return "";
	if (value_get_int(view, "saved_ms", 0) != read_ms)
		return "changed";
	return value_get_bool(view, "waits_for_report") ? "report" : "";
}

void page_advice_release_post(const struct request *request, struct reply *reply)
{
	const struct case_deed_input input = {.read_ms = page_read_ms(request)};
	const char *problem = "";
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = case_deed_do(&advice_deed_release, request->office, &request->actor, &request->once, case_id, &input,
			   &why);
	if (err == ERR_CONFLICT)
		problem = why_not_released(request, case_id, input.read_ms);
	if (*problem)
		show_advice(request, reply, case_id, problem, "release");
	else
		done_after_deed(request, reply, err, &why,
				&(struct done_deed){&advice_deed_release, case_id, "advice_released"},
				path_of(request, "advice"));
}

void page_my_advice(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	enum err err = view_advice(request->office, request->arena, &request->actor, request->lang,
				   request->actor.case_id, &view, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_page(reply, request, 200, "my_advice", view);
}
