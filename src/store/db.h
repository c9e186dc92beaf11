/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The seam between the house and its database: everything above speaks to these
 * calls, and only store/sqlite and store/postgres know an engine.
 *
 * Reads run on a connection of their own and see a consistent snapshot. Writes go
 * through one writer thread a process, which runs many of them in
 * one durable transaction and answers each caller after the commit. A write function may therefore be run again from
 * the start when the batch had to be rolled back: it must have no effect but through tx.
 */
#ifndef TENKEN_STORE_DB_H
#define TENKEN_STORE_DB_H

#include "store/tx.h"

struct db; /* one store: its connections and its writer thread; safe to share between threads */
struct db_seal;

/* Opens a store by its address: "sqlite:PATH" (or a plain path) or "postgresql://...".
 * Does not migrate. A second process that wants to write the same SQLite file
 * gets ERR_BUSY with the fault naming the file. */
MUST_USE enum err db_open(const char *address, struct db **ret_db, struct fault *why);
void db_close(struct db *db); /* waits for queued writes; NULL is fine */

/* Opens a store only to read it, also while a server runs on it: for tools on the command line.
 * db_write is then ERR_DENIED, and db_migrate only checks. ERR_NOT_FOUND when there is no such file. */
MUST_USE enum err db_open_reader(const char *address, struct db **ret_db, struct fault *why);

/* From now on every write is bound by this log (store/seal/log_writer.h), which must live until db_close; before the
 * first db_write. A store without one is for tests of the store alone. */
void db_use_seal(struct db *db, struct db_seal *seal);

/* Runs the embedded migrations that the store has not had, each in a transaction.
 * ERR_UNSUPPORTED when the store is newer than this program. ERR_CORRUPT when a migration that was run has another
 * text here: until the first release the one migration changes, and a store of an older text is left as it is.
 * ERR_NOT_FOUND when a store opened to be read lacks one. */
MUST_USE enum err db_migrate(struct db *db, struct fault *why);

/* Runs work in the writer. Returns after the commit that holds it is durable, or
 * with the error that work returned (its own changes are then rolled back). ERR_BUSY: the store
 * could not be reached or was held by others for seconds; nothing was stored, try again.
 * ERR_IO: the disk or the server failed; the fault says whether something may have been stored. */
typedef enum err (*db_work)(struct tx *tx, void *context, struct fault *why);
MUST_USE enum err db_write(struct db *db, db_work work, void *context, struct fault *why);

/* The same once for each context, for who has many small works that do not need each other: they are queued together
 * and share transactions. Each is stored or fails by itself; the answer is the first error, after all were answered. A
 * few hundred at once, so that others get their turn. */
MUST_USE enum err db_write_each(struct db *db, db_work work, void *const *contexts, size_t count, struct fault *why);

/* Bytes that are free on the disk of the store; INT64_MAX where that cannot be seen from here (a database server). */
MUST_USE enum err db_room(struct db *db, int64_t *ret_bytes, struct fault *why);

/* ERR_OK when a write was stored within the last seconds, else as a small one now goes, which is not bound. */
MUST_USE enum err db_can_write(struct db *db, struct fault *why);

/* Takes the remains of what was erased out of the files, as far as the engine can: SQLite empties its WAL, PostgreSQL
 * waits for VACUUM FULL. ERR_BUSY while readers hold an older snapshot: try again. */
MUST_USE enum err db_scrub(struct db *db, struct fault *why);

/* Writes the store as it is at one moment into a new file, also while others read and write: row by row, so that
 * nothing of what was erased is in it. The file is no part of the store and readable by its owner alone.
 * ERR_UNSUPPORTED where the store is no file (PostgreSQL); ERR_NOT_FOUND when there is none; ERR_IO. */
MUST_USE enum err db_copy(const char *address, const char *path, struct fault *why);

/* Runs work on a reading connection, in one snapshot. */
MUST_USE enum err db_read(struct db *db, db_work work, void *context, struct fault *why);

/* For a caller that checks first and then sleeps, and must not miss a notification in between: read the count, check,
 * then sleep until the count differs, at most timeout_ms. */
uint64_t db_notified(struct db *db);
void db_wait_since(struct db *db, uint64_t seen, int timeout_ms);

/* Wakes the sleepers of this process once. */
void db_nudge(struct db *db);

#endif
