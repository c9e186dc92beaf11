/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words for a company without a mail address as a letter to print: its address stands where a window envelope of
 * the size Nagagata 3 shows it.
 */
#ifndef TENKEN_USECASES_POST_POST_LETTER_H
#define TENKEN_USECASES_POST_POST_LETTER_H

#include "people/actor.h"
#include "usecases/office.h"

#define POST_LETTER_MAX ((size_t)4 * 1024 * 1024)

/* Appends the PDF; its name goes into the arena. ERR_NOT_FOUND for no such message, or one that is a mail, ERR_DENIED,
 * errors of page_pdf_render. */
MUST_USE enum err post_letter_pdf(const struct office *office, struct arena *arena, const struct actor *actor,
				  int64_t message_id, struct buf *out, const char **ret_name, struct fault *why);

#endif
