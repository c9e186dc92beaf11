/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one thread of a process that writes. It takes what is waiting as one batch, runs all works in one transaction,
 * commits once, and only then answers: one fsync serves many callers, and nobody is told "stored" before it is. When a
 * work fails, the batch is rolled back and runs again with a SAVEPOINT for each work.
 *
 * When the batch falls (commit refused, connection lost, another process was faster) nobody has been
 * answered, so the whole batch is run again from the start, as long as the engine says that this is safe.
 */
#ifndef TENKEN_STORE_WRITER_H
#define TENKEN_STORE_WRITER_H

#include "store/bell.h"
#include "store/engine.h"

enum {
	WRITER_BATCH_MAX = 256,      /* works in one transaction */
	WRITER_WAITING_MAX = 8192,   /* callers that queue; more get ERR_BUSY at once */
	WRITER_PATIENCE_MS = 10000,  /* how long a batch is tried again */
	WRITER_CAREFUL_BATCHES = 32, /* that get savepoints at once after a work failed */
};

struct writer;
struct bound_work;

/* The log of the store, as the writer calls it within each transaction. An error of `begin` or `end` is one of the
 * whole batch, an error of `bind` one of the work. */
struct db_seal {
	enum err (*begin)(struct db_seal *seal, struct tx *tx, struct fault *why); /* before the first statement */
	/* After a work that owes something to the log, as a part of it. */
	enum err (*bind)(struct db_seal *seal, struct tx *tx, const struct bound_work *work, struct fault *why);
	enum err (*end)(struct db_seal *seal, struct tx *tx, struct fault *why); /* before the commit */
};

/* Starts the thread, which writes by this connection; it is the writer's from now on, also after an error. A lost one
 * is replaced by another to the address. The bell rings after a commit that held a notification. */
MUST_USE enum err writer_start(const struct engine *engine, const char *address, struct conn *conn, struct bell *bell,
			       struct writer **ret_writer, struct fault *why);
void writer_use_seal(struct writer *writer, struct db_seal *seal); /* before the first writer_run */
void writer_stop(struct writer *writer);                           /* runs what is queued, then ends; NULL is fine */

MUST_USE enum err writer_run(struct writer *writer, db_work work, void *context, struct fault *why);

/* The work once for each context, queued together, so that they share their transactions; see db_write_each. */
MUST_USE enum err writer_run_each(struct writer *writer, db_work work, void *const *contexts, size_t count,
				  struct fault *why);

/* Whether the last work met no fault of disk or server, and not before that moment of clock_monotonic_ms. */
bool writer_has_stored_since(const struct writer *writer, int64_t monotonic_ms);

#endif
