/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of the edition with which a company permits a diagnosis.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_TARGETS_FORM_H
#define TENKEN_USECASES_DIAGNOSIS_TARGETS_FORM_H

#include "codec/value.h"
#include "usecases/office.h"

/* The company's form (edition->authorisation), for its own case. *ret_problems: map of question id to problem name;
 * when it is not empty nothing was stored. In a rehearsal every target but this machine, else every address that is not
 * public and every host that many companies share (target_proposals.h), is a problem of "targets"; of "agree", that
 * codes were mailed too often; of the purposes, what targets_terms.h says. What is complete waits for the code that is
 * mailed (targets_code.h); and when the answer is that the company does not know who runs the servers, it is a call of
 * the secretariat instead (targets_deed_ask). Errors as of targets_code_ask. */
MUST_USE enum err targets_form_submit(const struct office *office, struct arena *arena, const struct actor *actor,
				      const struct once *once, const struct value *typed, struct value **ret_problems,
				      struct fault *why);

/* What a company without a mail address said by telephone, typed by the secretariat: it is the permission at once
 * (targets_deed_record). how: whom it spoke to, and how it knew that person; a reason of case_deed.h. "hosting_unsure"
 * is the problem where nobody knows who runs the servers. ERR_INVALID for a bad reason; else errors as of case_deed_do.
 */
MUST_USE enum err targets_form_record(const struct office *office, struct arena *arena, const struct actor *actor,
				      const struct once *once, int64_t case_id, const struct value *typed,
				      struct str how, struct value **ret_problems, struct fault *why);

#endif
