/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The roster of experts as the secretariat keeps it: qualification and how long it is valid, where each goes, how many
 * companies each takes, and how many are assigned.
 */
#ifndef TENKEN_USECASES_VISIT_EXPERT_ROSTER_H
#define TENKEN_USECASES_VISIT_EXPERT_ROSTER_H

#include "codec/value_keys.h"
#include "people/actor.h"
#include "usecases/office.h"

#define EXPERT_ROSTER_NUMBER_CHARS_MAX 20
#define EXPERT_ROSTER_AREA_CHARS_MAX   200
#define EXPERT_ROSTER_CAPACITY_MAX     200

/* As typed. */
struct expert_roster_form {
	struct str number, year, month, day, area, capacity;
};

/* ERR_DENIED for others than the secretariat. */
extern const struct value_key expert_roster_keys[];
MUST_USE enum err expert_roster_view(const struct office *office, struct arena *arena, const struct actor *actor,
				     enum lang lang, struct value **ret_view, struct fault *why);

/* One expert with the form: what is stored, or what was typed where that is given. ERR_NOT_FOUND when the person is no
 * expert. problem: as expert_roster_save. */
extern const struct value_key expert_roster_one_keys[];
MUST_USE enum err expert_roster_one(const struct office *office, struct arena *arena, const struct actor *actor,
				    enum lang lang, int64_t person_id, const struct expert_roster_form *typed,
				    const char *problem, struct value **ret_view, struct fault *why);

/* ret_problem: "" when it is stored, and said to the log; else the field that is wrong ("number", "expires", "area",
 * "capacity"), and nothing is. Empty fields mean that it is not known. ERR_NOT_FOUND, ERR_DENIED. */
MUST_USE enum err expert_roster_save(const struct office *office, const struct actor *actor, int64_t person_id,
				     const struct expert_roster_form *typed, const char **ret_problem,
				     struct fault *why);

#endif
