/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one way in which a case moves: within a transaction, an event is appended to its history, and the mail
 * that goes with it is queued. Every use case that moves a case ends here.
 */
#ifndef TENKEN_USECASES_CASE_STEP_H
#define TENKEN_USECASES_CASE_STEP_H

#include "people/permission.h"
#include "store/application/case_store.h"
#include "usecases/office.h"

#define CASE_REASON_CHARS_MAX 2000

struct case_step {
	const struct office *office;
	const struct actor *actor;
	const struct once *once; /* the form's token, or NULL for the program's own steps */
	enum case_event event;
	const char *reason;   /* NULL for none */
	const char *detail;   /* one JSON object; NULL for none */
	const char *mail;     /* the edition's message to queue with it, or NULL */
	const char *occasion; /* of the mail; NULL for a mail that a case gets once */
};

/* ERR_CONFLICT when the event may not happen in the case's state. When the form was sent before,
 * *ret_is_repeated is true, nothing changes and it is ERR_OK. row is moved along. */
MUST_USE enum err case_step_take(struct tx *tx, struct arena *arena, const struct case_step *step, struct case_row *row,
				 bool *ret_is_repeated, struct fault *why);

/* Loads a case and what the permission rules need of it. */
MUST_USE enum err case_step_load(struct tx *tx, struct arena *arena, int64_t number, struct case_row *ret_row,
				 struct permission_case *ret_of, struct fault *why);

/* ERR_DENIED, unless allowed. */
MUST_USE enum err case_step_demand(bool is_allowed, const struct actor *actor, const char *what, struct fault *why);

/* "R7-0012". */
const char *case_receipt(struct arena *arena, const struct office *office, int64_t number);

/* The number in "R7-0012" or "12"; false for anything else. */
bool case_receipt_parse(const struct office *office, struct str text, int64_t *ret_number);

/* Actor of steps that nobody took by hand. */
struct actor case_system_actor(void);

#endif
