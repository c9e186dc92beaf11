/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A few connections for reading, lent to one thread at a time; each read sees one snapshot.
 */
#ifndef TENKEN_STORE_READER_POOL_H
#define TENKEN_STORE_READER_POOL_H

#include "store/engine.h"

enum {
	READER_POOL_MAX = 8,         /* connections */
	READER_POOL_WAIT_MS = 10000, /* for a free one; then ERR_BUSY */
};

struct reader_pool;

/* The first connection becomes the pool's; more are opened to the address when they are needed. */
struct reader_pool *reader_pool_new(const struct engine *engine, const char *address, struct conn *first);
void reader_pool_free(struct reader_pool *pool); /* no read may be running; NULL is fine */

MUST_USE enum err reader_pool_run(struct reader_pool *pool, db_work work, void *context, struct fault *why);

#endif
