/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stays of the key of a company whose data was erased: enough to know the company again when a list names it once
 * more, so that nobody invites it anew, and nothing that says who it was without the programme's secret.
 */
#ifndef TENKEN_PEOPLE_ERASED_KEY_H
#define TENKEN_PEOPLE_ERASED_KEY_H

#include "base/str.h"

#define ERASED_KEY_PREFIX      "erased:" /* no key of a company begins so */
#define ERASED_KEY_LENGTH      39        /* the prefix and 32 hexadecimal digits */
#define ERASED_KEY_SECRET_SIZE 32

void erased_key_make(const unsigned char secret[ERASED_KEY_SECRET_SIZE], struct str company_key,
		     char ret_key[ERASED_KEY_LENGTH + 1]);

#endif
