/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The issuers that this machine trusts, and what they say of certificates that a server sent (RFC 5280, 6.1) and of the
 * proof beside them that they were not taken back (RFC 6960). Names and dates are left to who judges.
 */
#ifndef TENKEN_NET_TLS_TRUST_H
#define TENKEN_NET_TLS_TRUST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"

struct tls_trust;
struct stack_st_X509; /* OpenSSL's; the server's own certificate first */

#define TLS_TRUST_LIST_BYTES_MAX ((size_t)8 * 1024 * 1024)
#define TLS_TRUST_DEPTH_MAX      10 /* certificates between a server's and an issuer of the list */

/* file: certificates in PEM; NULL: the list of this machine where Linux distributions keep it. Reads files, so it comes
 * before any sandbox. A machine without a list gets one that trusts nobody, and tls_trust_name() is "". NULL when
 * OpenSSL has no memory. */
struct tls_trust *tls_trust_new(const char *file);
void tls_trust_free(struct tls_trust *trust);

/* Whose list it is and of how many: "/etc/ssl/certs/ca-certificates.crt, 142 issuers". */
const char *tls_trust_name(const struct tls_trust *trust);

struct tls_chain {
	bool is_trusted;
	bool is_ordered;    /* each certificate but the last is issued by the next one */
	size_t depth;       /* certificates sent */
	const char *reason; /* as in docs/observation.schema.json, tls.chain; "" when it is trusted */
	const char *detail; /* OpenSSL's words for it; "" when it is trusted */
};
/* ERR_UNSUPPORTED without a list. sent holds one at least. */
MUST_USE enum err tls_trust_judge(const struct tls_trust *trust, struct stack_st_X509 *sent,
				  struct tls_chain *ret_chain, struct fault *why);

struct tls_staple {
	bool is_there;
	const char *status; /* "good", "revoked", "unknown"; "" when it is not signed by who may, or not of now */
	const char *reason; /* of revoked: CRLReason by its name; "" when it was not told */
	int64_t revoked_ms; /* 0: not told */
};
/* response: DER of an OCSPResponse as the server sent it. */
struct tls_staple tls_trust_read_staple(const struct tls_trust *trust, struct stack_st_X509 *sent, struct str response);

#endif
