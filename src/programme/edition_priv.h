/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of reading an edition, by file: edition.c the whole, edition_form.c its forms, edition_message.c
 * its mails.
 */
#ifndef TENKEN_PROGRAMME_EDITION_PRIV_H
#define TENKEN_PROGRAMME_EDITION_PRIV_H

#include "programme/edition.h"
#include "programme/reader.h"

#define QUESTIONS_MAX 100 /* of one form */
#define ITEMS_MAX     200 /* of any other list */

/* Pages of the application; statements of the edition become questions where a page names them. */
void edition_read_application(struct reader *reader, const struct value *root, struct edition *edition);
void edition_read_questionnaire(struct reader *reader, const struct value *root, struct edition *edition);
void edition_read_authorisation(struct reader *reader, const struct value *root, struct edition *edition);
void edition_read_messages(struct reader *reader, const struct value *root, struct edition *edition);

#endif
