/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole programme of visits: who visits whom when, its value, a bound with its proof, and for each company without a
 * visit the one reason. docs/visits.schema.json says what each key means. Pure and deterministic.
 */
#ifndef TENKEN_VISITS_VISIT_PROPOSAL_H
#define TENKEN_VISITS_VISIT_PROPOSAL_H

#include "codec/value.h"

#define VISIT_PROPOSAL_VERSION 1

/* ERR_INVALID as visit_problem_read. The result holds the input too, so that visit_check.h needs nothing beside it. */
MUST_USE enum err visit_proposal_make(struct arena *arena, const struct value *input, struct value **ret_proposal,
				      struct fault *why);

#endif
