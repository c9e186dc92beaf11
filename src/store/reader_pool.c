/* SPDX-License-Identifier: Apache-2.0 */
#include "store/reader_pool.h"

#include <pthread.h>
#include <time.h>

enum { OPEN_TRIES = 8, OPEN_PAUSE_MS = 250 };

struct reader_pool {
	struct arena arena; /* holds this too */
	const struct engine *engine;
	const char *address;
	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t returned;
	size_t lent;
	size_t idle;
	struct conn *idle_conns[READER_POOL_MAX];
};

static void wait_for_return(struct reader_pool *pool, const struct timespec *until, bool *ret_in_time)
{
	*ret_in_time = !pthread_cond_timedwait(&pool->returned, &pool->mutex, until);
}

/* Takes a place and, if there is one, an idle connection. */
static enum err take_place(struct reader_pool *pool, struct conn **ret_conn, struct fault *why)
{
	struct timespec until;
	bool in_time = true;
	bool is_free;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += READER_POOL_WAIT_MS / 1000;
	pthread_mutex_lock(&pool->mutex);
	while (pool->lent == READER_POOL_MAX && in_time)
		wait_for_return(pool, &until, &in_time);
	is_free = pool->lent < READER_POOL_MAX;
	if (is_free) {
		pool->lent++;
		*ret_conn = pool->idle ? pool->idle_conns[--pool->idle] : NULL;
	}
	pthread_mutex_unlock(&pool->mutex);
	return is_free ? ERR_OK
		       : fault_set(why, ERR_BUSY, "all %d reading connections are in use for %d ms", READER_POOL_MAX,
				   READER_POOL_WAIT_MS);
}

static void give_back(struct reader_pool *pool, struct conn *conn)
{
	if (conn && pool->engine->is_lost(conn)) {
		pool->engine->close(conn);
		conn = NULL;
	}
	pthread_mutex_lock(&pool->mutex);
	pool->lent--;
	if (conn)
		pool->idle_conns[pool->idle++] = conn;
	pthread_cond_signal(&pool->returned);
	pthread_mutex_unlock(&pool->mutex);
}

/* Waits briefly: a restarted server is soon back. */
static enum err open_again(struct reader_pool *pool, struct conn **ret_conn, struct fault *why)
{
	const struct timespec pause = {0, OPEN_PAUSE_MS * 1000000L};
	struct fault detail = {ERR_OK, ""};
	enum err err;

	for (int tries = 1;; tries++) {
		err = pool->engine->open(pool->address, CONN_READS, ret_conn, &detail);
		if (err != ERR_IO || tries == OPEN_TRIES)
			return err ? fault_set(why, err, "%s", detail.text) : ERR_OK;
		nanosleep(&pause, NULL);
	}
}

/* Opens the snapshot. A connection that went stale while idle is replaced by a new one. */
static enum err begin(struct reader_pool *pool, struct conn **conn, struct fault *why)
{
	const struct engine *engine = pool->engine;
	enum err err;

	if (*conn) {
		struct fault detail = {ERR_OK, ""};

		err = engine->step(*conn, TX_BEGIN, &detail);
		if (!err || !engine->is_lost(*conn))
			return err ? fault_set(why, err, "%s", detail.text) : ERR_OK;
		engine->close(*conn);
		*conn = NULL;
	}
	err = open_again(pool, conn, why);
	if (err)
		return err == ERR_IO ? ERR_BUSY : err; /* it was opened before, so it may be opened again */
	return engine->step(*conn, TX_BEGIN, why);
}

enum err reader_pool_run(struct reader_pool *pool, db_work work, void *context, struct fault *why)
{
	struct tx tx = {.engine = pool->engine};
	enum err err = take_place(pool, &tx.conn, why);

	if (err)
		return err;
	err = begin(pool, &tx.conn, why);
	if (!err) {
		err = work(&tx, context, why);
		pool->engine->rollback(tx.conn); /* there is nothing to keep */
	}
	give_back(pool, tx.conn);
	return err;
}

struct reader_pool *reader_pool_new(const struct engine *engine, const char *address, struct conn *first)
{
	struct arena arena;
	struct reader_pool *pool;
	pthread_condattr_t monotonic;

	arena_init(&arena);
	pool = arena_alloc(&arena, sizeof(*pool));
	pool->engine = engine;
	pool->address = arena_strdup(&arena, address);
	pool->arena = arena;
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&pool->returned, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pool->idle_conns[pool->idle++] = first;
	return pool;
}

void reader_pool_free(struct reader_pool *pool)
{
	struct arena arena;

	if (!pool)
		return;
	while (pool->idle)
		pool->engine->close(pool->idle_conns[--pool->idle]);
	pthread_cond_destroy(&pool->returned);
	pthread_mutex_destroy(&pool->mutex);
	arena = pool->arena;
	arena_release(&arena);
}
