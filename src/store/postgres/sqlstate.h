/* SPDX-License-Identifier: Apache-2.0 */
/* What PostgreSQL's error codes (its manual, appendix A) mean to the house. */
#ifndef TENKEN_STORE_POSTGRES_SQLSTATE_H
#define TENKEN_STORE_POSTGRES_SQLSTATE_H

#include <libpq-fe.h>

#include "base/fault.h"

/* Tells why a result failed. Only the primary message: the detail quotes what people wrote. */
enum err sqlstate_tell(const PGresult *result, struct fault *why);

/* Tells why the connection does not work. */
enum err sqlstate_tell_connection(const PGconn *pg, enum err code, struct fault *why);

#endif
