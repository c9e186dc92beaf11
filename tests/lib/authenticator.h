/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A person's device with one passkey, as a browser would answer for it (W3C Web Authentication Level 2). What a test
 * wants to go wrong is changed in the struct before an answer is made.
 */
#ifndef TENKEN_TESTS_LIB_AUTHENTICATOR_H
#define TENKEN_TESTS_LIB_AUTHENTICATOR_H

#include <openssl/evp.h>

#include "base/arena.h"
#include "base/str.h"

struct authenticator {
	const char *origin, *domain;
	bool is_rsa, is_verified;
	uint32_t counter;
	struct str id;
	EVP_PKEY *key;
};

/* With a new key of P-256, or of RSA with 2048 bits. authenticator_drop frees it. */
struct authenticator authenticator_make(const char *origin, const char *domain, bool is_rsa);
void authenticator_drop(struct authenticator *device);

/* Live in the arena. challenge: base64url. */
struct str authenticator_client_data(struct arena *arena, const struct authenticator *device, const char *type,
				     struct str challenge);
struct str authenticator_attestation(struct arena *arena, const struct authenticator *device);
struct str authenticator_data(struct arena *arena, const struct authenticator *device);
struct str authenticator_signature(struct arena *arena, const struct authenticator *device, struct str client_data,
				   struct str data);

#endif
