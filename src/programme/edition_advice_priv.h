/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of an edition's advice share. */
#ifndef TENKEN_PROGRAMME_EDITION_ADVICE_PRIV_H
#define TENKEN_PROGRAMME_EDITION_ADVICE_PRIV_H

#include "programme/edition_advice.h"
#include "programme/edition_priv.h"

/* A list of texts; NULL and 0 when the key is absent. */
const char **edition_advice_texts(struct reader *reader, const struct value *map, const char *key, size_t *ret_count);

/* The question of the pre-interview; a problem at the place when there is none and the form is whole. */
const struct question *edition_advice_question(struct reader *reader, const struct edition_reading *reading,
					       const struct value *at, struct str id);

/* A map of a question's id to a list of its options; NULL and 0 when the key is absent. */
struct advice_option *edition_advice_options(struct reader *reader, const struct value *map, const char *key,
					     const struct edition_reading *reading, size_t *ret_count);

/* Checks' names: lower case, digits and "-"; behind "@" a group. */
void edition_advice_check_names(struct reader *reader, const struct value *list);

#endif
