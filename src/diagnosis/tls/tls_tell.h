/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How what was learnt of TLS becomes observations (docs/observation.schema.json, tls.*).
 */
#ifndef TENKEN_DIAGNOSIS_TLS_TLS_TELL_H
#define TENKEN_DIAGNOSIS_TLS_TLS_TELL_H

#include "diagnosis/tls/tls_sweep.h"
#include "diagnosis/visit.h"

/* tls.version; cipher: the suite by its name, "" when it was not accepted. */
void tls_tell_version(const struct visit *visit, uint16_t port, enum tls_version version, bool is_accepted,
		      const char *cipher);

/* The name of a suite, or 0xNNNN in room. */
const char *tls_tell_suite(uint16_t code, char room[8]);

/* tls.choice, and tls.key_exchange for each group; of a version that was accepted. */
void tls_tell_choice(const struct visit *visit, uint16_t port, const struct tls_sweep *sweep);

/* What else was tried of a version before TLS 1.3. */
enum tls_told_of { TLS_TOLD_UNTRIED, TLS_TOLD_OF_YES, TLS_TOLD_OF_NO };
struct tls_more {
	enum tls_told_of client_renegotiation, fallback_scsv;
};

/* tls.extension of what the first hello of the server showed in clear. */
void tls_tell_extension(const struct visit *visit, uint16_t port, const struct tls_sweep *sweep,
			const struct tls_more *more);

/* Of a session that stands: tls.certificate of each, tls.chain, tls.ocsp, tls.extension; with_group: tls.key_exchange.
 */
void tls_tell_session(const struct visit *visit, uint16_t port, const struct talk *talk, bool with_group);

#endif
