/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the observations of one port say of TLS, for the checks that judge it. Knows the kinds "tls.*"; judges nothing.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_SEEN_H
#define TENKEN_CHECKS_TLS_TLS_SEEN_H

#include "checks/endpoint.h"

/* An observation that shows that TLS was spoken here, or NULL. */
const struct observation *tls_seen_spoken(const struct endpoint *endpoint);

/* The first server's own certificate (position 0) from index `from` on; its index, or count when there is none. */
size_t tls_seen_leaf(const struct endpoint *endpoint, size_t from);

/* A member that is true, false or absent in the observations of a kind: a name may have several addresses, and the
 * first that says yes speaks for all. NOTHING: nobody asked, or nobody answered. */
enum tls_told { TLS_TOLD_NOTHING, TLS_TOLD_NO, TLS_TOLD_YES };
enum tls_told tls_seen_told(const struct endpoint *endpoint, const char *kind, const char *member,
			    const struct observation **ret_who);

/* Ports at which browsers come, and mail programs: there a wrong certificate is seen by people. */
bool tls_seen_is_web_port(int port);
bool tls_seen_is_mail_transfer_port(int port); /* between servers, where certificates are not compared (RFC 7435) */

#endif
