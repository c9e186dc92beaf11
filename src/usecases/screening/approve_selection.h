/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokyo approves several applications with one press. Each is judged by itself and in a transaction of its own: one
 * that was withdrawn meanwhile, or that this person checked, keeps no other from being approved.
 */
#ifndef TENKEN_USECASES_SCREENING_APPROVE_SELECTION_H
#define TENKEN_USECASES_SCREENING_APPROVE_SELECTION_H

#include "people/actor.h"
#include "usecases/office.h"

/* *ret_count: how many were approved, now or by the same form before. A no to one of them is no error: what became of
 * each stands in its history (desk/view_selection.h). */
MUST_USE enum err approve_selection(const struct office *office, const struct actor *actor, const struct once *once,
				    const int64_t *case_ids, size_t case_count, size_t *ret_count, struct fault *why);

#endif
