/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite/sqlite_error.h"

#include <stdbool.h>
#include <string.h>

/* SQLite says "full" for ENOSPC only; a quota or a limit on file sizes is a failed write to it. */
static const char *disk_problem(sqlite3 *handle)
{
	switch (sqlite3_extended_errcode(handle)) {
	case SQLITE_FULL:
	case SQLITE_IOERR_SHMSIZE: return "the disk is full";
	case SQLITE_IOERR_WRITE:
	case SQLITE_IOERR_TRUNCATE: return "the disk is full, over a quota, or broken";
	default: return NULL;
	}
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

	if (sqlite3_extended_errcode(handle) == SQLITE_IOERR_FSYNC)
		return fault_set(why, ERR_IO,
				 "%s: the disk did not confirm a write (%s): this may or may not be stored", path,
				 detail);
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
	const char *problem = disk_problem(handle);

	if (problem)
		return fault_set(why, ERR_IO, "%s cannot be written: %s; nothing of this was stored; free some space",
				 path, problem);
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
