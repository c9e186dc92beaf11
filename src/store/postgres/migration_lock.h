/* SPDX-License-Identifier: Apache-2.0 */
/* One process migrates, the others wait for it and say so. The server's lock, which ends with the connection. */
#ifndef TENKEN_STORE_POSTGRES_MIGRATION_LOCK_H
#define TENKEN_STORE_POSTGRES_MIGRATION_LOCK_H

#include <libpq-fe.h>

#include "base/fault.h"

/* Waits; who holds the lock is logged at once and every ten seconds. ERR_BUSY after timeout_ms. */
MUST_USE enum err migration_lock_take(PGconn *pg, int timeout_ms, struct fault *why);
void migration_lock_give(PGconn *pg); /* also of a connection that is lost or never had it */

#endif
