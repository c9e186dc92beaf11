/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one way in which a case moves: within a transaction, an event is appended to its history, and the mail
 * that goes with it is queued. What a person does to a case comes here through case_deed.h.
 */
#ifndef TENKEN_USECASES_CASE_STEP_H
#define TENKEN_USECASES_CASE_STEP_H

#include "people/actor.h"
#include "store/application/case_store.h"
#include "usecases/office.h"

struct case_step {
	const struct office *office;
	const struct edition *edition; /* of the case, in its current version */
	const struct actor *actor;
	enum case_event event;
	const char *reason;     /* NULL for none */
	const char *detail;     /* one JSON object; NULL for none */
	const char *mail;       /* the edition's message to queue with it, or NULL */
	const char *occasion;   /* of the mail; NULL for a mail that a case gets once */
	const char *permission; /* the document, of one run, that the mail tells of, or NULL */
};

/* ERR_CONFLICT when the event may not happen in the case's state. row is moved along; its new texts live in the arena.
 * The first event of a case puts it into the store. */
MUST_USE enum err case_step_take(struct tx *tx, struct arena *arena, const struct case_step *step, struct case_row *row,
				 struct fault *why);

/* Queues the step's mail, for a step that was taken without it. */
MUST_USE enum err case_step_mail(struct tx *tx, struct arena *arena, const struct case_step *step,
				 const struct case_row *row, struct fault *why);

/* ERR_CONFLICT, and the state to which the event would lead on success. */
MUST_USE enum err case_step_check(const struct case_row *row, enum case_event event, enum case_state *ret_to,
				  struct fault *why);

#endif
