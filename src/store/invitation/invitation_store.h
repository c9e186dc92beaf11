/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Invitations as rows (cases/invitation.h): one for each company and call.
 */
#ifndef TENKEN_STORE_INVITATION_INVITATION_STORE_H
#define TENKEN_STORE_INVITATION_INVITATION_STORE_H

#include "cases/invitation.h"
#include "cases/message_state.h"
#include "store/db.h"

struct invitation_row {
	int64_t id;
	const char *edition;
	int64_t number;                                                      /* in the edition, from 1 */
	const char *company_key;                                             /* tells companies of a list apart */
	const char *search_key;                                              /* of the name (codec/text/search_key.h) */
	const char *company_name, *corporate_number, *postal_code, *address; /* "" where the list lacks it */
	const char *mail, *phone;
	int64_t made_ms;
	int64_t letter_ms;             /* when it was printed; 0 when it was not */
	enum message_state mail_state; /* MESSAGE_STATE_NONE when no mail was queued */
	int64_t mail_queued_ms, mail_done_ms;
	const char *mail_reply;  /* of the server, of a mail that is settled */
	int64_t opened_ms;       /* when the form was first opened by it, or 0 */
	enum invitation_way way; /* by which the application came */
	int64_t case_id;         /* the application, or 0 */
	enum invitation_answer answer;
	int64_t answered_ms;
	int64_t calls;    /* how often somebody rang */
	int64_t call_day; /* of the next call; 0 when none is planned */
	enum invitation_call call_outcome;
	const char *call_note;
};

/* Whether the company may be invited to the call: it is not yet, never said that it wants no more of it, and was
 * not erased. erased_key: what is left of company_key then (people/erased_key.h). */
MUST_USE enum err invitation_store_may_invite(struct tx *tx, const char *edition, const char *company_key,
					      const char *erased_key, bool *ret_may, struct fault *why);

/* Whether this address may be written to: no other company of the call has it, and nobody with it wants no more. */
MUST_USE enum err invitation_store_may_mail(struct tx *tx, const char *edition, const char *mail, bool *ret_may,
					    struct fault *why);

/* Sets the number to the next one of the edition and stores it. */
MUST_USE enum err invitation_store_insert(struct tx *tx, struct invitation_row *row, struct fault *why);

/* ERR_NOT_FOUND when there is none. */
MUST_USE enum err invitation_store_load(struct tx *tx, struct arena *arena, int64_t id, struct invitation_row *ret_row,
					struct fault *why);
MUST_USE enum err invitation_store_find(struct tx *tx, struct arena *arena, const char *edition, int64_t number,
					struct invitation_row *ret_row, struct fault *why);

/* That of an application; id 0 when it came by none. */
MUST_USE enum err invitation_store_of_case(struct tx *tx, struct arena *arena, int64_t case_id,
					   struct invitation_row *ret_row, struct fault *why);

/* Saves what became of it: all from letter_ms on. */
MUST_USE enum err invitation_store_save(struct tx *tx, const struct invitation_row *row, struct fault *why);

/* Whether its company has applied, by this invitation or by itself. */
MUST_USE enum err invitation_store_has_applied(struct tx *tx, int64_t id, bool *ret_has_applied, struct fault *why);

/* Whether its company may be written to and rung: it has neither applied nor answered, and never said, to another call
 * or under the same mail address, that it wants no more. */
MUST_USE enum err invitation_store_is_open(struct tx *tx, int64_t id, bool *ret_is_open, struct fault *why);

/* Notes the application as the one that came by it; nothing changes when it has one. */
MUST_USE enum err invitation_store_use(struct tx *tx, int64_t id, enum invitation_way way, int64_t case_id,
				       struct fault *why);

/* Before a case is emptied: those of its call whose company applied with it by itself become that case's too, since
 * what shows it goes. */
MUST_USE enum err invitation_store_tie(struct tx *tx, int64_t case_id, struct fault *why);

/* What is to be erased with a case: its own ones, and those of other calls to the same company that has not applied
 * there. None that is erased already. */
MUST_USE enum err invitation_store_list_company(struct tx *tx, struct arena *arena, int64_t case_id,
						struct invitation_row **ret_rows, size_t *ret_count, struct fault *why);

/* At most `limit` of a call whose company did not apply, and which are not erased. */
MUST_USE enum err invitation_store_list_unused(struct tx *tx, struct arena *arena, const char *edition, int64_t limit,
					       struct invitation_row **ret_rows, size_t *ret_count, struct fault *why);

/* Nothing that it says of its company stays but the key by which it is known again. */
MUST_USE enum err invitation_store_erase(struct tx *tx, int64_t id, const char *erased_key, struct fault *why);

enum invitation_list {
	INVITATION_LIST_CALLS,     /* nobody of the company answered in time, and no later day is planned for a call */
	INVITATION_LIST_OPEN,      /* see invitation_store_is_open */
	INVITATION_LIST_APPLIED,   /* by it or by itself */
	INVITATION_LIST_ANSWERED,  /* said that it does not apply */
	INVITATION_LIST_FAILED,    /* its mail did not arrive */
	INVITATION_LIST_UNPRINTED, /* open, with an address, without a letter */
	INVITATION_LIST_UNMAILED,  /* open, with a mail address, without a mail */
	INVITATION_LIST_PRINTED,   /* at this instant */
};
#define INVITATION_LIST_SHOWN (INVITATION_LIST_FAILED + 1) /* those that a page shows */

const char *invitation_store_list_name(enum invitation_list list); /* "calls" */
bool invitation_store_list_parse(struct str name, enum invitation_list *ret_list);

struct invitation_filter {
	const char *edition;
	enum invitation_list list;
	int64_t sent_before_ms; /* of INVITATION_LIST_CALLS: whatever was sent went out before this */
	int64_t today;          /* of INVITATION_LIST_CALLS, a day */
	int64_t at_ms;          /* of INVITATION_LIST_PRINTED */
	int64_t offset, limit;
};

/* In the order of their numbers; those that are to be rung by the planned day first. */
MUST_USE enum err invitation_store_list(struct tx *tx, struct arena *arena, const struct invitation_filter *filter,
					struct invitation_row **ret_rows, size_t *ret_count, struct fault *why);
MUST_USE enum err invitation_store_count_listed(struct tx *tx, const struct invitation_filter *filter,
						int64_t *ret_count, struct fault *why);

/* How many of a call. */
struct invitation_count {
	int64_t invited, printed, mailed, mail_failed, opened;
	int64_t by_letter, by_mail, by_itself; /* applications */
	int64_t no, never;
};
MUST_USE enum err invitation_store_count(struct tx *tx, const char *edition, struct invitation_count *ret_count,
					 struct fault *why);

/* When letters were printed, newest first, at most limit, and how many each time. */
struct invitation_batch {
	int64_t at_ms, letters;
};
MUST_USE enum err invitation_store_batches(struct tx *tx, struct arena *arena, const char *edition, int64_t limit,
					   struct invitation_batch **ret_batches, size_t *ret_count, struct fault *why);

/* When the last mail that waits is to be sent; 0 when none waits. */
MUST_USE enum err invitation_store_last_queued(struct tx *tx, int64_t *ret_ms, struct fault *why);

#endif
