/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The six digits that a person reads in a mail and types, to show that the mail arrived. They follow from what they
 * confirm and from the programme's secret, so nothing of them is stored. A million of them can be guessed: whoever
 * compares must count the tries. Knows no store and no web.
 */
#ifndef TENKEN_PEOPLE_CONFIRM_CODE_H
#define TENKEN_PEOPLE_CONFIRM_CODE_H

#include "base/str.h"

#define CONFIRM_CODE_DIGITS      6
#define CONFIRM_CODE_SECRET_SIZE 32

/* request: a random number of its own for every code. */
void confirm_code_make(const unsigned char secret[CONFIRM_CODE_SECRET_SIZE], int64_t request,
		       char ret_code[CONFIRM_CODE_DIGITS + 1]);

/* Whether exactly this code was typed; as long for a wrong one as for the right one. */
bool confirm_code_is(const unsigned char secret[CONFIRM_CODE_SECRET_SIZE], int64_t request, struct str digits);

#endif
