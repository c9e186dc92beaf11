/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a mail of the edition is filled with.
 */
#ifndef TENKEN_USECASES_MAIL_CONTEXT_H
#define TENKEN_USECASES_MAIL_CONTEXT_H

#include "store/application/case_store.h"
#include "usecases/office.h"

/* The keys of programme/mail_names.h, from the case and its edition. The reason is what was written to this company, ""
 * or NULL without one. Link and code are marks (mail_secret.h). */
struct value *mail_context(struct arena *arena, const struct office *office, const struct edition *edition,
			   const struct case_row *row, enum lang lang, const char *reason);

/* What a permission allows and until when for the purpose of its run; json is its document. */
MUST_USE enum err mail_context_add_permission(struct arena *arena, struct value *map, const char *json, enum lang lang,
					      struct fault *why);

#endif
