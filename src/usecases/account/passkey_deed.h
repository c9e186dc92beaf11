/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passkeys of the staff: made on the own account's page, and a whole sign-in by themselves.
 *
 * The question that a device signs is a signed text of its own moment (people/personal_link.h), so that showing a page
 * writes nothing; it is kept when it is answered, and a second answer to it is refused.
 */
#ifndef TENKEN_USECASES_ACCOUNT_PASSKEY_DEED_H
#define TENKEN_USECASES_ACCOUNT_PASSKEY_DEED_H

#include "people/passkey.h"
#include "people/personal_link.h"
#include "usecases/account/staff_session.h"

#define PASSKEY_DEED_MINUTES   10
#define PASSKEY_DEED_NAME_MAX  60   /* bytes of what a person calls a key */
#define PASSKEY_DEED_BYTES_MAX 8192 /* of one field of an answer, decoded */

/* Where the office's pages are. False where no passkey can be: a browser makes none for an address of numbers, nor
 * without TLS, but for this machine ("localhost"). */
bool passkey_deed_site(const struct office *office, struct arena *arena, struct passkey_site *ret_site);

/* The keys that the person has, for a browser to make none a second time: base64, with a blank between two. */
MUST_USE enum err passkey_deed_known(const struct office *office, struct arena *arena, const struct actor *actor,
				     const char **ret_known, struct fault *why);

/* The question of this moment; for a sign-in person_id is 0. */
void passkey_deed_ask(const struct office *office, int64_t person_id, char ret_question[PERSONAL_LINK_LENGTH + 1]);

/* Fields as a browser's script sends them, in base64url. */
struct passkey_deed_made {
	struct str question, client_data, attestation;
	struct str name;
};

/* Keeps a new key of the person. ERR_INVALID says what is wrong with the answer, ERR_CONFLICT that the question was
 * answered before, the store has this key already, or the person has PASSKEY_STORE_MAX. */
MUST_USE enum err passkey_deed_add(const struct office *office, const struct actor *actor,
				   const struct passkey_deed_made *made, struct fault *why);

/* ERR_NOT_FOUND when it is none of the person's own. */
MUST_USE enum err passkey_deed_remove(const struct office *office, const struct actor *actor, int64_t id,
				      struct fault *why);

struct passkey_deed_shown {
	struct str question, credential, client_data, authenticator_data, signature;
};

/* ERR_DENIED for an answer that opens nothing, whatever the reason: it is told to the log, not to who asks. */
MUST_USE enum err passkey_deed_sign_in(const struct office *office, const struct passkey_deed_shown *shown,
				       const struct staff_browser *browser, struct staff_session *ret_session,
				       struct fault *why);

#endif
