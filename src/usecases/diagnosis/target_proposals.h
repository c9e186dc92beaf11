/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company may want to have diagnosed, from what it wrote when it applied: its website, the domain of its mail,
 * and the line from which the page was opened. They are proposals: none is ticked before the company ticks it, and what
 * it ticks is judged like what it types.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_TARGET_PROPOSALS_H
#define TENKEN_USECASES_DIAGNOSIS_TARGET_PROPOSALS_H

#include "codec/value_keys.h"
#include "people/actor.h"
#include "usecases/office.h"

/* The field of the form that holds the ticked hosts, each with what it is called behind a blank, or without. */
#define TARGET_PROPOSALS_FIELD "proposed"

/* client: the address from which the page was opened, as limits count it; form: what was sent, NULL before. */
extern const struct value_key target_proposals_keys[];
MUST_USE enum err target_proposals_list(const struct office *office, struct arena *arena, const struct actor *company,
					const char *client, const struct value *form, struct value **ret_list,
					struct fault *why);

/* The form with what was ticked among the "targets", each on a line of its own. */
const struct value *target_proposals_take(struct arena *arena, const struct value *form);

#endif
