/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The code in the letter that invites a company to apply: short, read aloud and typed from paper, so without the signs
 * that look alike (0 O 1 I). It says the number of the invitation and proves it: the proof follows from the invitation
 * and from the programme's secret, so nothing of it is stored. One try in 2^30 hits the invitation that it names:
 * whoever compares must count the tries. Knows no store and no web.
 */
#ifndef TENKEN_PEOPLE_INVITATION_CODE_H
#define TENKEN_PEOPLE_INVITATION_CODE_H

#include "base/str.h"

#define INVITATION_CODE_LENGTH      11 /* "4KTR2-9XWPM": five signs, a hyphen, five signs */
#define INVITATION_CODE_NUMBER_MAX  ((INT64_C(1) << 20) - 1)
#define INVITATION_CODE_SECRET_SIZE 32

/* invitation: its random id. number: of the invitation in its call, 1 to INVITATION_CODE_NUMBER_MAX. */
void invitation_code_make(const unsigned char secret[INVITATION_CODE_SECRET_SIZE], int64_t invitation, int64_t number,
			  char ret_code[INVITATION_CODE_LENGTH + 1]);

/* The number in what was typed: capital or small letters, blanks and hyphens anywhere. False for what is no code. */
bool invitation_code_number(struct str typed, int64_t *ret_number);

/* Whether exactly this code was typed; as long for a wrong one as for the right one. */
bool invitation_code_is(const unsigned char secret[INVITATION_CODE_SECRET_SIZE], int64_t invitation, int64_t number,
			struct str typed);

#endif
