/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Enough for a page with its template partials, and for the sanitizers' larger frames. */
#define STACK_SIZE (1024 * 1024)

struct queue {
	struct pool_item *first, **last;
	size_t queued;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	struct queue queues[POOL_LANES];
	size_t queue_max; /* of each */
	size_t idle;      /* threads that wait */
	bool is_waking;   /* one of them was called and has not come yet */
	bool closing;
	void (*work)(struct pool_item *item, void *context);
	void *context;
	size_t thread_count;
	pthread_t threads[];
};

static bool has_work(const struct pool *pool)
{
	return pool->queues[POOL_FIRST].first || pool->queues[POOL_AFTER].first;
}

/* One thread is woken at a time, and it wakes the next one if there is more to do: on few processors most of a
 * burst is then done by threads that are awake already, and a thread that waits for the store holds nobody up. */
static bool must_wake(struct pool *pool)
{
	if (!has_work(pool) || !pool->idle || pool->is_waking)
		return false;
	pool->is_waking = true;
	return true;
}

static struct pool_item *take_first(struct pool *pool)
{
	struct queue *queue = &pool->queues[pool->queues[POOL_FIRST].first ? POOL_FIRST : POOL_AFTER];
	struct pool_item *item = queue->first;

	if (!item)
		return NULL;
	queue->first = item->next;
	queue->queued--;
	if (!queue->first)
		queue->last = &queue->first;
	return item;
}

static struct pool_item *take(struct pool *pool)
{
	struct pool_item *item = NULL;
	bool wakes_next;

	pthread_mutex_lock(&pool->lock);
	while (!has_work(pool) && !pool->closing) {
		pool->idle++;
		pthread_cond_wait(&pool->wake, &pool->lock);
		pool->idle--;
		pool->is_waking = false;
	}
	item = take_first(pool);
	wakes_next = must_wake(pool);
	pthread_mutex_unlock(&pool->lock);
	if (wakes_next)
		pthread_cond_signal(&pool->wake);
	return item;
}

static void *run(void *argument)
{
	struct pool *pool = argument;

	for (struct pool_item *item = take(pool); item; item = take(pool))
		pool->work(item, pool->context);
	return NULL;
}

/* Only the main thread takes signals, so they are blocked in workers. */
static int start_threads(struct pool *pool, size_t threads)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	int error = 0;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	while (!error && pool->thread_count < threads) {
		error = pthread_create(&pool->threads[pool->thread_count], &attributes, run, pool);
		pool->thread_count += !error;
	}
	pthread_attr_destroy(&attributes);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

enum err pool_new(size_t threads, size_t queue_max, void (*work)(struct pool_item *item, void *context), void *context,
		  struct pool **ret_pool, struct fault *why)
{
	struct pool *pool = calloc(1, sizeof(*pool) + threads * sizeof(pool->threads[0]));
	int error = 0;

	if (!pool)
		return fault_set(why, ERR_IO, "no memory for %zu worker threads", threads);
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->wake, NULL);
	for (size_t i = 0; i < POOL_LANES; i++)
		pool->queues[i].last = &pool->queues[i].first;
	pool->queue_max = queue_max;
	pool->work = work;
	pool->context = context;
	error = start_threads(pool, threads);
	if (error) {
		pool_free(pool);
		return fault_set(why, ERR_IO, "cannot start %zu worker threads: %s", threads, strerror(error));
	}
	*ret_pool = pool;
	return ERR_OK;
}

bool pool_submit(struct pool *pool, enum pool_lane lane, struct pool_item *item)
{
	struct queue *queue = &pool->queues[lane];
	bool accepted = false, wakes;

	pthread_mutex_lock(&pool->lock);
	if (queue->queued < pool->queue_max && !pool->closing) {
		item->next = NULL;
		*queue->last = item;
		queue->last = &item->next;
		queue->queued++;
		accepted = true;
	}
	wakes = must_wake(pool);
	pthread_mutex_unlock(&pool->lock);
	/* Signalled after unlocking, so that the woken thread does not at once wait for the lock. */
	if (wakes)
		pthread_cond_signal(&pool->wake);
	return accepted;
}

void pool_free(struct pool *pool)
{
	if (!pool)
		return;
	pthread_mutex_lock(&pool->lock);
	pool->closing = true;
	pthread_cond_broadcast(&pool->wake);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->thread_count; i++)
		pthread_join(pool->threads[i], NULL);
	pthread_cond_destroy(&pool->wake);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}
