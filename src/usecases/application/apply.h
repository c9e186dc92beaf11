/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Filling in and sending an application. A visitor's answers wait in a draft, page by page, for a day; sending
 * judges them all again and makes the case, its history, answers, consents and the receipt mail in one
 * transaction. A draft becomes one application however often it is sent.
 */
#ifndef TENKEN_USECASES_APPLICATION_APPLY_H
#define TENKEN_USECASES_APPLICATION_APPLY_H

#include "people/token.h"
#include "usecases/call.h"

struct apply_state {
	const struct value *typed; /* map of question id to what was typed so far; empty for a new visitor */
	int64_t case_id;           /* of the application that it became, or 0 */
};

/* The draft of a visitor's cookie for this call; a cookie that is unknown, too old or of another call is an empty
 * draft. */
MUST_USE enum err apply_load(const struct office *office, struct arena *arena, const struct call *call,
			     struct str token, struct apply_state *ret_state, struct fault *why);

/* Keeps what was typed on one page (answers_keep) beside the other pages. An empty or unknown token makes a new
 * draft; *ret_token is the one to set as the cookie. ERR_CONFLICT when the reception is not open or the draft
 * was sent already. */
MUST_USE enum err apply_save_page(const struct office *office, struct arena *arena, const struct call *call,
				  struct str token, const struct edition_form *page, const struct value *typed,
				  struct token *ret_token, struct fault *why);

/* The place of the page of that id in the edition's application; ERR_NOT_FOUND. */
MUST_USE enum err apply_find_page(const struct edition *edition, const char *id, size_t *ret_index, struct fault *why);

struct apply_page_result {
	const struct value *problems; /* map of question id to the problem's name; when not empty nothing was kept */
	struct token token;           /* as of apply_save_page */
	const char *next;             /* id of the page behind it, "" behind the last */
};

/* Judges what was typed on the page of that id, and keeps it when all is well. Errors as of apply_save_page and
 * apply_find_page. */
MUST_USE enum err apply_take_page(const struct office *office, struct arena *arena, const struct call *call,
				  struct str token, const char *id, const struct value *typed,
				  struct apply_page_result *ret_result, struct fault *why);

enum apply_outcome {
	APPLY_DONE,       /* case_id is the application */
	APPLY_INCOMPLETE, /* page is the first page with something missing or wrong */
	APPLY_INELIGIBLE, /* reasons say why (programme/eligibility.h) */
	APPLY_CLOSED,     /* the reception is not open */
};

struct apply_result {
	enum apply_outcome outcome;
	int64_t case_id;
	const char *page; /* id of an edition_form */
	const char *reasons[8];
	size_t reason_count;
	bool is_waiting; /* no place was left: on the waiting list */
};

/* Sends the draft, under the version of the call that is current when it is written. Sent again it gives the same
 * case_id. */
MUST_USE enum err apply_submit(const struct office *office, struct arena *arena, const char *call_id, struct str token,
			       enum lang lang, struct apply_result *ret_result, struct fault *why);

#endif
