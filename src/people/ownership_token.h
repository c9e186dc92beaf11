/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text by which a company shows that a target is its own. It follows from the case, the host and the programme's
 * secret, so nothing of it is stored, nobody can guess another company's, and a page may show it at any time.
 */
#ifndef TENKEN_PEOPLE_OWNERSHIP_TOKEN_H
#define TENKEN_PEOPLE_OWNERSHIP_TOKEN_H

#include "base/str.h"

#define OWNERSHIP_TOKEN_SECRET_SIZE 32
#define OWNERSHIP_TOKEN_SIZE        40 /* "tenken-" and 32 hex digits, terminated */

void ownership_token_make(const unsigned char secret[OWNERSHIP_TOKEN_SECRET_SIZE], int64_t case_id, const char *host,
			  char ret_token[OWNERSHIP_TOKEN_SIZE]);

#endif
