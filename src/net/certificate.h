/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands in an X.509 certificate (RFC 5280), for people and for checks. Trusts nothing, since the bytes may come
 * from anyone, and judges nothing.
 */
#ifndef TENKEN_NET_CERTIFICATE_H
#define TENKEN_NET_CERTIFICATE_H

#include "base/fault.h"
#include "base/str.h"

#define CERTIFICATE_TEXT_MAX 512 /* bytes of one name */

struct certificate {
	struct str subject, issuer; /* RFC 2253 text; foreign bytes, maybe not UTF-8 */
	int64_t not_before_ms, not_after_ms;
	struct str
		*names; /* DNS names and IP addresses of subjectAltName; the certificate's size bounds their number */
	size_t name_count;
	bool is_self_signed;
	bool is_must_staple;   /* the TLS feature extension asks for status_request (RFC 7633) */
	size_t timestamps;     /* signed certificate timestamps inside it (RFC 6962, 3.3) */
	const char *key;       /* "RSA 2048", "EC 256" */
	const char *signature; /* "sha256WithRSAEncryption" */
	char fingerprint_sha256[65];
	char public_key_sha256[65]; /* of the SubjectPublicKeyInfo */
};

/* ERR_CORRUPT when it is not a certificate or its validity cannot be read. */
MUST_USE enum err certificate_parse(struct arena *arena, struct str der, struct certificate *ret_certificate,
				    struct fault *why);

#endif
