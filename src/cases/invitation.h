/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company that the office invites to apply: by which way it came, and what it said.
 */
#ifndef TENKEN_CASES_INVITATION_H
#define TENKEN_CASES_INVITATION_H

#include "base/str.h"

enum invitation_way {
	INVITATION_WAY_NONE,
	INVITATION_WAY_LETTER, /* by the code in the letter */
	INVITATION_WAY_MAIL,   /* by the link in the mail */
};
#define INVITATION_WAY_COUNT (INVITATION_WAY_MAIL + 1)

const char *invitation_way_name(enum invitation_way way); /* "letter"; "" for none */
bool invitation_way_parse(struct str name, enum invitation_way *ret_way);

enum invitation_answer {
	INVITATION_ANSWER_NONE,
	INVITATION_ANSWER_NO,    /* it does not apply for this call */
	INVITATION_ANSWER_NEVER, /* it wants to be invited no more, in no call */
};
#define INVITATION_ANSWER_COUNT (INVITATION_ANSWER_NEVER + 1)

const char *invitation_answer_name(enum invitation_answer answer); /* "no"; "" for none */
bool invitation_answer_parse(struct str name, enum invitation_answer *ret_answer);

/* What came of a telephone call to one that did not answer. */
enum invitation_call {
	INVITATION_CALL_NONE, /* nobody rang */
	INVITATION_CALL_REACHED,
	INVITATION_CALL_NOT_REACHED,
	INVITATION_CALL_NO,    /* the answer "no" */
	INVITATION_CALL_NEVER, /* the answer "never" */
};
#define INVITATION_CALL_COUNT (INVITATION_CALL_NEVER + 1)

const char *invitation_call_name(enum invitation_call call); /* "not_reached"; "" for none */
bool invitation_call_parse(struct str name, enum invitation_call *ret_call);
enum invitation_answer invitation_call_answer(enum invitation_call call);

#endif
