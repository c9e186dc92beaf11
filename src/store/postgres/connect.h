/* SPDX-License-Identifier: Apache-2.0 */
/* A connection to the server, set up as the house needs it. */
#ifndef TENKEN_STORE_POSTGRES_CONNECT_H
#define TENKEN_STORE_POSTGRES_CONNECT_H

#include <libpq-fe.h>

#include "base/fault.h"

enum { CONNECT_TIMEOUT_S = 5 };

/* The caller frees it with PQfinish. ERR_IO when the server cannot be reached or refuses, ERR_UNSUPPORTED when
 * its database does not keep UTF-8. statement_timeout_ms bounds every statement. */
MUST_USE enum err connect_server(const char *address, int statement_timeout_ms, PGconn **ret_pg, struct fault *why);

/* Of two connections to the same address. ERR_UNSUPPORTED when it leads to a pooler that lends a server's connection
 * for one transaction only: what a connection keeps (prepared statements, settings, the lock of migrations,
 * notifications) would come to strangers. */
MUST_USE enum err connect_refuse_pooler(PGconn *const pg[2], struct fault *why);

/* A command without values and rows, in a round trip of its own. */
MUST_USE enum err connect_command(PGconn *pg, const char *sql, struct fault *why);

#endif
