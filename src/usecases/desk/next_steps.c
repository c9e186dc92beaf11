/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/next_steps.h"

#include "calendar/day.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/screening/answer_chase.h"
#include "usecases/screening/send_back.h"

static const struct value_key step_keys[] = {
	/* "reminder", "call", "answer_end", "offer_end", "correction_call", "watch"; without a mail address
	   "reminder_letter", "answer_call" */
	{"kind", VALUE_TEXT, NULL},
	{"at", VALUE_TEXT, NULL},
	{0},
};

const struct value_key next_steps_keys[] = {
	{"next_steps", VALUE_LIST, step_keys},
	{"may_hold_reminder", VALUE_BOOL, NULL},
	{"is_reminder_held", VALUE_BOOL, NULL},
	{0},
};

static void add_step(struct arena *arena, struct value *list, const char *kind, const char *at)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "kind", kind);
	value_set_text(arena, map, "at", at);
	value_add(arena, list, map);
}

static void add_moment(struct arena *arena, struct value *list, enum lang lang, const char *kind, int64_t at_ms)
{
	if (at_ms)
		add_step(arena, list, kind, day_format_time(arena, lang, at_ms));
}

/* A time ends with its last day, not with the midnight behind it. */
static void add_end(struct arena *arena, struct value *list, enum lang lang, const char *kind, int64_t end_ms)
{
	if (end_ms)
		add_step(arena, list, kind, day_format_date(arena, lang, day_of_ms(end_ms - 1)));
}

enum err next_steps_add(struct tx *tx, struct arena *arena, struct value *view, const struct actor *actor,
			enum lang lang, const struct case_facts *facts, struct fault *why)
{
	struct value *list = value_list(arena);
	struct answer_chase_plan plan = {0};
	bool has_mail = *facts->row.mail;
	int64_t correction_call_ms = 0;
	enum err err = answer_chase_look(tx, arena, facts, &plan, why);

	if (!err)
		err = send_back_next_call(tx, arena, facts, &correction_call_ms, why);
	if (err)
		return err;
	add_moment(arena, list, lang, has_mail ? "reminder" : "reminder_letter", plan.remind_ms);
	add_moment(arena, list, lang, "call", plan.call_ms);
	add_end(arena, list, lang, has_mail ? "answer_end" : "answer_call", plan.end_ms);
	if (facts->row.state == CASE_STATE_OFFERED)
		add_end(arena, list, lang, "offer_end", facts->row.answer_due_ms);
	add_end(arena, list, lang, "correction_call", correction_call_ms);
	add_moment(arena, list, lang, "watch", diagnosis_deed_watch_ms(facts));
	value_set(arena, view, "next_steps", list);
	value_set_bool(arena, view, "may_hold_reminder",
		       plan.remind_ms && case_deed_is_open(&answer_chase_hold, actor, facts));
	value_set_bool(arena, view, "is_reminder_held", plan.is_reminder_held);
	return ERR_OK;
}
