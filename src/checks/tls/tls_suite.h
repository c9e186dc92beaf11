/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the IANA name of a cipher suite says of it ("TLS_RSA_WITH_RC4_128_SHA": how the key is agreed on, before
 * "_WITH_", and what encrypts, behind it; TLS 1.3 names only the latter). Knows names, no numbers and no versions.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_SUITE_H
#define TENKEN_CHECKS_TLS_TLS_SUITE_H

#include "base/str.h"

/* By how little it protects, the worst first. CBC alone is no class: whether it hurts is decided by the version. */
enum tls_suite_class {
	TLS_SUITE_OPEN,        /* no encryption (NULL), or nobody knows with whom (anon) */
	TLS_SUITE_EXPORT,      /* weakened by law until 2000: 40 and 56 bits */
	TLS_SUITE_BROKEN,      /* RC4 (RFC 7465), RC2, single DES */
	TLS_SUITE_SMALL_BLOCK, /* 64-bit blocks: 3DES, IDEA (CVE-2016-2183, Sweet32) */
	TLS_SUITE_SOUND,
	TLS_SUITE_UNKNOWN, /* a number, or a signal that is no suite */
};
#define TLS_SUITE_FLAWS TLS_SUITE_SOUND /* how many classes are worse than sound */

enum tls_suite_class tls_suite_class(struct str name);

/* A stolen key does not open what was recorded before: (EC)DHE, SRP, all of TLS 1.3. False for what is unknown. */
bool tls_suite_has_forward_secrecy(struct str name);

#endif
