/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/done.h"

#include <string.h>

#include "usecases/case_value.h"
#include "usecases/desk/next_case.h"
#include "web/cookie.h"
#include "web/pages/page.h"

#define COOKIE      "done"
#define ALREADY     "already"
#define COOKIE_LIFE 60 /* seconds: the browser follows at once */

/* What can be done, and the list of the desk that it was taken from, where the next one waits. */
static const struct {
	const char *what, *list;
} deeds[] = {
	{"checked", "received"},
	{"sent_back", "received"},
	{"corrected", NULL},
	{"corrected_unmet", NULL},
	{"approved", "checked"},
	{"declined", "received"},
	{"declined_by_tokyo", "checked"},
	{"released", "unreleased"},
	{"started", "ready"},
	{"withdrawn", NULL},
	{"excluded", NULL},
	{"leave_asked", NULL},
	{"course_changed", NULL},
	{"reopened", NULL},
	{"accepted", NULL},
	{"refused", NULL},
	{"offer_accepted", NULL},
	{"assigned", NULL},
	{"stopped", NULL},
	{"seen", NULL},
	{"mail_corrected", NULL},
	{"mail_repeated", NULL},
	{"mails_released", NULL},
	{"reminder_held", NULL},
	{ALREADY, NULL},
	{"answered", NULL},
	{"kept", NULL},
	{"authorised", NULL},
	{"permission_recorded", NULL},
	{"revoked", NULL},
	{"task", NULL},
	{"roster", NULL},
	{"noted", NULL},
	{"doors", NULL},
	{"report_handed", NULL},
	{"report_known", NULL},
	{"invitations_made", NULL},
	{"invitations_mailed", NULL},
	{"invitations_none", NULL},
};

const struct value_key done_keys[] = {
	{"what", VALUE_TEXT, NULL},
	{"at", VALUE_TEXT, NULL}, /* and by whom, when it was done already; else empty */
	{"by", VALUE_TEXT, NULL},
	{"folder", VALUE_TEXT, NULL}, /* before the receipt number of the next one */
	{"next", VALUE_MAP, next_case_keys},
	{"is_last", VALUE_BOOL, NULL}, /* it was the last one of its list */
	{0},
};

void done_after(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		const char *what, const char *path)
{
	if (!err)
		cookie_set(reply, request, COOKIE,
			   str_from(arena_printf(request->arena, "%s:%.*s", what, (int)strcspn(path, "?"), path)),
			   COOKIE_LIFE);
	page_after(request, reply, err, why, path);
}

/* Who works here is told the name of a colleague; a company is not. */
static const struct value *late_value(const struct request *request, const struct history_entry *newest)
{
	if (request->actor.role == ROLE_COMPANY)
		return value_null(request->arena);
	return value_at(case_value_history(request->arena, newest, 1, request->lang), 0);
}

void done_after_deed(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		     const struct done_deed *deed, const char *path)
{
	struct history_entry newest;

	if (err != ERR_CONFLICT || case_deed_newest(request->office, request->arena, deed->case_id, &newest, NULL))
		done_after(request, reply, err, why, deed->what, path);
	else if (newest.event == deed->deed->event)
		done_after(request, reply, ERR_OK, why, ALREADY, path);
	else
		reply_too_late(reply, request, late_value(request, &newest));
}

/* When and by whom the newest event of the page's case was done. */
static void add_newest(struct arena *arena, struct value *map, const struct value *view, bool is_already)
{
	const struct value *history = value_get(view, "history");
	const struct value *newest = is_already && value_count(history) ? value_at(history, 0) : NULL;

	value_set_text(arena, map, "at", newest ? value_get_text(newest, "at") : "");
	value_set_text(arena, map, "by", newest ? value_get_text(newest, "actor") : "");
}

/* Its place in the table; COUNT(deeds) when nothing was done that leads to this page. */
static size_t find_deed(const struct request *request)
{
	struct str kept = page_field(request->cookies, COOKIE);
	size_t colon = str_find(kept, ":"), i = 0;

	if (colon == kept.n || !str_is(str_skip(kept, colon + 1), request->path))
		return COUNT(deeds);
	while (i < COUNT(deeds) && !str_is(str_head(kept, colon), deeds[i].what))
		i++;
	return i;
}

void done_show(const struct request *request, struct reply *reply, struct value *view, int64_t case_id)
{
	struct arena *arena = request->arena;
	const size_t i = find_deed(request);
	struct value *map = value_map(arena), *next = NULL;
	bool is_list = i < COUNT(deeds) && deeds[i].list && case_id;

	value_set(arena, view, "just_done", i < COUNT(deeds) ? map : value_null(arena));
	if (page_field(request->cookies, COOKIE).n)
		cookie_set(reply, request, COOKIE, STR(""), 0);
	if (i == COUNT(deeds))
		return;
	if (is_list && next_case_value(request->office, arena, &request->actor, deeds[i].list, case_id, &next, NULL))
		is_list = false; /* without it the page is good as well */
	value_set_text(arena, map, "what", deeds[i].what);
	add_newest(arena, map, view, strcmp(deeds[i].what, ALREADY) == 0);
	value_set_text(arena, map, "folder", request->actor.role == ROLE_TOKYO ? "/approve" : "/desk/cases");
	value_set(arena, map, "next", is_list ? next : value_null(arena));
	value_set_bool(arena, map, "is_last", is_list && next->kind == VALUE_NULL);
}
