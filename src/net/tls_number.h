/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The numbers of groups and signatures that the probe offers, and their names (IANA, TLS Supported Groups and TLS
 * SignatureScheme registries; for TLS 1.2 RFC 5246, 7.4.1.4.1).
 */
#ifndef TENKEN_NET_TLS_NUMBER_H
#define TENKEN_NET_TLS_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tls_group {
	uint16_t code;
	uint16_t bits; /* of the modulus, or of the curve's field (of a hybrid: its curve's) */
	bool is_old; /* offered before TLS 1.3: curves alone, since a group of finite fields would change DHE (RFC 7919)
		      */
	bool is_new; /* offered in TLS 1.3 */
	const char *name;
};
extern const struct tls_group tls_number_groups[];
extern const size_t tls_number_group_count;
const struct tls_group *tls_number_group(uint16_t code); /* NULL when it is not in the table */

struct tls_signature {
	uint16_t code;
	const char *name;
};
extern const struct tls_signature tls_number_signatures[];
extern const size_t tls_number_signature_count;
const char *tls_number_signature_name(uint16_t code); /* NULL when it is not in the table */

#endif
