/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outbox: mails to send and what became of them. One intent is one row: a case gets a template once
 * per occasion. Knows rows; how a mail is written and sent is mail/.
 */
#ifndef TENKEN_STORE_POST_MESSAGE_STORE_H
#define TENKEN_STORE_POST_MESSAGE_STORE_H

#include "base/lang.h"
#include "cases/message_state.h"
#include "store/db.h"

/* The kind of the job that sends it, whose subject is the id. */
#define MESSAGE_JOB "send_message"

struct message_row {
	int64_t id; /* random; also the job's subject and the VERP address */
	int64_t case_id;
	const char *template_id;
	const char *occasion;
	enum message_state state;
	const char *recipient;
	enum lang lang;
	const char *subject;
	const char *body;       /* "" in lists */
	const char *message_id; /* fixed when it is queued: a mail sent twice is one mail to its reader */
	int64_t attempts;       /* so far */
	int64_t queued_ms;
	int64_t done_ms; /* 0 while it is not in a final state */
	const char *last_reply;
};

/* False in *ret_is_new (and nothing stored) when the case has had this template for this occasion. */
MUST_USE enum err message_store_insert(struct tx *tx, const struct message_row *row, bool *ret_is_new,
				       struct fault *why);

/* ERR_NOT_FOUND when there is no such mail. */
MUST_USE enum err message_store_load(struct tx *tx, struct arena *arena, int64_t id, struct message_row *ret_row,
				     struct fault *why);

/* Saves state, attempts, done_ms and last_reply, of a mail that is settled. */
MUST_USE enum err message_store_save(struct tx *tx, const struct message_row *row, struct fault *why);

/* Mails of the outbox, newest first, without bodies: those after the first `offset`, at most `limit`. */
struct message_filter {
	const char *state;       /* its name, or MESSAGE_UNDELIVERED; "" for all */
	const char *template_id; /* "" for all */
	const char *recipient;   /* the whole address; "" for all */
	const char *search_key;  /* of a case (store/application/case_word.h); "" for all */
	int64_t case_id;         /* 0 for all */
	int64_t offset, limit;
};
#define MESSAGE_PAGE_MAX    200
#define MESSAGE_UNDELIVERED "undelivered" /* failed or bounced */
MUST_USE enum err message_store_list(struct tx *tx, struct arena *arena, const struct message_filter *filter,
				     struct message_row **ret_rows, size_t *ret_count, struct fault *why);

/* How many match, apart from offset and limit; nobody counts more than MESSAGE_COUNT_MAX. A search looks at the mails
 * of MESSAGE_FOUND_MAX cases, as case_list_store.h does. */
#define MESSAGE_COUNT_MAX 10000
#define MESSAGE_FOUND_MAX 500
MUST_USE enum err message_store_count_listed(struct tx *tx, const struct message_filter *filter, int64_t *ret_count,
					     struct fault *why);

/* Whether a search key finds more than MESSAGE_FOUND_MAX cases. */
MUST_USE enum err message_store_is_common(struct tx *tx, const char *search_key, bool *ret_is_common,
					  struct fault *why);

/* The newest MESSAGE_PAGE_MAX mails of one case, newest first, without bodies. */
MUST_USE enum err message_store_list_case(struct tx *tx, struct arena *arena, int64_t case_id,
					  struct message_row **ret_rows, size_t *ret_count, struct fault *why);

/* Sends the mails of a case that still wait to this address. */
MUST_USE enum err message_store_readdress(struct tx *tx, int64_t case_id, const char *recipient, struct fault *why);

/* How many mails of this template were queued after that instant, to a case or to an address ("": to the case alone).
 */
MUST_USE enum err message_store_count_recent(struct tx *tx, const char *template_id, int64_t case_id,
					     const char *recipient, int64_t after_ms, int64_t *ret_count,
					     struct fault *why);

/* How many mails are in a state. */
MUST_USE enum err message_store_count(struct tx *tx, enum message_state state, int64_t *ret_count, struct fault *why);

/* How many mails to this address, in any case of its letters, were queued since a moment. */
MUST_USE enum err message_store_count_to(struct tx *tx, const char *recipient, int64_t since_ms, int64_t *ret_count,
					 struct fault *why);

#endif
