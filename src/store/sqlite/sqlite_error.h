/* SPDX-License-Identifier: Apache-2.0 */
/* What SQLite's result codes mean to the house, in words that say what to do. */
#ifndef TENKEN_STORE_SQLITE_SQLITE_ERROR_H
#define TENKEN_STORE_SQLITE_SQLITE_ERROR_H

#include <sqlite3.h>

#include "base/fault.h"

/* Tells the last failure of a connection; path names the file. */
enum err sqlite_error_tell(sqlite3 *handle, const char *path, struct fault *why);

#endif
