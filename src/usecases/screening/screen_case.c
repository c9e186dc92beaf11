/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/screen_case.h"

#include "codec/utf8.h"
#include "store/account/person_store.h"
#include "usecases/case_step.h"

struct deed {
	struct case_step step;
	int64_t number;
	int64_t person_id;
	struct arena *arena;
};

static enum err run(db_work work, const struct office *office, const struct actor *actor, const struct once *once,
		    int64_t number, struct deed deed, struct fault *why)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	deed.arena = &arena;
	deed.number = number;
	deed.step.office = office;
	deed.step.actor = actor;
	deed.step.once = once;
	return db_write(office->db, work, &deed, why);
}

static enum err check_work(struct tx *tx, void *context, struct fault *why)
{
	struct deed *deed = context;
	struct permission_case of;
	struct case_row row;
	bool is_repeated = false;
	enum err err;

	err = case_step_load(tx, deed->arena, deed->number, &row, &of, why);
	if (!err)
		err = case_step_demand(permission_may_check_case(deed->step.actor, &of), deed->step.actor,
				       "check an application", why);
	if (!err)
		err = case_step_take(tx, deed->arena, &deed->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	row.checked_by = deed->step.actor->person_id;
	return case_store_save(tx, &row, why);
}

enum err check_case(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		    struct fault *why)
{
	return run(check_work, office, actor, once, number, (struct deed){.step = {.event = CASE_EVENT_CHECKED}}, why);
}

static enum err approve_work(struct tx *tx, void *context, struct fault *why)
{
	struct deed *deed = context;
	const struct office *office = deed->step.office;
	int64_t today = day_of_ms(clock_now_ms(&office->clock));
	struct permission_case of;
	struct case_row row;
	bool is_repeated = false;
	enum err err;

	err = case_step_load(tx, deed->arena, deed->number, &row, &of, why);
	if (err)
		return err;
	if (row.state == CASE_STATE_CHECKED)
		err = case_step_demand(permission_may_approve_case(deed->step.actor, &of), deed->step.actor,
				       "approve an application (nor the person who checked it)", why);
	if (err)
		return err;
	/* The mail names the last day to answer, so it is set before the step is taken. */
	row.answer_due_ms =
		day_start_ms(business_day_after(today, office->edition->answer_days, office->edition->closed_days,
						office->edition->closed_day_count) +
			     1);
	err = case_step_take(tx, deed->arena, &deed->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	return case_store_save(tx, &row, why);
}

enum err approve_case(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		      struct fault *why)
{
	struct deed deed = {.step = {.event = CASE_EVENT_APPROVED, .mail = "invitation"}};

	return run(approve_work, office, actor, once, number, deed, why);
}

/* Decline and withdraw differ only in who may. */
static enum err end_work(struct tx *tx, void *context, struct fault *why)
{
	struct deed *deed = context;
	const struct actor *actor = deed->step.actor;
	struct permission_case of;
	struct case_row row;
	bool is_allowed, is_repeated = false;
	enum err err;

	err = case_step_load(tx, deed->arena, deed->number, &row, &of, why);
	if (err)
		return err;
	is_allowed = permission_may_check_case(actor, &of);
	if (deed->step.event == CASE_EVENT_DECLINED)
		is_allowed = is_allowed || permission_may_approve_case(actor, &of);
	else
		is_allowed = is_allowed || permission_may_answer_case(actor, &of);
	err = case_step_demand(is_allowed, actor, "end a case", why);
	if (!err)
		err = case_step_take(tx, deed->arena, &deed->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	row.link_version++; /* the links in earlier mails open nothing any more */
	return case_store_save(tx, &row, why);
}

static enum err end_case(const struct office *office, const struct actor *actor, const struct once *once,
			 int64_t number, enum case_event event, const char *mail, struct str reason, struct fault *why)
{
	struct deed deed = {.step = {.event = event, .mail = mail}};
	ARENA_SCOPED arena;

	arena_init(&arena);
	reason = str_trim(reason);
	if (reason.n == 0 || utf8_count(reason) > CASE_REASON_CHARS_MAX || utf8_has_control(reason))
		return fault_set(why, ERR_INVALID, "a reason of 1 to %d characters is needed", CASE_REASON_CHARS_MAX);
	deed.step.reason = str_dup(&arena, reason);
	return run(end_work, office, actor, once, number, deed, why);
}

enum err decline_case(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		      struct str reason, struct fault *why)
{
	return end_case(office, actor, once, number, CASE_EVENT_DECLINED, "declined", reason, why);
}

enum err withdraw_case(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		       struct str reason, struct fault *why)
{
	return end_case(office, actor, once, number, CASE_EVENT_WITHDRAWN, "withdrawn", reason, why);
}

static enum err assign_work(struct tx *tx, void *context, struct fault *why)
{
	struct deed *deed = context;
	struct permission_case of;
	struct person_row person;
	struct case_row row;
	bool is_repeated = false;
	enum err err;

	err = case_step_load(tx, deed->arena, deed->number, &row, &of, why);
	if (!err)
		err = case_step_demand(permission_may_assign_expert(deed->step.actor, &of), deed->step.actor,
				       "assign an expert", why);
	if (!err)
		err = person_store_load(tx, deed->arena, deed->person_id, &person, why);
	if (!err && (person.role != ROLE_EXPERT || person.is_disabled))
		err = fault_set(why, ERR_INVALID, "this person is no expert");
	if (err)
		return err;
	deed->step.reason = person.display_name;
	err = case_step_take(tx, deed->arena, &deed->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	row.expert_id = person.id;
	return case_store_save(tx, &row, why);
}

enum err assign_expert(const struct office *office, const struct actor *actor, const struct once *once, int64_t number,
		       int64_t person_id, struct fault *why)
{
	struct deed deed = {.step = {.event = CASE_EVENT_EXPERT_ASSIGNED}, .person_id = person_id};

	return run(assign_work, office, actor, once, number, deed, why);
}
