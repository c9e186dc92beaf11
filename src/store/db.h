/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The seam between the house and its database: everything above speaks to these
 * calls, and only store/sqlite and store/postgres know an engine.
 *
 * SQL is one text for both engines, with $1, $2 ... placeholders and never with a
 * value pasted in. Types that both engines understand alike: BIGINT, TEXT, BYTEA.
 * Instants are BIGINT milliseconds.
 *
 * Reads run on a connection of their own and see a consistent snapshot. Writes go
 * through one writer thread a process, which runs many of them as SAVEPOINTs
 * of one durable transaction and answers each caller after the commit. A write function may therefore be run again from
 * the start when the batch had to be rolled back: it must have no effect but through tx.
 */
#ifndef TENKEN_STORE_DB_H
#define TENKEN_STORE_DB_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

struct db; /* one store: its connections and its writer thread; safe to share between threads */
struct tx; /* one transaction; used by one thread */

/* A bound value. The bytes are the caller's until the call returns. */
enum param_kind { PARAM_NULL, PARAM_INT, PARAM_TEXT, PARAM_BLOB };
struct param {
	enum param_kind kind;
	int64_t integer;
	struct str bytes;
};
#define P_NULL    ((struct param){.kind = PARAM_NULL})
#define P_INT(i)  ((struct param){.kind = PARAM_INT, .integer = (i)})
#define P_TEXT(s) ((struct param){.kind = PARAM_TEXT, .bytes = str_from(s)}) /* NULL binds '' */
#define P_STR(s)  ((struct param){.kind = PARAM_TEXT, .bytes = (s)})
#define P_BLOB(s) ((struct param){.kind = PARAM_BLOB, .bytes = (s)})

/* The values of a statement and how many they are: PARAMS(P_INT(id), P_TEXT(name)). */
#define PARAMS(...) (const struct param[]){__VA_ARGS__}, COUNT(((const struct param[]){__VA_ARGS__}))

/* The rows of a query, in the arena that the query was given. */
struct rows;
size_t rows_count(const struct rows *rows);
bool rows_is_null(const struct rows *rows, size_t row, size_t column);
int64_t rows_int(const struct rows *rows, size_t row, size_t column);      /* 0 for NULL */
const char *rows_text(const struct rows *rows, size_t row, size_t column); /* "" for NULL; terminated */
struct str rows_blob(const struct rows *rows, size_t row, size_t column);  /* any bytes */

/* Opens a store by its address: "sqlite:PATH" (or a plain path) or "postgresql://...".
 * Does not migrate. A second process that wants to write the same SQLite file
 * gets ERR_BUSY with the fault naming the file. */
MUST_USE enum err db_open(const char *address, struct db **ret_db, struct fault *why);
void db_close(struct db *db); /* waits for queued writes; NULL is fine */

/* Opens a store only to read it, also while a server runs on it: for tools on the command line.
 * db_write is then ERR_DENIED, and db_migrate only checks. ERR_NOT_FOUND when there is no such file. */
MUST_USE enum err db_open_reader(const char *address, struct db **ret_db, struct fault *why);

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

/* Runs work on a reading connection, in one snapshot. */
MUST_USE enum err db_read(struct db *db, db_work work, void *context, struct fault *why);

/* Rows of a SELECT or of a ... RETURNING. At most 32 values; TEXT is valid
 * UTF-8 without a NUL, else ERR_INVALID (both for tx_execute too). */
MUST_USE enum err tx_query(struct tx *tx, struct arena *arena, const char *sql, const struct param *params,
			   size_t count, struct rows **ret_rows, struct fault *why);

/* A statement without rows. ret_changed (may be NULL) is how many rows it touched.
 * A violated UNIQUE or PRIMARY KEY is ERR_CONFLICT and leaves tx usable. */
MUST_USE enum err tx_execute(struct tx *tx, const char *sql, const struct param *params, size_t count,
			     int64_t *ret_changed, struct fault *why);

/* Wakes sleepers of db_wait in every process on this store, when the transaction of tx
 * commits (PostgreSQL: NOTIFY; SQLite: within the process). */
MUST_USE enum err tx_notify(struct tx *tx, struct fault *why);

/* Sleeps until a notification or until timeout_ms have passed, whichever is first. */
void db_wait(struct db *db, int timeout_ms);

/* For a caller that checks first and then sleeps, and must not miss a notification in between: read the count, check,
 * then sleep until the count differs. */
uint64_t db_notified(struct db *db);
void db_wait_since(struct db *db, uint64_t seen, int timeout_ms);

/* Wakes the sleepers of this process once. */
void db_nudge(struct db *db);

/* Makes every db_wait of this process return at once, now and later: for shutdown. */
void db_wake(struct db *db);

/* A random positive 63-bit id for a new row. */
int64_t db_new_id(void);

#endif
