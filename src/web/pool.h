/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fixed number of threads that take work from bounded queues. When a queue is full the caller
 * is told so at once: an overloaded server that says "later" is better than one that says nothing.
 */
#ifndef TENKEN_WEB_POOL_H
#define TENKEN_WEB_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

struct pool;

/* The first member of a piece of work. */
struct pool_item {
	struct pool_item *next;
};

/* Which of two queues: what waits in the first is done before all that waits in the other. */
enum pool_lane { POOL_FIRST, POOL_AFTER };
#define POOL_LANES 2

/* Each queue holds queue_max. Each thread calls work(item, context) for one item at a time. */
MUST_USE enum err pool_new(size_t threads, size_t queue_max, void (*work)(struct pool_item *item, void *context),
			   void *context, struct pool **ret_pool, struct fault *why);

/* False when the queue is full; the item stays the caller's then. */
bool pool_submit(struct pool *pool, enum pool_lane lane, struct pool_item *item);

/* Does all that is queued, then ends the threads. NULL is fine. */
void pool_free(struct pool *pool);

#endif
