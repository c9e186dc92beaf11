/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a database engine has to offer to the store. Each engine is one constant table of functions;
 * everything that is the same for all engines (the writer and its batches, the pool of readers,
 * migrations) is written once above it.
 *
 * An engine must never know a table of the house, and never retries by itself: ERR_BUSY from begin, a step,
 * commit or health says that nothing of the transaction is stored and that it may be run again from its start.
 */
#ifndef TENKEN_STORE_ENGINE_H
#define TENKEN_STORE_ENGINE_H

#include "store/db.h"

enum { STATEMENT_PARAMS_MAX = 32 };

struct conn; /* one connection, used by one thread at a time; each engine defines its own */
struct bell;

enum conn_use { CONN_WRITES, CONN_READS, CONN_MIGRATES };

/* TX_BEGIN opens a transaction (a snapshot for CONN_READS). The others speak of one savepoint within it. */
enum tx_step { TX_BEGIN, TX_SAVEPOINT, TX_RELEASE, TX_ROLLBACK_TO };

struct statement {
	const char *sql;
	const struct param *params;
	size_t count;
};

struct engine {
	/* Makes sure that this process alone writes the store, as far as the engine needs that, until
	 * the descriptor is closed; -1 when it does not. */
	enum err (*claim)(const char *address, int *ret_fd, struct fault *why);

	enum err (*open)(const char *address, enum conn_use use, struct conn **ret_conn, struct fault *why);
	void (*close)(struct conn *conn); /* NULL is fine */

	/* ERR_UNSUPPORTED when something on the way makes one of these two, which are both open; NULL where nothing
	 * can. */
	enum err (*demand_apart)(struct conn *a, struct conn *b, struct fault *why);

	enum err (*step)(struct conn *conn, enum tx_step step, struct fault *why);
	/* With notify, wakes the listeners of other processes. After an error other than ERR_BUSY the transaction is
	 * not stored, unless the fault says that this is unknown. */
	enum err (*commit)(struct conn *conn, bool notify, struct fault *why);
	void (*rollback)(struct conn *conn); /* also fine when no transaction is open */

	/* One statement; ret_rows and ret_changed may be NULL. On an error the transaction stays usable
	 * or health tells. */
	enum err (*run)(struct conn *conn, struct arena *arena, const struct statement *statement,
			struct rows **ret_rows, int64_t *ret_changed, struct fault *why);

	/* ERR_OK while the transaction stands; else why it fell. */
	enum err (*health)(struct conn *conn, struct fault *why);
	bool (*is_lost)(const struct conn *conn); /* only good for close */

	/* db_scrub; NULL where nothing can be done from here. */
	enum err (*scrub)(const char *address, struct fault *why);

	/* db_copy; NULL where the store is no file. */
	enum err (*copy)(const char *address, const char *path, struct fault *why);

	/* db_room; NULL where the store's disk cannot be seen from here. */
	enum err (*room)(const char *address, int64_t *ret_bytes, struct fault *why);

	/* Other processes may write to the same store at the same time. */
	bool has_many_writers;

	/* Rings the bell at each notification of any process until unlisten; both NULL when notifications
	 * never leave the process. */
	void *(*listen)(const char *address, struct bell *bell);
	void (*unlisten)(void *listener);
};

/* The transaction that a db_work sees. */
struct tx {
	const struct engine *engine;
	struct conn *conn;
	bool writes;
	bool notify;              /* tx_notify was called */
	struct bound_work *bound; /* what a writing work owes to the log; NULL in the store's own transactions */
};

extern const struct engine sqlite_engine;
extern const struct engine postgres_engine;

#endif
