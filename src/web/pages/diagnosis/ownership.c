/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/diagnosis/ownership.h"

#include <string.h>

#include "usecases/diagnosis/ownership_deed.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

/* What the secretariat typed about one target, or nothing. */
struct typed {
	struct str host, how;
	const char *problem; /* "host", "way", or one of ownership_deed_confirm; "": none */
};

/* The targets that may be confirmed, to choose from; a single one is chosen. */
static struct value *choices(struct arena *arena, const struct value *owned, struct str typed)
{
	struct value *list = value_list(arena), *one = NULL;

	for (size_t i = 0; i < value_count(owned); i++) {
		const struct value *target = value_at(owned, i);

		if (!value_get_bool(target, "may_confirm"))
			continue;
		one = value_map(arena);
		value_set_text(arena, one, "id", value_get_text(target, "id"));
		value_set_text(arena, one, "host", value_get_text(target, "host"));
		value_set_bool(arena, one, "chosen", str_is(typed, value_get_text(target, "host")));
		value_add(arena, list, one);
	}
	if (value_count(list) == 1)
		value_set_bool(arena, one, "chosen", true);
	return list;
}

static void show(const struct request *request, struct reply *reply, int64_t case_id, const char *back,
		 const struct typed *typed)
{
	struct arena *arena = request->arena;
	struct value *view, *list;
	bool no_host, no_way;
	struct fault why;
	enum err err =
		ownership_deed_view(request->office, arena, &request->actor, request->lang, case_id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	list = choices(arena, value_get(view, "owned"), typed->host);
	value_set(arena, view, "choices", list);
	value_set_bool(arena, view, "has_choices", value_count(list) > 0);
	value_set_text(arena, view, "back_path", back);
	value_set(arena, view, "typed_how", value_str(arena, typed->how));
	value_set_text(arena, view, "problem", typed->problem);
	no_host = strcmp(typed->problem, "host") == 0;
	no_way = strcmp(typed->problem, "way") == 0;
	value_set_bool(arena, view, "no_host", no_host);
	value_set_bool(arena, view, "no_way", no_way);
	value_set_bool(arena, view, "wrong_how", *typed->problem && !no_host && !no_way);
	page_set_typed(request, view, value_count(list) > 0, request->path);
	done_show(request, reply, view, 0);
	reply_page(reply, request, *typed->problem ? 422 : 200, "ownership", view);
}

void page_my_targets(const struct request *request, struct reply *reply)
{
	show(request, reply, request->actor.case_id, "/my/authorisation", &(struct typed){.problem = ""});
}

void page_my_targets_post(const struct request *request, struct reply *reply)
{
	enum ownership_way way;
	struct fault why;
	enum err err;

	if (!ownership_way_parse(page_field(request->form, "way"), &way)) {
		show(request, reply, request->actor.case_id, "/my/authorisation", &(struct typed){.problem = "way"});
		return;
	}
	err = ownership_deed_ask(request->office, &request->actor, page_field(request->form, "host"), way, &why);
	done_after(request, reply, err, &why, "ownership_asked", "/my/authorisation/targets");
}

static const char *desk_path(const struct request *request)
{
	return arena_printf(request->arena, "/desk/cases/%s", request->params[0]);
}

void page_desk_targets(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show(request, reply, case_id, desk_path(request), &(struct typed){.problem = ""});
}

void page_desk_targets_post(const struct request *request, struct reply *reply)
{
	struct typed typed = {page_field(request->form, "host"), page_field(request->form, "how"), ""};
	bool asks_language = page_asks_language(request);
	struct fault why;
	int64_t case_id;
	enum err err = ERR_OK;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (!typed.host.n && !asks_language)
		typed.problem = "host";
	else if (!asks_language)
		err = ownership_deed_confirm(request->office, &request->actor, case_id, typed.host, typed.how,
					     &typed.problem, &why);
	if (asks_language || *typed.problem)
		show(request, reply, case_id, desk_path(request), &typed);
	else
		done_after(request, reply, err, &why, "ownership_confirmed",
			   arena_printf(request->arena, "%s/targets", desk_path(request)));
}
