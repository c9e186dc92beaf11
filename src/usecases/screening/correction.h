/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The answers that a company was asked to look at again (send_back.h), and its correction of them: judged as on the
 * form of the application. Whatever it says now counts, also when it could not have applied with it: a person of the
 * office looks at it. What it had answered before is kept beside it.
 */
#ifndef TENKEN_USECASES_SCREENING_CORRECTION_H
#define TENKEN_USECASES_SCREENING_CORRECTION_H

#include "usecases/case_deed.h"

struct correction {
	const struct edition *edition;
	struct edition_form form;          /* what is asked again, with what depends on it; empty for no request */
	const struct value *answers;       /* of the whole application, now */
	const struct value *former;        /* likewise before the correction; NULL while none was sent */
	const struct history_entry *asked; /* NULL: it was never sent back */
	const struct history_entry *sent;  /* the answer to it; NULL while it is waited for */
};

/* The newest one of a case. What is in it lives in the arena. */
MUST_USE enum err correction_load(struct tx *tx, struct arena *arena, const struct edition *edition, int64_t case_id,
				  struct correction *ret_correction, struct fault *why);

/* The company in its own case, or the secretariat that it told by telephone or letter: input.document holds what was
 * typed, one JSON object. correction_send is the way to it. */
extern const struct case_deed correction_deed;

struct correction_result {
	struct value *problems; /* map of question id to problem name; when it is not empty nothing was stored */
	bool is_unmet;          /* with these answers it does not meet a condition of the call */
};

/* typed: what the browser sent; read_ms: when that was asked for which its form shows (asked->at_ms), 0: whatever is
 * asked now. ERR_CONFLICT when another request is open by now; else errors as of case_deed_do. */
MUST_USE enum err correction_send(const struct office *office, struct arena *arena, const struct actor *actor,
				  const struct once *once, int64_t case_id, int64_t read_ms, const struct value *typed,
				  struct correction_result *ret_result, struct fault *why);

#endif
