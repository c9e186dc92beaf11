/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/task.h"

#include <string.h>

#include "usecases/desk/task_deed.h"
#include "usecases/desk/view_tasks.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

void page_desk_tasks(const struct request *request, struct reply *reply)
{
	static const char *const names[] = {"state", NULL};
	const struct task_query query = {.state = page_field(request->query, "state"), .page = page_of_list(request)};
	struct value *view;
	struct fault why;
	enum err err;

	err = view_tasks(request->office, request->arena, &request->actor, request->lang, &query, &view, &why);
	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	page_set_pager(request, view, "/desk/tasks", names);
	done_show(request, reply, view, 0);
	reply_page(reply, request, 200, "desk_tasks", view);
}

static struct value *outcomes_value(struct arena *arena, struct str chosen)
{
	struct value *list = value_list(arena);

	for (int i = TASK_OUTCOME_NONE + 1; i < TASK_OUTCOME_COUNT; i++) {
		const char *name = task_outcome_name((enum task_outcome)i);
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", name);
		value_set_bool(arena, map, "chosen", str_is(chosen, name));
		value_add(arena, list, map);
	}
	return list;
}

/* The task with its form, which holds what was typed. */
static void show(const struct request *request, struct reply *reply, int64_t id, const struct task_deed_result *typed,
		 const char *problem)
{
	struct arena *arena = request->arena;
	struct value *view;
	struct fault why;
	enum err err = view_tasks_one(request->office, arena, &request->actor, request->lang, id, &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set(arena, view, "outcomes", outcomes_value(arena, typed->outcome));
	value_set(arena, view, "typed_note", value_str(arena, typed->note));
	value_set_text(arena, view, "problem", problem);
	value_set_bool(arena, view, "lacks_outcome", strcmp(problem, "outcome") == 0);
	value_set_bool(arena, view, "has_long_note", strcmp(problem, "note") == 0);
	value_set_int(arena, view, "note_chars_max", TASK_DEED_NOTE_CHARS_MAX);
	page_set_typed(request, view, value_get_bool(view, "is_open"), request->path);
	reply_page(reply, request, *problem ? 422 : 200, "desk_task", view);
}

void page_desk_task(const struct request *request, struct reply *reply)
{
	const struct task_deed_result nothing = {STR(""), STR("")};
	int64_t id;

	if (page_number(request, reply, &id))
		show(request, reply, id, &nothing, "");
}

void page_desk_task_post(const struct request *request, struct reply *reply)
{
	const struct task_deed_result typed = {page_field(request->form, "outcome"), page_field(request->form, "note")};
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
	err = task_deed_finish(request->office, &request->actor, &request->once, id, &typed, &problem, &why);
	if (!err && *problem)
		show(request, reply, id, &typed, problem);
	else
		done_after(request, reply, err, &why, "task", "/desk/tasks");
}
