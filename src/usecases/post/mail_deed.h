/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mail is sent once more: because it failed or came back, or because the company asks for it. It is a mail of its
 * own, with the same words, to the address that the case has now and with a link that opens it now.
 */
#ifndef TENKEN_USECASES_POST_MAIL_DEED_H
#define TENKEN_USECASES_POST_MAIL_DEED_H

#include "usecases/case_deed.h"

/* *ret_id: of the new mail; 0 when this form did it before. ERR_NOT_FOUND without such a mail, ERR_DENIED, ERR_CONFLICT
 * while it waits to be sent anyway, or when its words were erased. */
MUST_USE enum err mail_deed_send_again(const struct office *office, const struct actor *actor, const struct once *once,
				       int64_t id, int64_t *ret_id, struct fault *why);

#endif
