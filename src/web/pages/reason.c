/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/reason.h"

#include <string.h>

#include "codec/utf8.h"
#include "web/pages/page.h"

const struct value_key reason_keys[] = {
	{"deed", VALUE_TEXT, NULL},                                       /* its name */
	{"id", VALUE_TEXT, NULL},                                         /* and name of its field */
	{"typed", VALUE_TEXT, NULL},       {"problem", VALUE_TEXT, NULL}, /* its name, or empty */
	{"is_optional", VALUE_BOOL, NULL}, {"chars", VALUE_INT, NULL},    /* that were typed */
	{"chars_max", VALUE_INT, NULL},    {0},
};

static const char *name_of(struct arena *arena, const char *deed)
{
	return arena_printf(arena, "%s-reason", deed);
}

struct str reason_without_returns(const struct request *request, struct str sent)
{
	char *text = arena_alloc(request->arena, sent.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < sent.n; i++)
		if (sent.p[i] != '\r')
			text[n++] = sent.p[i];
	return str_of(text, n);
}

/* The sentences that were ticked, a line each. */
static const char *ticked(const struct request *request, const char *deed)
{
	const struct value *sent = value_get(request->form, arena_printf(request->arena, "%s-sample", deed));
	const char *lines = "";

	if (sent && sent->kind == VALUE_TEXT)
		return arena_printf(request->arena, "%s\n", sent->text.p);
	for (size_t i = 0; i < value_count(sent); i++)
		lines = arena_printf(request->arena, "%s%s\n", lines, value_at(sent, i)->text.p);
	return lines;
}

struct str reason_sent(const struct request *request, const char *deed)
{
	struct str typed = page_field(request->form, name_of(request->arena, deed));
	const char *lines = ticked(request, deed);

	if (*lines)
		typed = str_from(arena_printf(request->arena, "%s%.*s", lines, (int)typed.n, typed.n ? typed.p : ""));
	return reason_without_returns(request, typed);
}

/* The release of a report needs no words, and begins with those that it had. */
static bool is_release(const char *deed)
{
	return strcmp(deed, "release") == 0;
}

/* Nor need a company say why it withdraws. */
static bool is_optional(const char *deed)
{
	return is_release(deed) || strcmp(deed, "leave") == 0;
}

static struct value *field(struct arena *arena, const char *deed, struct str typed, const char *problem)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "deed", deed);
	value_set_text(arena, map, "id", name_of(arena, deed));
	value_set(arena, map, "typed", value_str(arena, typed));
	value_set_text(arena, map, "problem", problem);
	value_set_bool(arena, map, "is_optional", is_optional(deed));
	value_set_int(arena, map, "chars", (int64_t)utf8_count(str_trim(typed)));
	value_set_int(arena, map, "chars_max", CASE_DEED_REASON_CHARS_MAX);
	return map;
}

struct value *reason_field(struct arena *arena, const char *deed, struct str typed)
{
	return field(arena, deed, typed, "");
}

void reason_show(const struct request *request, struct value *view, const char *const *names, const char *refused)
{
	struct arena *arena = request->arena;
	struct value *problems = value_list(arena);

	for (; *names; names++) {
		bool is_refused = refused && strcmp(*names, refused) == 0;
		const char *former = value_get_text(value_get(view, "diagnosis"), "remarks");
		bool is_sent = value_get(request->form, name_of(arena, *names)) != NULL;
		struct str typed = is_sent              ? reason_sent(request, *names)
				   : is_release(*names) ? str_from(former)
							: STR("");
		const char *problem = is_refused ? case_deed_reason_problem(typed) : NULL;
		struct value *map = field(arena, *names, typed, problem ? problem : "");
		value_set(arena, view, *names, map);
		if (problem)
			value_add(arena, problems, map);
	}
	value_set(arena, view, "problems", problems);
}
