/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Classes of 日本標準産業分類 as an edition writes them: "G 411, 412, 415, 416", "K 68, 69 except 693", "A 01-02, B
 * 03-04". A letter names the division; it is there for readers, the digits decide.
 */
#ifndef TENKEN_PROGRAMME_JSIC_H
#define TENKEN_PROGRAMME_JSIC_H

#include <stdbool.h>

#include "base/str.h"

/* True when the text is such a list. */
bool jsic_is_list(struct str classes);

/* True when the list covers the class `code`: two digits (中分類) to four (細分類). A code that is shorter than what
 * the list names is not covered: part of it may be elsewhere. */
bool jsic_covers(struct str classes, struct str code);

#endif
