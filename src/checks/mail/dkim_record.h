/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: a DKIM key record, "v=DKIM1; k=rsa; p=MIGf..." (RFC 6376, 3.6.1; RFC 8463 for Ed25519), and how long its
 * key is. Reads just as much DER as tells the length of an RSA modulus; uses no key.
 */
#ifndef TENKEN_CHECKS_MAIL_DKIM_RECORD_H
#define TENKEN_CHECKS_MAIL_DKIM_RECORD_H

#include "base/arena.h"
#include "base/str.h"

enum dkim_algorithm { DKIM_RSA, DKIM_ED25519, DKIM_OTHER };

struct dkim_record {
	enum dkim_algorithm algorithm;
	bool is_revoked;   /* an empty p: the selector was given up */
	unsigned bits;     /* of the key; 0 when it is revoked or of another algorithm */
	bool is_test;      /* t=y: receivers treat the mail as if it were not signed */
	bool is_sha1_only; /* h names nothing but SHA-1, which must not be used any more (RFC 8301, 3.1) */
};

/* False when the record is broken: no list of tags, another version, no p, or a p that holds no such key. */
bool dkim_record_parse(struct arena *arena, struct str text, struct dkim_record *ret_record);

#endif
