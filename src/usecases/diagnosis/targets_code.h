/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A permission to diagnose is given by who reads the contact's mail at this moment: a session alone, which a link in an
 * old mail may have opened, is not enough. What was filled in waits, and a code goes to the contact; who types it gives
 * the permission. The code is of that document alone: another one, or the same sent again, has another code.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_TARGETS_CODE_H
#define TENKEN_USECASES_DIAGNOSIS_TARGETS_CODE_H

#include "codec/value_keys.h"
#include "usecases/office.h"

#define TARGETS_CODE_MINUTES        30 /* a mail may be late */
#define TARGETS_CODE_TRIES          5
#define TARGETS_CODE_MAILS_PER_HOUR 5 /* so 25 guesses an hour, of a million */

/* Lets a document (findings/authorisation.h, of that id) wait, in place of one that waits, and mails its code.
 * *ret_is_mailed is false, and nothing changed, when that was too often within an hour. A form that is sent again
 * (once) does nothing. ERR_DENIED for everybody but the company; ERR_CONFLICT where it can permit nothing now. */
MUST_USE enum err targets_code_ask(const struct office *office, const struct actor *actor, const struct once *once,
				   int64_t authorisation_id, const char *document, bool *ret_is_mailed,
				   struct fault *why);

/* Mails a new code for what waits; the one before is void. As above; ERR_CONFLICT when nothing waits. */
MUST_USE enum err targets_code_again(const struct office *office, const struct actor *actor, const struct once *once,
				     bool *ret_is_mailed, struct fault *why);

enum targets_code_outcome {
	TARGETS_CODE_RIGHT, /* the permission is given */
	TARGETS_CODE_WRONG,
	TARGETS_CODE_VOID, /* nothing waits, its code is too old, or too many were wrong */
};

/* Every try is counted, in the write that compares it; what holds no digits is none. typed: in any width, with spaces
 * or without. Errors as of case_deed_do.
 */
MUST_USE enum err targets_code_confirm(const struct office *office, const struct actor *actor, const struct once *once,
				       struct str typed, enum targets_code_outcome *ret_outcome, struct fault *why);

/* What waits for its code; NULL when nothing does. */
extern const struct value_key targets_code_keys[];
MUST_USE enum err targets_code_view(const struct office *office, struct arena *arena, const struct actor *actor,
				    enum lang lang, struct value **ret_view, struct fault *why);

#endif
