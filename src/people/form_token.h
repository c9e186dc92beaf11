/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The hidden token of a form: 16 random bytes and HMAC-SHA256 over them and over what binds the form to
 * its reader (a session or a visitor's cookie), as base64url. It shows that the form is ours and was made for this
 * reader. Its random part identifies this one form, so that a double click makes one application. Nothing about it is
 * stored. Knows no page and no cookie.
 */
#ifndef TENKEN_PEOPLE_FORM_TOKEN_H
#define TENKEN_PEOPLE_FORM_TOKEN_H

#include "base/str.h"

#define FORM_TOKEN_LENGTH       64 /* (16 + 32) bytes in base64url without padding */
#define FORM_TOKEN_NONCE_LENGTH 22 /* of them the first 16 bytes */
#define FORM_TOKEN_SECRET_SIZE  32

struct form_token {
	char text[FORM_TOKEN_LENGTH + 1];
};

/* Aborts when the system has no randomness. */
struct form_token form_token_new(const unsigned char secret[FORM_TOKEN_SECRET_SIZE], struct str binding);

/* False unless exactly this text was made with this secret and binding. *ret_nonce becomes the 22
 * characters that name the form: a view into text. Takes the same time for any wrong token. */
bool form_token_check(const unsigned char secret[FORM_TOKEN_SECRET_SIZE], struct str binding, struct str text,
		      struct str *ret_nonce);

/* A random value to bind a visitor's forms to: 22 characters of base64url. */
void form_token_new_binding(char ret_text[FORM_TOKEN_NONCE_LENGTH + 1]);

#endif
