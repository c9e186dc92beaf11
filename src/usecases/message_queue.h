/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Puts a mail to a company into the outbox, in the transaction of the deed that it is about: either both
 * are stored or neither. Sending is a job of its own (usecases/post/send_message.h), which begins at once, or when the
 * mails of the case wait no more (application/hold_mails.h); the offer of a place and the request to correct an
 * application never wait.
 */
#ifndef TENKEN_USECASES_MESSAGE_QUEUE_H
#define TENKEN_USECASES_MESSAGE_QUEUE_H

#include "store/application/case_store.h"
#include "store/post/message_store.h"
#include "usecases/office.h"

/* Renders the edition's message of that id ("receipt") with the context and stores it with its job. An edition that
 * was stored before the program sent this mail says it in the words of the newest call that has it. The
 * occasion tells repetitions apart: "" for what a case gets once, else what makes it another mail
 * ("2" for a second reminder). A mail that the case has had for this occasion is not queued again and that is
 * ERR_OK. Where there is no recipient, the words are stored as a letter that is never sent, and a task asks the
 * secretariat to post it. ERR_NOT_FOUND when no call has such a
 * message. */
MUST_USE enum err message_queue(struct tx *tx, const struct office *office, const struct edition *edition,
				int64_t case_id, const char *template_id, const char *occasion, enum lang lang,
				const char *recipient, const struct value *context, struct fault *why);

/* The occasion of the task to post a letter: "invitation ". */
const char *message_queue_letter(struct arena *arena, const struct message_row *row);

/* The words of a mail alone, with the same rules: nothing is queued. */
MUST_USE enum err message_queue_render(struct tx *tx, struct arena *arena, const struct office *office,
				       const struct edition *edition, const char *template_id, enum lang lang,
				       const struct value *context, const char **ret_subject, const char **ret_body,
				       struct fault *why);

/* Ends the hold of a case (store/post/mail_hold_store.h): its mails go now. Without a hold it changes nothing. */
MUST_USE enum err message_queue_release_held(struct tx *tx, int64_t case_id, int64_t now_ms, struct fault *why);

/* Cancels the mails of a case that wait for the end of a hold. */
MUST_USE enum err message_queue_cancel_held(struct tx *tx, int64_t case_id, int64_t now_ms, struct fault *why);

/* The words of a mail of this case once more, as a mail of its own: to the address and with a link of the moment at
 * which it is sent. Sets *row to the new mail. Words of a letter are none of a mail: they name no page. */
MUST_USE enum err message_queue_again(struct tx *tx, struct arena *arena, const struct office *office,
				      struct message_row *row, const struct case_row *of, struct fault *why);
bool message_queue_is_again(const struct message_row *row);

/* A mail whose words stand already, as a new one: id and occasion are its own; state, time and Message-ID are set here.
 */
MUST_USE enum err message_queue_row(struct tx *tx, struct arena *arena, const struct office *office,
				    struct message_row *row, struct fault *why);

#endif
