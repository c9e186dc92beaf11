/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/invitation/invitations.h"

#include <string.h>

#include "usecases/invitation/invitation_call.h"
#include "usecases/invitation/invitation_letters.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/invitation/invitation_make.h"
#include "usecases/invitation/view_invitations.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

#define PATH        "/desk/invitations"
#define LETTERS_MAX ((size_t)32 * 1024 * 1024) /* bytes of a PDF: what a reply may have */

/* --- the numbers --- */

void page_desk_invitations(const struct request *request, struct reply *reply)
{
	const char *edition = str_dup(request->arena, page_field(request->query, "edition"));
	struct value *view;
	struct fault why;
	enum err err =
		view_invitations(request->office, request->arena, &request->actor, request->lang, edition, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	done_show(request, reply, view, 0);
	reply_page(reply, request, 200, "desk_invitations", view);
}

static const char *edition_of_form(const struct request *request)
{
	return str_dup(request->arena, page_field(request->form, "edition"));
}

static const char *path_of_edition(const struct request *request)
{
	return arena_printf(request->arena, PATH "?edition=%s", edition_of_form(request));
}

/* Back to the numbers; a form that names no call leads to no other site. */
static void go_back(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		    const char *done)
{
	done_after(request, reply, err, why, done, err ? PATH : path_of_edition(request));
}

void page_desk_invitations_make_post(const struct request *request, struct reply *reply)
{
	int64_t made = 0;
	struct fault why;
	enum err err = invitation_make(request->office, &request->actor, edition_of_form(request), &made, &why);

	go_back(request, reply, err, &why, made ? "invitations_made" : "invitations_none");
}

void page_desk_invitations_mails_post(const struct request *request, struct reply *reply)
{
	int64_t queued = 0;
	struct fault why;
	enum err err = invitation_mail_queue(request->office, &request->actor, edition_of_form(request), &queued, &why);

	go_back(request, reply, err, &why, queued ? "invitations_mailed" : "invitations_none");
}

static void send_letters(const struct request *request, struct reply *reply, const char *edition, int64_t at_ms)
{
	struct fault why;
	BUF_SCOPED pdf;
	enum err err;

	buf_init(&pdf, LETTERS_MAX);
	err = invitation_letters_print(request->office, request->arena, &request->actor, edition, at_ms, &pdf, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, "application/pdf", buf_str(&pdf), "tenken-invitations.pdf");
}

void page_desk_invitations_letters_post(const struct request *request, struct reply *reply)
{
	int64_t at_ms = 0;
	struct fault why;
	enum err err =
		invitation_letters_take(request->office, &request->actor, edition_of_form(request), &at_ms, &why);

	if (err || !at_ms)
		go_back(request, reply, err, &why, "invitations_none");
	else
		send_letters(request, reply, edition_of_form(request), at_ms);
}

void page_desk_invitations_letters(const struct request *request, struct reply *reply)
{
	int64_t at_ms = 0;

	str_to_i64(page_field(request->query, "at"), &at_ms);
	send_letters(request, reply, str_dup(request->arena, page_field(request->query, "edition")), at_ms);
}

/* --- lists --- */

void page_desk_invitations_list(const struct request *request, struct reply *reply)
{
	static const char *const names[] = {"edition", "list", NULL};
	const struct invitation_query query = {
		.edition = str_dup(request->arena, page_field(request->query, "edition")),
		.list = page_field(request->query, "list"),
		.page = page_of_list(request),
	};
	struct value *view;
	struct fault why;
	enum err err = view_invitations_list(request->office, request->arena, &request->actor, request->lang, &query,
					     &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, PATH "/list", names);
	done_show(request, reply, view, 0);
	reply_page(reply, request, 200, "desk_invitations_list", view);
}

/* --- one --- */

static struct value *outcomes_value(struct arena *arena, struct str chosen)
{
	struct value *list = value_list(arena);

	for (int i = INVITATION_CALL_NONE + 1; i < INVITATION_CALL_COUNT; i++) {
		const char *name = invitation_call_name((enum invitation_call)i);
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", name);
		value_set_bool(arena, map, "chosen", str_is(chosen, name));
		value_add(arena, list, map);
	}
	return list;
}

static struct value *days_value(struct arena *arena, struct str chosen)
{
	static const char *const days[] = {"1", "3", "5", "10"};
	struct value *list = value_list(arena);

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "days", days[i]);
		value_set_bool(arena, map, "chosen", str_is(chosen, days[i]));
		value_add(arena, list, map);
	}
	return list;
}

/* The invitation with its form, which holds what was typed. */
static void show(const struct request *request, struct reply *reply, int64_t id,
		 const struct invitation_call_result *typed, const char *problem)
{
	struct arena *arena = request->arena;
	struct value *view;
	struct fault why;
	enum err err = view_invitations_one(request->office, arena, &request->actor, request->lang, id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set(arena, view, "outcomes", outcomes_value(arena, typed->outcome));
	value_set(arena, view, "again", days_value(arena, typed->again));
	value_set(arena, view, "typed_note", value_str(arena, typed->note));
	value_set_text(arena, view, "problem", problem);
	value_set_bool(arena, view, "lacks_outcome", strcmp(problem, "outcome") == 0);
	value_set_bool(arena, view, "has_long_note", strcmp(problem, "note") == 0);
	value_set_int(arena, view, "note_chars_max", INVITATION_CALL_NOTE_CHARS_MAX);
	page_set_typed(request, view, value_get_bool(view, "is_silent"), request->path);
	reply_page(reply, request, *problem ? 422 : 200, "desk_invitation", view);
}

void page_desk_invitation(const struct request *request, struct reply *reply)
{
	const struct invitation_call_result nothing = {STR(""), STR(""), STR("")};
	int64_t id;

	if (page_number(request, reply, &id))
		show(request, reply, id, &nothing, "");
}

void page_desk_invitation_post(const struct request *request, struct reply *reply)
{
	const struct invitation_call_result typed = {page_field(request->form, "outcome"),
						     page_field(request->form, "again"),
						     page_field(request->form, "note")};
	const char *problem = "";
	struct fault why;
	int64_t id;
	enum err err;

	if (!page_number(request, reply, &id))
		return;
	if (page_asks_language(request)) {
		show(request, reply, id, &typed, "");
		return;
	}
	err = invitation_call_note(request->office, &request->actor, &request->once, id, &typed, &problem, &why);
	if (!err && *problem)
		show(request, reply, id, &typed, problem);
	else
		done_after(request, reply, err, &why, "task", PATH "/list?list=calls");
}
