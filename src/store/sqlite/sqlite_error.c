/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite/sqlite_error.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

static bool is_disk_full(int code, int reason)
{
	return code == SQLITE_FULL ||
	       (code == SQLITE_IOERR && (reason == ENOSPC || reason == EDQUOT || reason == EFBIG));
}

static enum err tell_constraint(sqlite3 *handle, struct fault *why)
{
	int extended = sqlite3_extended_errcode(handle);
	bool is_taken = extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
			extended == SQLITE_CONSTRAINT_ROWID;

	return fault_set(why, is_taken ? ERR_CONFLICT : ERR_INVALID, "%s", sqlite3_errmsg(handle));
}

/* Codes that speak of the file or the disk. */
static enum err tell_file(sqlite3 *handle, int code, const char *path, struct fault *why)
{
	int reason = sqlite3_system_errno(handle);
	const char *detail = reason ? strerror(reason) : sqlite3_errmsg(handle);

	switch (code) {
	case SQLITE_NOTADB:
		return fault_set(why, ERR_CORRUPT,
				 "%s is not a database of tenken: give another path or move the file away", path);
	case SQLITE_CORRUPT:
		return fault_set(why, ERR_CORRUPT, "%s is damaged (%s): stop tenken and restore it from a backup", path,
				 sqlite3_errmsg(handle));
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return fault_set(why, ERR_IO, "%s cannot be written (%s): the data directory must be writable", path,
				 sqlite3_errmsg(handle));
	case SQLITE_CANTOPEN: return fault_set(why, ERR_IO, "%s cannot be opened (%s)", path, detail);
	default:
		return fault_set(why, ERR_IO, "%s: reading or writing failed (%s, SQLite code %d)", path, detail,
				 sqlite3_extended_errcode(handle));
	}
}

enum err sqlite_error_tell(sqlite3 *handle, const char *path, struct fault *why)
{
	int code = sqlite3_errcode(handle) & 0xff;

	if (is_disk_full(code, sqlite3_system_errno(handle)))
		return fault_set(why, ERR_IO, "%s: the disk is full, nothing of this was stored; free some space on it",
				 path);
	switch (code) {
	case SQLITE_CONSTRAINT: return tell_constraint(handle, why);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return fault_set(why, ERR_BUSY, "%s is locked by another program (%s)", path, sqlite3_errmsg(handle));
	case SQLITE_ERROR:
	case SQLITE_MISMATCH:
	case SQLITE_RANGE:
	case SQLITE_MISUSE: return fault_set(why, ERR_INVALID, "%s", sqlite3_errmsg(handle));
	case SQLITE_TOOBIG: return fault_set(why, ERR_TOO_LARGE, "%s", sqlite3_errmsg(handle));
	default: return tell_file(handle, code, path, why);
	}
}
