/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a person does to a case is a row: the event it makes, who may, what must hold, what it changes and which mail
 * goes out. One function does any of them, in one transaction that reads, decides and writes. A page shows the button
 * of a deed exactly when case_deed_is_open says so, which asks the same row.
 *
 * Adding a deed: its row in a *_deed.c of a wing, its button in desk/case_buttons.c, its page.
 */
#ifndef TENKEN_USECASES_CASE_DEED_H
#define TENKEN_USECASES_CASE_DEED_H

#include "people/actor.h"
#include "usecases/case_facts.h"
#include "usecases/case_step.h"

#define CASE_DEED_REASON_CHARS_MAX 2000

/* What is given with a deed; what its row does not read is left empty. */
struct case_deed_input {
	struct str reason;    /* where the row needs one, or takes a text */
	int64_t person_id;    /* whom the deed is about */
	int64_t id;           /* of what the deed makes; 0: a fresh one */
	struct str mail;      /* a judged address */
	struct str course;    /* that it changes to */
	int64_t read_ms;      /* when what the person has read was saved; 0: what stands there now is meant */
	struct str purpose;   /* of an authorisation (findings/authorisation_purpose.h) */
	const char *document; /* one JSON object: what a company permits, or what the header of the deed says */
};

/* One deed on its way, within its transaction. */
struct case_deed_run {
	const struct case_deed *deed;
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t case_id;
	struct case_deed_input input;
	struct arena *arena; /* of the transaction */
	struct case_facts facts;
	struct case_step step; /* the effect may set reason and detail */
};

struct case_deed {
	enum case_event event;
	const char *what; /* for a refusal: "check an application" */
	const char *mail; /* the edition's message that goes out with it; NULL for none */
	bool mails_again; /* done again later, it is told in a mail of its own */
	bool needs_reason;
	bool takes_text; /* one may come with it in input.reason, for its effect, which says what becomes of it */
	bool (*may)(const struct actor *actor, const struct permission_case *of);
	/* What the deed asks for is so already: nothing changes and that is no error. NULL: never. */
	bool (*is_settled)(const struct case_facts *facts, const struct case_deed_input *input);
	/* What must hold beside the state of the case; ERR_CONFLICT says what is missing. NULL: nothing. */
	enum err (*holds)(const struct case_facts *facts, struct fault *why);
	/* What its mail names, such as the last day to answer: sets facts.row and step, and writes nothing, so that the
	 * mail can be read before the deed is done. NULL: nothing. */
	enum err (*prepare)(struct tx *tx, struct case_deed_run *run, struct fault *why);
	/* What else changes beside the state: facts.row is saved after it. NULL: nothing. */
	enum err (*effect)(struct tx *tx, struct case_deed_run *run, struct fault *why);
};

/* What the mail of the deed would be, done now with run->input: runs the deed's prepare in a reading transaction, with
 * run's facts loaded. step.mail is NULL where none would go. */
MUST_USE enum err case_deed_prepare(struct tx *tx, struct case_deed_run *run, struct fault *why);

/* What is wrong with a reason, trimmed: "missing", "too_long" or "sign" (one that no page can show); NULL: nothing. */
const char *case_deed_reason_problem(struct str reason);

/* ERR_NOT_FOUND without such a case, ERR_DENIED for the wrong person, ERR_INVALID without the reason that is needed,
 * ERR_CONFLICT where it cannot happen now. once: the form's token, or NULL. A form that is sent again changes nothing
 * and is ERR_OK; a token that another deed has used is ERR_CONFLICT. input may be NULL. */
MUST_USE enum err case_deed_do(const struct case_deed *deed, const struct office *office, const struct actor *actor,
			       const struct once *once, int64_t case_id, const struct case_deed_input *input,
			       struct fault *why);

/* The newest entry of the case's history, in the arena: where it is of the deed's own event, somebody has just done it.
 * ERR_NOT_FOUND without such a case. */
MUST_USE enum err case_deed_newest(const struct office *office, struct arena *arena, int64_t case_id,
				   struct history_entry *ret_entry, struct fault *why);

/* Whether this very form did it before. */
MUST_USE enum err case_deed_was_sent(const struct case_deed *deed, const struct office *office, const struct once *once,
				     bool *ret_was_done, struct fault *why);

/* Whether this person may do it in this state of the case, be it that something beside the case is missing yet. */
bool case_deed_is_allowed(const struct case_deed *deed, const struct actor *actor, const struct case_facts *facts);

/* Whether the deed, done now by this person, would change the case. */
bool case_deed_is_open(const struct case_deed *deed, const struct actor *actor, const struct case_facts *facts);

#endif
