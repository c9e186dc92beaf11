/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/note.h"

#include "codec/utf8.h"
#include "usecases/desk/note_deed.h"
#include "usecases/desk/view_case.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

static struct str typed_words(const struct request *request)
{
	return reason_without_returns(request, page_field(request->form, "words"));
}

/* A note, unless a call was chosen. */
static enum note_kind chosen_kind(const struct request *request)
{
	enum note_kind kind = NOTE_KIND_NOTE;

	note_kind_parse(page_field(request->form, "kind"), &kind);
	return kind < NOTE_KIND_VISIT ? kind : NOTE_KIND_NOTE;
}

static struct value *kinds_value(struct arena *arena, enum note_kind chosen)
{
	struct value *list = value_list(arena);

	for (int i = 0; i < NOTE_KIND_VISIT; i++) { /* an expert writes that one */
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", note_kind_name((enum note_kind)i));
		value_set_bool(arena, map, "chosen", chosen == (enum note_kind)i);
		value_add(arena, list, map);
	}
	return list;
}

static void show(const struct request *request, struct reply *reply, int64_t case_id, const char *problem)
{
	struct arena *arena = request->arena;
	struct str typed = typed_words(request);
	struct value *view;
	struct fault why;
	enum err err = view_case(request->office, arena, &request->actor, request->lang, case_id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set(arena, view, "kinds", kinds_value(arena, chosen_kind(request)));
	value_set(arena, view, "typed_words", value_str(arena, typed));
	value_set_text(arena, view, "problem", problem);
	value_set_int(arena, view, "chars", (int64_t)utf8_count(str_trim(typed)));
	value_set_int(arena, view, "chars_max", NOTE_DEED_CHARS_MAX);
	done_show(request, reply, view, 0);
	page_set_typed(request, view, true, request->path);
	reply_page(reply, request, *problem ? 422 : 200, "desk_notes", view);
}

void page_desk_notes(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		show(request, reply, case_id, "");
}

void page_desk_notes_post(const struct request *request, struct reply *reply)
{
	const char *problem = "";
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	if (page_asks_language(request)) {
		show(request, reply, case_id, "");
		return;
	}
	err = note_deed_add(request->office, &request->actor, &request->once, case_id, chosen_kind(request),
			    typed_words(request), &problem, &why);
	if (!err && *problem)
		show(request, reply, case_id, problem);
	else
		done_after(request, reply, err, &why, "noted",
			   arena_printf(request->arena, "/desk/cases/%s/notes", request->params[0]));
}
