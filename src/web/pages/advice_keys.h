/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of the expert's desk are filled with, for page_table.c. */
#ifndef TENKEN_WEB_PAGES_ADVICE_KEYS_H
#define TENKEN_WEB_PAGES_ADVICE_KEYS_H

#include "codec/value_keys.h"

extern const struct value_key advice_keys_preparation[], advice_keys_plan[];

#endif
