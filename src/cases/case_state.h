/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The states of a case and the events that move it: one table, no I/O, no clock. The state is
 * the fold of the case's events; whatever a table of the store says is only a copy.
 */
#ifndef TENKEN_CASES_CASE_STATE_H
#define TENKEN_CASES_CASE_STATE_H

#include "base/str.h"

enum case_state {
	CASE_STATE_NONE, /* before the first event */
	CASE_STATE_RECEIVED,
	CASE_STATE_WAITING,
	CASE_STATE_OFFERED,
	CASE_STATE_CORRECTION,
	CASE_STATE_CHECKED,
	CASE_STATE_INVITED,
	CASE_STATE_CONFIRMED,
	CASE_STATE_SUPPORTED,
	CASE_STATE_ADVISED,
	CASE_STATE_COMPLETED,
	CASE_STATE_DECLINED,
	CASE_STATE_WITHDRAWN,
	CASE_STATE_EXCLUDED,
	CASE_STATE_EXPIRED,
};
#define CASE_STATE_COUNT (CASE_STATE_EXPIRED + 1)

enum case_event {
	CASE_EVENT_APPLIED,         /* an application with a place */
	CASE_EVENT_APPLIED_TO_WAIT, /* an application after the last place was gone */
	CASE_EVENT_PLACE_OFFERED,
	CASE_EVENT_OFFER_ACCEPTED,
	CASE_EVENT_OFFER_REFUSED,
	CASE_EVENT_OFFER_EXPIRED,
	CASE_EVENT_CHECKED,   /* the secretariat found everything in order */
	CASE_EVENT_SENT_BACK, /* the company is asked to correct answers */
	CASE_EVENT_CORRECTED,
	CASE_EVENT_APPROVED, /* by Tokyo; the invitation goes out with it */
	CASE_EVENT_ANSWERED, /* the pre-interview: confirms participation */
	CASE_EVENT_ANSWER_EXPIRED,
	CASE_EVENT_CALL_ASKED, /* instead of an authorisation: the company wants to talk first */
	CASE_EVENT_TARGETS_AUTHORISED,
	CASE_EVENT_TARGETS_REVOKED,
	CASE_EVENT_PURPOSE_ENDED, /* one of those for which targets were authorised */
	CASE_EVENT_EXPERT_ASSIGNED,
	CASE_EVENT_MAIL_CONFIRMED, /* the company pressed the button of a mail that reached it */
	CASE_EVENT_MAIL_CORRECTED, /* the contact's address, by the secretariat */
	CASE_EVENT_MAILS_HELD,     /* they wait: too many applications, or mails to one address */
	CASE_EVENT_MAILS_RELEASED, /* by the secretariat, before their time */
	CASE_EVENT_REMINDER_HELD,  /* the reminder of the pre-interview is not sent: the secretariat sees to it */
	CASE_EVENT_ENTERED,        /* the company came in by the personal link of a mail */
	CASE_EVENT_DIAGNOSIS_STARTED,
	CASE_EVENT_DIAGNOSIS_STOPPED, /* by hand */
	CASE_EVENT_DIAGNOSIS_ENDED,
	CASE_EVENT_REPORT_RELEASED,
	CASE_EVENT_ADVICE_RELEASED,
	CASE_EVENT_COMPLETED,
	CASE_EVENT_DECLINED,
	CASE_EVENT_WITHDRAWN,
	CASE_EVENT_EXCLUDED,
	CASE_EVENT_LEAVE_ASKED,            /* the office finds it unfit for the programme and asks it to withdraw */
	CASE_EVENT_REOPENED,               /* the office had turned it away: it waits again, with the rank it had */
	CASE_EVENT_COURSE_CHANGED,         /* to a course with a place for it */
	CASE_EVENT_COURSE_CHANGED_TO_WAIT, /* to a course where it has to wait */
};
#define CASE_EVENT_COUNT (CASE_EVENT_COURSE_CHANGED_TO_WAIT + 1)

/* True when the event may happen in this state; *ret_to is then the new state, which may be the same. */
bool case_state_advance(enum case_state from, enum case_event event, enum case_state *ret_to);

/* Does a case in this state take one of its course's places (docs/states.md)? */
bool case_state_holds_place(enum case_state state);

/* It is confirmed or supported: a diagnosis may be permitted and started. */
bool case_state_takes_part(enum case_state state);

/* Whether the state is final: only a reopening could move a case out of it. */
bool case_state_is_ended(enum case_state state);

/* Whether the company has pages of its own: whose support is over still reads its report, who is out has none. */
bool case_state_lets_in(enum case_state state);

/* Whether the contact's mail address was proved right by this event; and whether it was changed, so that it is unproved
 * again. */
bool case_state_proves_mail(enum case_event event);
bool case_state_changes_mail(enum case_event event);

const char *case_state_name(enum case_state state); /* "received" */
bool case_state_parse(struct str name, enum case_state *ret_state);
const char *case_state_event_name(enum case_event event); /* "sent_back" */
bool case_state_event_parse(struct str name, enum case_event *ret_event);

#endif
