/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passwords of staff: what is good enough, and argon2id hashes (RFC 9106) of 19 MiB and two
 * passes in the text form that names its own cost. A hash takes about 20 ms of a core and 19 MiB, so callers bound how
 * many are made at once (web/server.h: apart_threads).
 *
 * Knows no person and no store. A password is never kept, logged or compared in clear.
 */
#ifndef TENKEN_PEOPLE_PASSWORD_H
#define TENKEN_PEOPLE_PASSWORD_H

#include "base/fault.h"
#include "base/str.h"

#define PASSWORD_CHARACTERS_MIN 12
#define PASSWORD_BYTES_MAX      1024
#define PASSWORD_HASH_SIZE      128 /* of the text, with its NUL */

enum password_problem {
	PASSWORD_PROBLEM_NONE,
	PASSWORD_PROBLEM_SHORT,   /* fewer than PASSWORD_CHARACTERS_MIN characters (not bytes) */
	PASSWORD_PROBLEM_LONG,    /* more than PASSWORD_BYTES_MAX bytes */
	PASSWORD_PROBLEM_NAME,    /* it is the sign-in name, ASCII case ignored */
	PASSWORD_PROBLEM_UNIFORM, /* one byte over and over */
};

/* "none", "short", "long", "name", "uniform": the last part of a text's key. */
const char *password_problem_name(enum password_problem problem);

/* Judges a new password. There are no rules of composition: length is what helps
 * (NIST SP 800-63B section 5.1.1.2). */
enum password_problem password_judge(struct str password, struct str sign_in_name);

/* ERR_INVALID for an empty or too long password, ERR_BUSY when the memory is not
 * there. Does not judge: see password_judge. */
MUST_USE enum err password_hash(struct str password, char ret_hash[PASSWORD_HASH_SIZE], struct fault *why);

/* Whether the password belongs to the hash. For a person that does not exist pass NULL: the answer
 * is no after the same work, so that time does not tell who exists. ERR_BUSY as above. */
MUST_USE enum err password_verify(struct str password, const char *hash, bool *ret_is_right, struct fault *why);

/* True when the hash was made at another cost: hash the password again when it is next entered correctly. */
bool password_needs_rehash(const char *hash);

#endif
