/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The six digits that a person's telephone shows and that change every 30 seconds (RFC 6238 with HMAC-SHA-1, the only
 * kind that every such program knows). The key of a person follows from the programme's secret, the person and the
 * moment at which it was made, so none is stored. Pure: instants are arguments, in milliseconds since 1970.
 */
#ifndef TENKEN_PEOPLE_TOTP_H
#define TENKEN_PEOPLE_TOTP_H

#include "base/str.h"

#define TOTP_SECRET_SIZE 32 /* of the programme */
#define TOTP_KEY_SIZE    20 /* RFC 4226 section 4, R6 */
#define TOTP_TEXT_SIZE   33 /* the key in base32 (RFC 4648 section 6), and a terminator */
#define TOTP_DIGITS      6

struct totp_key {
	unsigned char bytes[TOTP_KEY_SIZE];
};

struct totp_key totp_key_of(const unsigned char secret[TOTP_SECRET_SIZE], int64_t person_id, int64_t made_ms);

/* As a person types it into the telephone. */
void totp_text(const struct totp_key *key, char ret_text[TOTP_TEXT_SIZE]);

/* As the telephone shows it at that instant. */
void totp_code(const struct totp_key *key, int64_t at_ms, char ret_code[TOTP_DIGITS + 1]);

/* The code of the moment; 30 seconds earlier or later are good as well (RFC 6238 section 5.2), but none of a step that
 * was used already: each code is good once. step: the last one used, 0 for none; the one of this code to keep. As long
 * for a wrong code as for a right one. */
bool totp_is(const struct totp_key *key, struct str code, int64_t now_ms, int64_t step, int64_t *ret_step);

#endif
