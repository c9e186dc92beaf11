/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks things up in an edition by their ids. NULL when it has none of that id.
 */
#ifndef TENKEN_PROGRAMME_EDITION_FIND_H
#define TENKEN_PROGRAMME_EDITION_FIND_H

#include "programme/edition.h"

const struct edition_course *edition_find_course(const struct edition *edition, struct str id);
const struct edition_class *edition_find_class(const struct edition *edition, struct str industry);

/* The id of the industry that stands for a class of 日本標準産業分類: two to four digits (programme/jsic.h). */
const char *edition_find_industry(const struct edition *edition, struct str code);

const struct edition_message *edition_find_message(const struct edition *edition, const char *id);
const struct question *edition_find_question(const struct edition *edition, const char *id); /* of the application */

#endif
