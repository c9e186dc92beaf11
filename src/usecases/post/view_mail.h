/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outbox for those who may read mails (people/permission.h): what went to whom, when, and what became of it.
 */
#ifndef TENKEN_USECASES_POST_VIEW_MAIL_H
#define TENKEN_USECASES_POST_VIEW_MAIL_H

#include "codec/value_keys.h"
#include "usecases/office.h"

#define VIEW_MAIL_PAGE 50

struct mail_query {
	const char *state; /* of message_state.h; "" for all */
	const char *kind;  /* a template's id; "" for all */
	const char *text;  /* a recipient's whole address, else what index_cases.h finds a case by; "" for all */
	int64_t page;      /* from 1 */
};

/* A page of them, newest first. */
extern const struct value_key view_mail_list_keys[];
MUST_USE enum err view_mail_list(const struct office *office, struct arena *arena, const struct actor *actor,
				 enum lang lang, const struct mail_query *query, struct value **ret_view,
				 struct fault *why);

/* ERR_NOT_FOUND. */
extern const struct value_key view_mail_keys[];
MUST_USE enum err view_mail(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    int64_t id, struct value **ret_view, struct fault *why);

#endif
