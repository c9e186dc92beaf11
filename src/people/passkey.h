/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passkeys: what a browser answers when a person makes one or signs in with it (W3C Web Authentication Level 2,
 * sections 7.1 and 7.2; <https://www.w3.org/TR/webauthn-2/>). Whose make a key is is not asked: attestation "none", and
 * whatever statement comes is passed over. The person must have been verified by the device (finger, face or PIN), so
 * that a passkey alone is two factors. Keys are ES256 (P-256) or RS256 (2048 to 4096 bits).
 *
 * The caller keeps challenges and sees to it that each is used once.
 */
#ifndef TENKEN_PEOPLE_PASSKEY_H
#define TENKEN_PEOPLE_PASSKEY_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define PASSKEY_ID_MAX   1023 /* bytes; section 4, "Credential ID" */
#define PASSKEY_KEY_MAX  1024 /* bytes of a public key as COSE (RFC 9053); one of RSA with 4096 bits takes 528 */
#define PASSKEY_JSON_MAX 4096 /* bytes of client data */

/* Where the pages are, as the browser sees it. */
struct passkey_site {
	const char *origin; /* "https://tenken.example.jp" */
	const char *domain; /* "tenken.example.jp": the relying party's id */
};

/* Views of the answer. */
struct passkey {
	struct str id;
	struct str key;  /* the public key, as COSE */
	int64_t counter; /* of signatures; 0 from a device that does not count */
};

/* What the browser answered to navigator.credentials.create(): the bytes of clientDataJSON and attestationObject.
 * challenge: base64url, as the page had it. ERR_INVALID says what is wrong with it, in words for the log. */
MUST_USE enum err passkey_read(struct arena *arena, const struct passkey_site *site, struct str challenge,
			       struct str client_data, struct str attestation, struct passkey *ret_passkey,
			       struct fault *why);

/* And to navigator.credentials.get(). */
struct passkey_proof {
	struct str client_data;
	struct str authenticator_data;
	struct str signature;
};

/* Whether the proof was made now, here, by the key; the counter to keep from now on. ERR_DENIED when it was not:
 * another origin, another challenge, a wrong signature, nobody verified, or a counter that went back (a copied key). */
MUST_USE enum err passkey_verify(struct arena *arena, const struct passkey_site *site, struct str challenge,
				 const struct passkey *passkey, const struct passkey_proof *proof, int64_t *ret_counter,
				 struct fault *why);

#endif
