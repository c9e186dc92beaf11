/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work for a person, such as a telephone call: why it is to be done, whose it is, and what ends it. Most of it is about
 * a case; when its reason goes, it is over without anybody doing it.
 */
#ifndef TENKEN_CASES_TASK_H
#define TENKEN_CASES_TASK_H

#include "base/fault.h"
#include "cases/case_state.h"
#include "people/role.h"

enum task_state {
	TASK_STATE_NONE, /* there is none */
	TASK_STATE_OPEN,
	TASK_STATE_DONE, /* by a person, with an outcome */
	TASK_STATE_OVER, /* its reason went */
};

const char *task_state_name(enum task_state state); /* "open" */
bool task_state_parse(struct str name, enum task_state *ret_state);

/* Moves it on. ERR_CONFLICT, and *state stays, when `to` cannot follow. */
MUST_USE enum err task_state_move(enum task_state *state, enum task_state to, struct fault *why);

/* Its reason. */
enum task_kind {
	TASK_KIND_MAIL_UNCONFIRMED, /* nobody said that the receipt arrived: is the mail address right? */
	TASK_KIND_HOSTING_UNSURE,   /* the company does not know who runs its servers, and wants to talk about it */
	TASK_KIND_ANSWER_MISSING,   /* the pre-interview is not answered, and the last day is near */
	TASK_KIND_PLACE_OFFERED,    /* a place is offered to it for some days: has it read that? */
	TASK_KIND_SHARED_KEY,    /* its servers have a key that another company's have; occasion: that receipt number */
	TASK_KIND_TO_POST,       /* it has no mail address: a mail is to be posted; occasion: which */
	TASK_KIND_MAIL_RETURNED, /* a mail to its address was not delivered; occasion: that mail's id */
	TASK_KIND_CORRECTION_MISSING, /* it was asked to correct its application, and the last day is over */
};
#define TASK_KIND_COUNT (TASK_KIND_CORRECTION_MISSING + 1)

const char *task_kind_name(enum task_kind kind); /* "hosting_unsure" */
bool task_kind_parse(struct str name, enum task_kind *ret_kind);
enum role task_kind_owner(enum task_kind kind);

/* Whether its reason is gone after this event, which led the case into this state. */
bool task_kind_is_over(enum task_kind kind, enum case_event event, enum case_state state);

/* What came of one that a person did. */
enum task_outcome {
	TASK_OUTCOME_NONE, /* not tried */
	TASK_OUTCOME_REACHED,
	TASK_OUTCOME_NOT_REACHED, /* it stays open, for another day */
	TASK_OUTCOME_NOT_NEEDED,
};
#define TASK_OUTCOME_COUNT (TASK_OUTCOME_NOT_NEEDED + 1)

const char *task_outcome_name(enum task_outcome outcome); /* "reached"; "" for none */
bool task_outcome_parse(struct str name, enum task_outcome *ret_outcome);

#endif
