/* SPDX-License-Identifier: Apache-2.0 */
/* A company that applies through the pages of a running server. */
#ifndef TENKEN_TESTS_STORY_APPLICANT_H
#define TENKEN_TESTS_STORY_APPLICANT_H

#include "story/client.h"

/* What a company of the rehearsal answers; in the arena. NULL after a message when the file cannot be read. */
const struct value *applicant_answers(struct arena *arena);

/* Fills in every page, as far as the server takes them; 200 when the last answer is the page that shows all answers. */
int applicant_fill_in(struct client *client, const struct value *answers);

/* Sends what was filled in; 303 when it was taken, also once more. */
int applicant_send(struct client *client);

/* Fills in every page and sends the form. The status of the last answer: 303 when the application was taken (then
 * client->location is /calls/tokyo_r7/apply/a/done), 0 when none came. */
int applicant_apply(struct client *client, const struct value *answers);

/* The receipt number that /calls/tokyo_r7/apply/a/done shows this client; "" when it shows none. */
const char *applicant_receipt(struct client *client);

#endif
