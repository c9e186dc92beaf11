/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outbox for those who may read mails (people/permission.h): what went to whom, when, and what became of it.
 */
#ifndef TENKEN_USECASES_POST_VIEW_MAIL_H
#define TENKEN_USECASES_POST_VIEW_MAIL_H

#include "usecases/office.h"

/* Map: messages [{id subject recipient state at number receipt}], the newest 200. */
MUST_USE enum err view_mails(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, struct value **ret_view, struct fault *why);

/* Map: subject recipient state at sent body reply number receipt message_lang. ERR_NOT_FOUND. */
MUST_USE enum err view_mail(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    int64_t id, struct value **ret_view, struct fault *why);

#endif
