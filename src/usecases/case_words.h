/* SPDX-License-Identifier: Apache-2.0 */
/*
 * By what a case is found: names and readings of the company and of its people, phone and corporate numbers, mail
 * addresses, in any width, case and variant (codec/text/search_key.h), with or without hyphens.
 */
#ifndef TENKEN_USECASES_CASE_WORDS_H
#define TENKEN_USECASES_CASE_WORDS_H

#include "codec/value.h"
#include "programme/edition.h"
#include "store/application/case_store.h"

/* Within the transaction that stores or changes the case. answers: those of its application. */
MUST_USE enum err case_words_keep(struct tx *tx, const struct edition *edition, const struct value *answers,
				  const struct case_row *row, struct fault *why);

/* The key of what a person searches for; "" when nothing of it counts. */
const char *case_words_key(struct arena *arena, struct str typed);

#endif
