/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A person of the office rang a company that did not answer its invitation, and says what came of it and when to ring
 * again. A company that applied, or said no, is on no list any more.
 */
#ifndef TENKEN_USECASES_INVITATION_INVITATION_CALL_H
#define TENKEN_USECASES_INVITATION_INVITATION_CALL_H

#include "cases/invitation.h"
#include "people/actor.h"
#include "usecases/office.h"

#define INVITATION_CALL_NOTE_CHARS_MAX  1000
#define INVITATION_CALL_NOTES_CHARS_MAX 5000 /* of all calls; the oldest go */
#define INVITATION_CALL_AGAIN_MAX       20   /* business days */

struct invitation_call_result {
	struct str outcome; /* as it was sent: a name of invitation_call_name */
	struct str again;   /* business days until the next call; "" or 0 for none. Who was not reached is rung again */
	struct str note;    /* may be empty */
};

/* ret_problem: "" when it is noted, else "outcome", "again" or "note", of which nothing was stored. ERR_NOT_FOUND,
 * ERR_DENIED for who may not invite. The same form sent again is noted already. */
MUST_USE enum err invitation_call_note(const struct office *office, const struct actor *actor, const struct once *once,
				       int64_t id, const struct invitation_call_result *result,
				       const char **ret_problem, struct fault *why);

#endif
