/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A mail is sent once more: because it failed or came back, or because the company asks for it. It is a mail of its
 * own, with the same words, to the address that the case has now and with a link that opens it now. Where the company
 * has no page any more, only a mail without a link is: that it was declined it may be told again.
 */
#ifndef TENKEN_USECASES_POST_MAIL_DEED_H
#define TENKEN_USECASES_POST_MAIL_DEED_H

#include "store/post/message_store.h"
#include "usecases/case_deed.h"

/* ERR_CONFLICT says why this mail of this case cannot be sent again now. The row has its body. */
MUST_USE enum err mail_deed_may_send_again(const struct message_row *row, const struct case_row *of, struct fault *why);

/* *ret_id: of the new mail; 0 when this form did it before. ERR_NOT_FOUND without such a mail, ERR_DENIED, ERR_CONFLICT
 * as above. */
MUST_USE enum err mail_deed_send_again(const struct office *office, const struct actor *actor, const struct once *once,
				       int64_t id, int64_t *ret_id, struct fault *why);

#endif
