/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The longest that a mail of an edition can be filled with: all that mail_names declares, each as long as the
 * questions, the courses and the use cases allow. A mail that fits then fits always.
 */
#ifndef TENKEN_PROGRAMME_MAIL_LONGEST_H
#define TENKEN_PROGRAMME_MAIL_LONGEST_H

#include "programme/edition.h"

#define MAIL_LONGEST_REASON_CHARS 2000

/* Head and application of the edition have been read. */
struct value *mail_longest(struct arena *arena, const struct edition *edition, enum lang lang);

#endif
