/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/post/mail.h"

#include "usecases/desk/view_case.h"
#include "usecases/post/mail_deed.h"
#include "usecases/post/post_letter.h"
#include "usecases/post/view_mail.h"
#include "usecases/screening/correct_mail.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/post/mail_link.h"

void page_desk_mails(const struct request *request, struct reply *reply)
{
	static const char *const names[] = {"text", "state", "kind", NULL};
	struct arena *arena = request->arena;
	const struct mail_query query = {
		.state = str_dup(arena, page_field(request->query, "state")),
		.kind = str_dup(arena, page_field(request->query, "kind")),
		.text = str_dup(arena, str_head(page_field(request->query, "text"), 200)),
		.page = page_of_list(request),
	};
	struct value *view;
	struct fault why;
	enum err err = view_mail_list(request->office, arena, &request->actor, request->lang, &query, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, "/desk/mail", names);
	reply_page(reply, request, 200, "desk_mail", view);
}

static void add_part(struct arena *arena, struct value *parts, struct str text, struct str link)
{
	struct value *part = value_map(arena);

	if (text.n == 0 && link.n == 0)
		return;
	value_set(arena, part, "text", value_str(arena, text));
	value_set(arena, part, "link", value_str(arena, link));
	value_add(arena, parts, part);
}

/* The body in pieces: plain text, and links to our own pages, which a rehearsal's reader wants to follow. */
static struct value *body_parts(const struct request *request, struct str body)
{
	struct value *parts = value_list(request->arena);

	while (body.n) {
		struct str link, text = mail_link_find(body, request->office->base_url, &link);

		/* The address of the page itself may be another than the one in mails (a port forwarded, a test). */
		add_part(request->arena, parts, text, link);
		body = str_skip(body, text.n + link.n);
	}
	return parts;
}

void page_desk_mail(const struct request *request, struct reply *reply)
{
	struct value *view;
	struct fault why;
	int64_t id;
	enum err err;

	if (!page_number(request, reply, &id))
		return;
	err = view_mail(request->office, request->arena, &request->actor, request->lang, id, &view, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	done_show(request, reply, view, 0);
	value_set(request->arena, view, "parts", body_parts(request, str_from(value_get_text(view, "body"))));
	reply_page(reply, request, 200, "desk_message", view);
}

void page_desk_letter(const struct request *request, struct reply *reply)
{
	const char *name = "";
	struct fault why;
	int64_t id;
	BUF_SCOPED pdf;
	enum err err;

	if (!page_number(request, reply, &id))
		return;
	buf_init(&pdf, POST_LETTER_MAX);
	err = post_letter_pdf(request->office, request->arena, &request->actor, id, &pdf, &name, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, "application/pdf", buf_str(&pdf), name);
}

void page_desk_mail_again_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	int64_t id, new_id = 0;
	enum err err;

	if (!page_number(request, reply, &id))
		return;
	err = mail_deed_send_again(request->office, &request->actor, &request->once, id, &new_id, &why);
	done_after(request, reply, err, &why, "mail_repeated",
		   new_id ? arena_printf(request->arena, "/desk/mail/%lld", (long long)new_id) : "/desk/mail");
}

/* --- the address that mails of a case go to --- */

static void show_address(const struct request *request, struct reply *reply, int64_t case_id, struct str typed,
			 const char *problem)
{
	struct value *view;
	struct fault why;
	enum err err = view_case(request->office, request->arena, &request->actor, request->lang, case_id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set(request->arena, view, "typed", value_str(request->arena, typed));
	value_set_text(request->arena, view, "problem", problem);
	page_set_typed(request, view, value_get_bool(view, "may_correct_mail"), request->path);
	reply_page(reply, request, *problem ? 422 : 200, "desk_address", view);
}

void page_desk_address(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show_address(request, reply, case_id, STR(""), "");
}

void page_desk_address_post(const struct request *request, struct reply *reply)
{
	struct str typed = page_field(request->form, "mail");
	const char *problem = "";
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request)) {
		show_address(request, reply, case_id, typed, "");
		return;
	}
	err = correct_mail_do(request->office, request->arena, &request->actor, &request->once, case_id, typed,
			      &problem, &why);
	if (!err && *problem)
		show_address(request, reply, case_id, typed, problem);
	else
		done_after(request, reply, err, &why, "mail_corrected",
			   arena_printf(request->arena, "/desk/cases/%s", request->params[0]));
}
