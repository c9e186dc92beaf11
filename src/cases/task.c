/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/task.h"

#include "cases/record_state.h"

#define S(state) RECORD_STATE_BIT(TASK_STATE_##state)

static const struct record_state states[] = {
	[TASK_STATE_NONE] = {"none", S(OPEN)},
	[TASK_STATE_OPEN] = {"open", S(DONE) | S(OVER)},
	[TASK_STATE_DONE] = {"done", 0},
	[TASK_STATE_OVER] = {"over", 0},
};

static const struct record_states record = {"task", states, COUNT(states)};

const char *task_state_name(enum task_state state)
{
	return record_state_name(&record, state);
}

bool task_state_parse(struct str name, enum task_state *ret_state)
{
	int state;

	if (!record_state_parse(&record, name, &state))
		return false;
	*ret_state = (enum task_state)state;
	return true;
}

enum err task_state_move(enum task_state *state, enum task_state to, struct fault *why)
{
	enum err err = record_state_check(&record, *state, to, why);

	if (!err)
		*state = to;
	return err;
}

/* --- kinds --- */

#define E(event) (UINT64_C(1) << CASE_EVENT_##event)

_Static_assert(CASE_EVENT_COUNT <= 64, "a bit for each event");

static const struct {
	const char *name;
	enum role owner;
	uint64_t ended_by; /* besides the end of the case */
} kinds[TASK_KIND_COUNT] = {
	[TASK_KIND_MAIL_UNCONFIRMED] = {"mail_unconfirmed", ROLE_SECRETARIAT,
					E(MAIL_CONFIRMED) | E(MAIL_CORRECTED) | E(ENTERED)},
	[TASK_KIND_HOSTING_UNSURE] = {"hosting_unsure", ROLE_SECRETARIAT, E(TARGETS_AUTHORISED)},
	[TASK_KIND_ANSWER_MISSING] = {"answer_missing", ROLE_SECRETARIAT, E(ANSWERED)},
	[TASK_KIND_PLACE_OFFERED] = {"place_offered", ROLE_SECRETARIAT, E(OFFER_ACCEPTED)},
	[TASK_KIND_SHARED_KEY] = {"shared_key", ROLE_SECRETARIAT, 0},
	[TASK_KIND_TO_POST] = {"to_post", ROLE_SECRETARIAT, 0},
	[TASK_KIND_MAIL_RETURNED] = {"mail_returned", ROLE_SECRETARIAT, E(MAIL_CONFIRMED) | E(MAIL_CORRECTED)},
	[TASK_KIND_CORRECTION_MISSING] = {"correction_missing", ROLE_SECRETARIAT, E(CORRECTED)},
};

const char *task_kind_name(enum task_kind kind)
{
	return kinds[kind].name;
}

bool task_kind_parse(struct str name, enum task_kind *ret_kind)
{
	for (int i = 0; i < TASK_KIND_COUNT; i++)
		if (str_is(name, kinds[i].name)) {
			*ret_kind = (enum task_kind)i;
			return true;
		}
	return false;
}

enum role task_kind_owner(enum task_kind kind)
{
	return kinds[kind].owner;
}

bool task_kind_is_over(enum task_kind kind, enum case_event event, enum case_state state)
{
	return (kinds[kind].ended_by & UINT64_C(1) << event) || case_state_is_ended(state);
}

/* --- outcomes --- */

static const char *const outcomes[TASK_OUTCOME_COUNT] = {
	[TASK_OUTCOME_NONE] = "",
	[TASK_OUTCOME_REACHED] = "reached",
	[TASK_OUTCOME_NOT_REACHED] = "not_reached",
	[TASK_OUTCOME_NOT_NEEDED] = "not_needed",
};

const char *task_outcome_name(enum task_outcome outcome)
{
	return outcomes[outcome];
}

bool task_outcome_parse(struct str name, enum task_outcome *ret_outcome)
{
	for (int i = 0; i < TASK_OUTCOME_COUNT; i++)
		if (str_is(name, outcomes[i])) {
			*ret_outcome = (enum task_outcome)i;
			return true;
		}
	return false;
}
