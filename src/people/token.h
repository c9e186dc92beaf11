/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unguessable tokens: 256 random bits as 43 characters of base64url (RFC 4648 section 5, no
 * padding). The bearer has the text, the store has only its SHA-256, so that a stolen copy of the
 * store opens no session. No salt is needed: a token is random, not chosen.
 */
#ifndef TENKEN_PEOPLE_TOKEN_H
#define TENKEN_PEOPLE_TOKEN_H

#include "base/str.h"

#define TOKEN_TEXT_LENGTH 43

struct token {
	char text[TOKEN_TEXT_LENGTH + 1];
};

struct token_hash {
	unsigned char bytes[32];
};

/* Aborts when the system has no randomness: no safe way to go on exists. */
struct token token_new(void);

/* The hash to store or to look up. False for anything that token_new does not make. */
bool token_hash(struct str text, struct token_hash *ret_hash);

/* The hash as bytes for a query; a view of *hash. */
struct str token_hash_str(const struct token_hash *hash);

#endif
