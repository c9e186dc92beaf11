/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an invitation says, and the code and the link that only its reader may know: both are made when they are needed
 * and stored nowhere.
 */
#ifndef TENKEN_USECASES_INVITATION_INVITATION_TEXT_H
#define TENKEN_USECASES_INVITATION_INVITATION_TEXT_H

#include "store/invitation/invitation_store.h"
#include "usecases/office.h"

struct invitation_text {
	const char *subject, *body;
	const char *secret; /* the code of a letter, the link of a mail, as they stand in the body */
};

/* In Japanese: a list does not say what its companies read. is_hidden: words stand in the place of the link. */
MUST_USE enum err invitation_text_mail(struct tx *tx, struct arena *arena, const struct office *office,
				       const struct edition *edition, const struct invitation_row *row, bool is_hidden,
				       struct invitation_text *ret_text, struct fault *why);
MUST_USE enum err invitation_text_letter(struct tx *tx, struct arena *arena, const struct office *office,
					 const struct edition *edition, const struct invitation_row *row,
					 struct invitation_text *ret_text, struct fault *why);

/* The code that its letter shows. */
const char *invitation_text_code(struct arena *arena, const struct office *office, const struct invitation_row *row);

/* The link by which it is opened, for a way: a path without the language before it, "/calls/tokyo_r7/invited/...". It
 * works as long as somebody may want no more invitations. */
const char *invitation_text_path(struct arena *arena, const struct office *office, const struct edition *edition,
				 const struct invitation_row *row, enum invitation_way way);

#endif
