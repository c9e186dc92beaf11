/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Filling in and sending an application. A visitor's answers wait in a draft, page by page, for a day (or seven:
 * draft_saving.h); sending judges them all again and makes the case, its history, answers, consents and the receipt
 * mail in one transaction. A draft becomes one application however often it is sent.
 */
#ifndef TENKEN_USECASES_APPLICATION_APPLY_H
#define TENKEN_USECASES_APPLICATION_APPLY_H

#include "people/token.h"
#include "usecases/call.h"

#define APPLY_DRAFT_BYTES_MAX ((size_t)16 * 1024)
#define APPLY_DRAFTS_OWN_MAX  10    /* unsent ones of a browser; then its oldest goes */
#define APPLY_DRAFTS_NEAR_MAX 500   /* of an address: a mobile network lets hundreds of people use one */
#define APPLY_DRAFTS_MAX      20000 /* unsent ones of all; likewise */
#define APPLY_ROOM_MIN                                                                                                 \
	((int64_t)64 * 1024 * 1024) /* free bytes of the disk below which no draft is saved, so that receipts fit */
#define APPLY_NAME_MAX 16           /* bytes of a draft's name: a-z and digits */

/* An application that somebody fills in. */
struct apply_draft {
	const struct call *call;
	struct str token;   /* of the browser's cookie */
	const char *name;   /* which of the browser's drafts: it stands in the address, so that each tab has its own */
	const char *client; /* the browser's address as limits count it; "" for this machine */
	struct str link;    /* by which a device that did not begin it opened it (draft_link.h); empty without one */
	bool is_halfway;    /* a page is kept although something on it is not answered yet */
	const struct actor *entered_by; /* of the secretariat, which types what came on paper; else NULL */
	bool for_a_person;              /* it is sent though a condition of the call is not met: a person looks */
};

struct apply_state {
	const struct value *typed; /* map of question id to what was typed so far; empty for a new draft */
	const char *stored;        /* the same as it is stored */
	int64_t case_id;           /* of the application that it became, or 0 */
};

/* A name for a further draft. */
const char *apply_new_name(struct arena *arena);

/* What a draft holds; a token or a name that is unknown or too old is an empty draft. ERR_NOT_FOUND for what is no
 * name. */
MUST_USE enum err apply_load(const struct office *office, struct arena *arena, const struct apply_draft *draft,
			     struct apply_state *ret_state, struct fault *why);

/* The place of the page of that id in the edition's application; ERR_NOT_FOUND. */
MUST_USE enum err apply_find_page(const struct edition *edition, const char *id, size_t *ret_index, struct fault *why);

struct apply_page_result {
	const struct value *problems; /* map of question id to the problem's name; when not empty nothing was kept */
	const char *next;             /* id of the page behind it, "" behind the last */
};

/* Judges what was typed on the page of that id beside what the draft holds, and keeps the questions that are asked
 * when all is well: all of it in one transaction, so that two tabs of one draft lose nothing. ERR_CONFLICT when the
 * reception is not open or the draft was sent already, ERR_TOO_LARGE beyond APPLY_DRAFT_BYTES_MAX, ERR_BUSY when
 * the disk is nearly full, errors of apply_find_page. */
MUST_USE enum err apply_take_page(const struct office *office, struct arena *arena, const struct apply_draft *draft,
				  const char *id, const struct value *typed, struct apply_page_result *ret_result,
				  struct fault *why);

enum apply_outcome {
	APPLY_DONE,       /* case_id is the application */
	APPLY_INCOMPLETE, /* page is the first page with something missing or wrong */
	APPLY_INELIGIBLE, /* view_apply_ineligible says why */
	APPLY_CLOSED,     /* the reception is not open */
	APPLY_FULL,       /* the course has no place left, and the call no waiting list: nothing was stored */
};

struct apply_result {
	enum apply_outcome outcome;
	int64_t case_id;
	const char *page; /* id of an edition_form */
	bool is_waiting;  /* no place was left: on the waiting list */
};

/* Sends the draft, under the version of the call that is current when it is written: draft->call only names it. Sent
 * again it gives the same case_id. */
MUST_USE enum err apply_submit(const struct office *office, struct arena *arena, const struct apply_draft *draft,
			       enum lang lang, struct apply_result *ret_result, struct fault *why);

#endif
