/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The office's decisions on an application: the secretariat checks it, another person in Tokyo's role approves it
 * and thereby invites the company to the pre-interview; either declines it; the company or the
 * secretariat withdraws it. Each is one transaction with its mail.
 */
#ifndef TENKEN_USECASES_SCREENING_SCREEN_CASE_H
#define TENKEN_USECASES_SCREENING_SCREEN_CASE_H

#include "usecases/office.h"

/* All: ERR_NOT_FOUND without such a case, ERR_DENIED for the wrong person, ERR_CONFLICT in a state where it cannot
 * happen. A form sent twice changes nothing the second time and is ERR_OK. */
MUST_USE enum err check_case(const struct office *office, const struct actor *actor, const struct once *once,
			     int64_t number, struct fault *why);
MUST_USE enum err approve_case(const struct office *office, const struct actor *actor, const struct once *once,
			       int64_t number, struct fault *why);

/* reason: 1 to CASE_REASON_CHARS_MAX characters, ERR_INVALID otherwise; the applicant reads it. */
MUST_USE enum err decline_case(const struct office *office, const struct actor *actor, const struct once *once,
			       int64_t number, struct str reason, struct fault *why);
MUST_USE enum err withdraw_case(const struct office *office, const struct actor *actor, const struct once *once,
				int64_t number, struct str reason, struct fault *why);

/* Names the expert who visits; person_id must be a person in the expert's role. */
MUST_USE enum err assign_expert(const struct office *office, const struct actor *actor, const struct once *once,
				int64_t number, int64_t person_id, struct fault *why);

#endif
