/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One transaction, as a work sees it: statements and their rows.
 *
 * SQL is one text for both engines, with $1, $2 ... placeholders and never with a value pasted in. Types that both
 * engines understand alike: BIGINT, TEXT, BYTEA. Instants are BIGINT milliseconds.
 */
#ifndef TENKEN_STORE_TX_H
#define TENKEN_STORE_TX_H

#include "base/arena.h"
#include "base/count.h"
#include "base/fault.h"
#include "base/str.h"

struct tx; /* used by one thread */

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
size_t rows_columns(const struct rows *rows);
bool rows_is_null(const struct rows *rows, size_t row, size_t column);
int64_t rows_int(const struct rows *rows, size_t row, size_t column);      /* 0 for NULL */
const char *rows_text(const struct rows *rows, size_t row, size_t column); /* "" for NULL; terminated */
struct str rows_blob(const struct rows *rows, size_t row, size_t column);  /* any bytes */

/* Rows of a SELECT or of a ... RETURNING. At most 32 values; TEXT is valid
 * UTF-8 without a NUL, else ERR_INVALID (both for tx_execute too). */
MUST_USE enum err tx_query(struct tx *tx, struct arena *arena, const char *sql, const struct param *params,
			   size_t count, struct rows **ret_rows, struct fault *why);

/* A statement without rows. ret_changed (may be NULL) is how many rows it touched.
 * A violated UNIQUE or PRIMARY KEY is ERR_CONFLICT and leaves tx usable. */
MUST_USE enum err tx_execute(struct tx *tx, const char *sql, const struct param *params, size_t count,
			     int64_t *ret_changed, struct fault *why);

/* Wakes sleepers of db_wait_since in every process on this store, when the transaction of tx
 * commits (PostgreSQL: NOTIFY; SQLite: within the process). */
MUST_USE enum err tx_notify(struct tx *tx, struct fault *why);

#endif
