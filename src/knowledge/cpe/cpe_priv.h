/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What both ways of writing a CPE name share.
 */
#ifndef TENKEN_KNOWLEDGE_CPE_CPE_PRIV_H
#define TENKEN_KNOWLEDGE_CPE_CPE_PRIV_H

#include "knowledge/cpe/cpe.h"

/* Appends a character that stands for itself, in lower case, with a backslash where one is needed. */
void cpe_add_literal(struct buf *out, char c);

/* Checks the wildcards of a collected text and makes it a value. */
MUST_USE enum err cpe_close_value(struct arena *arena, struct buf *text, struct cpe_value *ret_value,
				  struct fault *why);

/* Reads what follows "cpe:/". */
MUST_USE enum err cpe_uri_parse(struct arena *arena, struct str rest, struct cpe *cpe, struct fault *why);

#endif
