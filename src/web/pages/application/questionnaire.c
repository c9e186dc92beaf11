/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/application/questionnaire.h"

#include <string.h>

#include "usecases/application/questionnaire_deed.h"
#include "usecases/application/questionnaire_paper.h"
#include "usecases/application/view_questionnaire.h"
#include "web/form.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

/* Whose pre-interview it is, and where its pages are. */
struct place {
	int64_t case_id;
	const char *folder; /* of the pages */
	const char *back;   /* the page of the case */
	const char *page;   /* what stands behind the folder, "" for nothing */
	const char *behind; /* where who has sent it goes on */
};

static bool find_place(const struct request *request, struct reply *reply, struct place *ret_place)
{
	const char *const *params = request->params;
	struct place place = {request->actor.case_id, "/my/questionnaire", "/my", params[0], "/my/authorisation"};

	if (request->actor.role == ROLE_SECRETARIAT) {
		if (!page_find_case(request, reply, &place.case_id))
			return false;
		place.back = arena_printf(request->arena, "/desk/cases/%s", params[0]);
		place.folder = arena_printf(request->arena, "%s/questionnaire", place.back);
		place.page = params[1];
		place.behind = place.back;
	}
	*ret_place = place;
	return true;
}

/* False after an answer: one that is not to be answered now leads to the page of its case. */
static bool load(const struct request *request, struct reply *reply, const struct place *place,
		 struct questionnaire_draft *ret_draft)
{
	struct fault why;
	enum err err = questionnaire_draft_load(request->office, request->arena, &request->actor, place->case_id,
						ret_draft, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else if (!ret_draft->is_open)
		reply_see_other(reply, request, place->back);
	return !err && ret_draft->is_open;
}

static void show(const struct request *request, struct reply *reply, int status, const char *name,
		 const struct place *place, struct value *view)
{
	value_set_text(request->arena, view, "folder", place->folder);
	value_set_text(request->arena, view, "back_path", place->back);
	reply_page(reply, request, status, name, view);
}

static void go_to(const struct request *request, struct reply *reply, const struct place *place, const char *page)
{
	reply_see_other(reply, request, arena_printf(request->arena, "%s/%s", place->folder, page));
}

void page_questionnaire(const struct request *request, struct reply *reply)
{
	struct questionnaire_draft draft;
	struct place place;
	struct value *view;

	if (!find_place(request, reply, &place) || !load(request, reply, &place, &draft))
		return;
	view = view_questionnaire(request->arena, &draft, request->lang);
	done_show(request, reply, view, 0);
	show(request, reply, 200, "questionnaire_start", &place, view);
}

/* --- one page --- */

/* False after an answer. */
static bool find_page(const struct request *request, struct reply *reply, const struct place *place,
		      const struct questionnaire_draft *draft, const struct edition_form **ret_page)
{
	struct fault why;
	const struct edition_form *page = questionnaire_judge_page(draft->facts.edition, place->page);

	if (!page)
		reply_failure(reply, request, fault_set(&why, ERR_NOT_FOUND, "no page \"%s\"", place->page), &why);
	*ret_page = page;
	return page != NULL;
}

static void show_page(const struct request *request, struct reply *reply, const struct place *place,
		      const struct questionnaire_draft *draft, const struct value *given, const struct value *problems)
{
	const struct edition_form *page;
	struct value *view;

	if (!find_page(request, reply, place, draft, &page))
		return;
	view = view_questionnaire_page(request->arena, draft, request->lang, page, given, problems);
	form_show(request->arena, view);
	page_set_typed(request, view, true, request->path);
	show(request, reply, value_count(problems) ? 422 : 200, "questionnaire_page", place, view);
}

void page_questionnaire_page(const struct request *request, struct reply *reply)
{
	struct questionnaire_draft draft;
	struct place place;

	if (find_place(request, reply, &place) && load(request, reply, &place, &draft))
		show_page(request, reply, &place, &draft, draft.typed, NULL);
}

/* Behind a page that is kept; who goes on later may leave something open. */
static void go_on(const struct request *request, struct reply *reply, const struct place *place,
		  const struct value *problems)
{
	bool is_later = *value_get_text(request->form, "later") != 0;
	struct questionnaire_draft draft;
	const struct edition_form *next;

	if (is_later && questionnaire_draft_only_misses(problems)) {
		done_after(request, reply, ERR_OK, NULL, "kept", place->folder);
		return;
	}
	if (!load(request, reply, place, &draft))
		return;
	if (value_count(problems)) {
		show_page(request, reply, place, &draft, request->form, problems);
		return;
	}
	next = view_questionnaire_next(request->arena, &draft,
				       questionnaire_judge_page(draft.facts.edition, place->page));
	go_to(request, reply, place, next ? next->id : "check");
}

void page_questionnaire_page_post(const struct request *request, struct reply *reply)
{
	const struct value *problems = NULL;
	struct questionnaire_draft draft;
	struct place place;
	struct fault why;
	enum err err;

	if (!find_place(request, reply, &place) || !load(request, reply, &place, &draft))
		return;
	if (page_asks_language(request)) {
		show_page(request, reply, &place, &draft, request->form, NULL);
		return;
	}
	err = questionnaire_draft_take(request->office, request->arena, &request->actor, place.case_id, place.page,
				       request->form, &problems, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		go_on(request, reply, &place, problems);
}

/* --- the answers to check, and sending --- */

/* How the secretariat heard them: of the texts "questionnaire_check.told_by.NAME". */
static const char *const ways[] = {"telephone", "paper"};

static const char *chosen_way(const struct request *request)
{
	for (size_t i = 0; i < COUNT(ways); i++)
		if (str_is(page_field(request->form, "told_by"), ways[i]))
			return ways[i];
	return NULL;
}

/* notice: what was refused when it was sent: "lacks_way" or "is_changed"; NULL for nothing. */
static void show_check(const struct request *request, struct reply *reply, const struct place *place,
		       const char *notice)
{
	struct questionnaire_draft draft;
	struct value *view;

	if (!load(request, reply, place, &draft))
		return;
	view = view_questionnaire_check(request->arena, &draft, request->lang);
	value_set_bool(request->arena, view, "lacks_way", notice && strcmp(notice, "lacks_way") == 0);
	value_set_bool(request->arena, view, "is_changed", notice && strcmp(notice, "is_changed") == 0);
	show(request, reply, notice ? 422 : 200, "questionnaire_check", place, view);
}

void page_questionnaire_check(const struct request *request, struct reply *reply)
{
	struct place place;

	if (find_place(request, reply, &place))
		show_check(request, reply, &place, NULL);
}

static bool is_changed(const struct request *request, const struct place *place, int64_t read_ms)
{
	struct questionnaire_draft draft;

	return !questionnaire_draft_load(request->office, request->arena, &request->actor, place->case_id, &draft,
					 NULL) &&
	       draft.is_open && draft.saved_ms != read_ms;
}

void page_questionnaire_check_post(const struct request *request, struct reply *reply)
{
	const char *way = chosen_way(request);
	struct case_deed_input input = {.read_ms = page_read_ms(request)};
	struct done_deed done = {&questionnaire_deed_answer, 0, "answered"};
	struct place place;
	struct fault why;
	enum err err;

	if (!find_place(request, reply, &place))
		return;
	if (request->actor.role == ROLE_SECRETARIAT && !way) {
		show_check(request, reply, &place, "lacks_way");
		return;
	}
	if (way)
		input.document = arena_printf(request->arena, "{\"told_by\":\"%s\"}", way);
	done.case_id = place.case_id;
	err = case_deed_do(&questionnaire_deed_answer, request->office, &request->actor, &request->once, place.case_id,
			   &input, &why);
	if (err == ERR_INVALID) /* it says what is missing */
		go_to(request, reply, &place, "check");
	else if (err == ERR_CONFLICT && is_changed(request, &place, input.read_ms))
		show_check(request, reply, &place, "is_changed");
	else
		done_after_deed(request, reply, err, &why, &done, place.behind);
}

void page_questionnaire_pdf(const struct request *request, struct reply *reply)
{
	int64_t case_id = request->actor.case_id;
	const char *name = "";
	struct fault why;
	BUF_SCOPED pdf;
	enum err err;

	if (request->actor.role != ROLE_COMPANY && !page_find_case(request, reply, &case_id))
		return;
	buf_init(&pdf, QUESTIONNAIRE_PAPER_MAX);
	err = questionnaire_paper_pdf(request->office, request->arena, &request->actor, request->lang, case_id, &pdf,
				      &name, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, "application/pdf", buf_str(&pdf), name);
}
