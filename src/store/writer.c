/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writer.h"

#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/bound.h"
#include "store/new_id.h"

/* A caller that waits, who owns it. */
struct call {
	db_work work;
	void *context;
	enum err result;
	struct fault fault;
	sem_t answered;
	struct call *next;
};

struct writer {
	struct arena arena; /* holds this too */
	const struct engine *engine;
	const char *address;
	struct bell *bell;
	struct db_seal *seal;      /* NULL: nothing is bound */
	struct conn *conn;         /* NULL while the connection is lost */
	bool was_down;             /* the last batch gave up on a store that is down: fail fast until one works again */
	bool is_unclear;           /* the connection was lost during the last commit: it may or may not be stored */
	int careful;               /* batches that get savepoints yet */
	_Atomic int64_t stored_ms; /* monotonic, of the last work; 0 when the disk failed it */
	pthread_t thread;

	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t filled;
	struct call *first;
	struct call **end;
	size_t waiting;
	bool stopping;
};

/* What came of running a batch. */
struct trial {
	bool notify;
	bool has_failed; /* a work outside of a savepoint */
};

static void answer(struct call *call, enum err result, const struct fault *fault)
{
	call->result = result;
	if (result && fault)
		call->fault = *fault;
	sem_post(&call->answered); /* the call is gone after this */
}

static struct tx make_tx(const struct writer *writer, struct bound_work *bound)
{
	return (struct tx){.engine = writer->engine, .conn = writer->conn, .writes = true, .bound = bound};
}

/* The work, and what it then owes to the log. */
static enum err run_and_bind(struct writer *writer, struct call *call, struct tx *tx)
{
	enum err err = call->work(tx, call->context, &call->fault);

	if (err || !tx->bound || (!tx->bound->touched_count && !tx->bound->said_count))
		return err;
	return writer->seal->bind(writer->seal, tx, tx->bound, &call->fault);
}

/* Its own failure is the work's result; an error returned from here is the end of the whole batch. */
static enum err run_work(struct writer *writer, struct call *call, bool *notify, struct fault *why)
{
	struct bound_work bound;
	struct tx tx = make_tx(writer, writer->seal ? &bound : NULL);

	bound_work_init(&bound);
	call->fault = (struct fault){ERR_OK, ""};
	call->result = run_and_bind(writer, call, &tx);
	bound_work_release(&bound);
	*notify = *notify || (tx.notify && !call->result);
	return writer->engine->health(writer->conn, why);
}

/* The same, and a work that fails leaves nothing behind. */
static enum err run_in_savepoint(struct writer *writer, struct call *call, bool *notify, struct fault *why)
{
	const struct engine *engine = writer->engine;
	enum err err = engine->step(writer->conn, TX_SAVEPOINT, why);

	if (!err)
		err = run_work(writer, call, notify, why);
	if (!err && call->result)
		err = engine->step(writer->conn, TX_ROLLBACK_TO, why);
	return err ? err : engine->step(writer->conn, TX_RELEASE, why);
}

static enum err run_works(struct writer *writer, struct call *batch, bool in_savepoints, struct trial *trial,
			  struct fault *why)
{
	enum err err = ERR_OK;

	for (struct call *call = batch; call && !err && !trial->has_failed; call = call->next) {
		err = in_savepoints ? run_in_savepoint(writer, call, &trial->notify, why)
				    : run_work(writer, call, &trial->notify, why);
		trial->has_failed = !in_savepoints && !err && call->result;
	}
	return err;
}

/* One transaction over the whole batch. With a work that failed outside of a savepoint nothing of it is stored. */
static enum err try_batch(struct writer *writer, struct call *batch, bool in_savepoints, struct trial *trial,
			  struct fault *why)
{
	const struct engine *engine = writer->engine;
	struct tx tx = make_tx(writer, NULL);
	enum err err = engine->step(writer->conn, TX_BEGIN, why);

	if (!err && writer->seal)
		err = writer->seal->begin(writer->seal, &tx, why);
	if (!err)
		err = run_works(writer, batch, in_savepoints, trial, why);
	if (!err && !trial->has_failed && writer->seal)
		err = writer->seal->end(writer->seal, &tx, why);
	if (!err && !trial->has_failed) {
		err = engine->commit(writer->conn, trial->notify, why);
		writer->is_unclear = err && engine->is_lost(writer->conn);
	}
	if (err || trial->has_failed)
		engine->rollback(writer->conn);
	return err;
}

/* Savepoints cost, since the engine keeps a copy of each page for them, and few works fail. So a batch goes without,
 * and runs once more with them when one of several failed; so do the next batches, as somebody may make works fail on
 * purpose. */
static enum err run_once(struct writer *writer, struct call *batch, struct fault *why)
{
	struct trial trial = {false, false};
	enum err err = ERR_OK;

	writer->is_unclear = false;
	if (!writer->conn)
		err = writer->engine->open(writer->address, CONN_WRITES, &writer->conn, why);
	if (err)
		return ERR_BUSY; /* it was opened before, so it may be opened again */
	err = try_batch(writer, batch, writer->careful > 0, &trial, why);
	if (writer->careful)
		writer->careful--;
	if (!err && trial.has_failed && batch->next) {
		trial = (struct trial){false, false};
		writer->careful = WRITER_CAREFUL_BATCHES;
		err = try_batch(writer, batch, true, &trial, why);
	}
	if (!err && trial.notify && !trial.has_failed)
		bell_ring(writer->bell);
	if (writer->engine->is_lost(writer->conn)) {
		writer->engine->close(writer->conn);
		writer->conn = NULL;
	}
	return err;
}

/* Another process was faster: the store is there and works. */
static bool is_conflict(const struct writer *writer, enum err err)
{
	return err == ERR_BUSY && writer->conn && writer->engine->has_many_writers;
}

/* Doubles from 2 ms to the longest, plus up to as much again, so that two processes do not stay in step. Who lost to
 * another process comes back soon: waiting longer each time, it would lose to all who came later. */
static void sleep_before_try(int tries, bool was_conflict)
{
	int64_t longest = was_conflict ? 16 : 500, ms = tries < 8 && 2 << tries < longest ? 2 << tries : longest;
	struct timespec pause;

	ms += new_id() % ms;
	pause = (struct timespec){ms / 1000, ms % 1000 * 1000000};
	nanosleep(&pause, NULL);
}

static enum err run_patiently(struct writer *writer, struct call *batch, struct fault *why)
{
	int64_t deadline = clock_monotonic_ms() + (writer->was_down ? 0 : WRITER_PATIENCE_MS);
	enum err err;

	for (int tries = 0;; tries++) {
		err = run_once(writer, batch, why);
		if (err != ERR_BUSY || clock_monotonic_ms() >= deadline)
			break;
		sleep_before_try(tries, is_conflict(writer, err));
	}
	if (err == ERR_BUSY && !writer->was_down)
		log_warning("writes wait for the store: %s", why->text);
	writer->was_down = err == ERR_BUSY && !is_conflict(writer, err);
	return err;
}

/* Unrelated works share a transaction, so when it fails for good each is tried alone: one that does not fit on the disk
 * must not take the others with it. A work that may have been stored is never run again. */
static void run_batch(struct writer *writer, struct call *batch)
{
	struct fault why = {ERR_OK, ""};
	enum err err = run_patiently(writer, batch, &why);
	bool apart = err && err != ERR_BUSY && !writer->is_unclear && batch->next;

	while (batch) {
		struct call *call = batch;

		batch = call->next;
		call->next = NULL;
		if (apart)
			err = run_patiently(writer, call, &why);
		writer->stored_ms = err || call->result == ERR_IO ? 0 : clock_monotonic_ms();
		answer(call, err ? err : call->result, err ? &why : NULL);
	}
}

/* Waits for calls; NULL when the writer stops and none is left. */
static struct call *take_batch(struct writer *writer)
{
	struct call *batch;
	struct call **cut;

	pthread_mutex_lock(&writer->mutex);
	while (!writer->first && !writer->stopping)
		pthread_cond_wait(&writer->filled, &writer->mutex);
	batch = writer->first;
	cut = &writer->first;
	for (size_t i = 0; i < WRITER_BATCH_MAX && *cut; i++) {
		cut = &(*cut)->next;
		writer->waiting--;
	}
	if (batch) {
		writer->first = *cut;
		*cut = NULL;
		if (!writer->first)
			writer->end = &writer->first;
	}
	pthread_mutex_unlock(&writer->mutex);
	return batch;
}

static void *run_thread(void *context)
{
	struct writer *writer = context;
	struct call *batch;

	while ((batch = take_batch(writer)))
		run_batch(writer, batch);
	return NULL;
}

/* The thread has ended or was never started. */
static void free_writer(struct writer *writer)
{
	struct arena arena = writer->arena;

	writer->engine->close(writer->conn);
	pthread_cond_destroy(&writer->filled);
	pthread_mutex_destroy(&writer->mutex);
	arena_release(&arena);
}

enum err writer_start(const struct engine *engine, const char *address, struct conn *conn, struct bell *bell,
		      struct writer **ret_writer, struct fault *why)
{
	struct arena arena;
	struct writer *writer;

	arena_init(&arena);
	writer = arena_alloc(&arena, sizeof(*writer));
	writer->engine = engine;
	writer->address = arena_strdup(&arena, address);
	writer->arena = arena;
	writer->bell = bell;
	writer->conn = conn;
	writer->end = &writer->first;
	pthread_mutex_init(&writer->mutex, NULL);
	pthread_cond_init(&writer->filled, NULL);
	if (pthread_create(&writer->thread, NULL, run_thread, writer)) {
		free_writer(writer);
		return fault_set(why, ERR_IO,
				 "the writing thread cannot be started: too many threads or too little memory");
	}
	*ret_writer = writer;
	return ERR_OK;
}

void writer_use_seal(struct writer *writer, struct db_seal *seal)
{
	writer->seal = seal;
}

bool writer_has_stored_since(const struct writer *writer, int64_t monotonic_ms)
{
	return writer->stored_ms && writer->stored_ms >= monotonic_ms;
}

void writer_stop(struct writer *writer)
{
	if (!writer)
		return;
	pthread_mutex_lock(&writer->mutex);
	writer->stopping = true;
	pthread_cond_signal(&writer->filled);
	pthread_mutex_unlock(&writer->mutex);
	pthread_join(writer->thread, NULL);
	free_writer(writer);
}

/* The calls from first to last, all or none. ERR_BUSY when they cannot queue. */
static enum err enqueue(struct writer *writer, struct call *first, struct call *last, size_t count, struct fault *why)
{
	enum err err = ERR_OK;

	pthread_mutex_lock(&writer->mutex);
	if (writer->stopping) {
		err = fault_set(why, ERR_BUSY, "the store is being closed");
	} else if (writer->waiting + count > WRITER_WAITING_MAX) {
		err = fault_set(why, ERR_BUSY, "%zu writes are waiting already", writer->waiting);
	} else {
		*writer->end = first;
		writer->end = &last->next;
		writer->waiting += count;
		pthread_cond_signal(&writer->filled);
	}
	pthread_mutex_unlock(&writer->mutex);
	return err;
}

static enum err await(struct call *call, struct fault *why)
{
	while (sem_wait(&call->answered))
		continue; /* a signal came in between */
	if (call->result && why)
		*why = call->fault;
	return call->result;
}

static enum err run_calls(struct writer *writer, struct call *calls, size_t count, struct fault *why)
{
	struct fault late;
	enum err err;

	for (size_t i = 0; i < count; i++) {
		sem_init(&calls[i].answered, 0, 0);
		calls[i].next = i + 1 < count ? &calls[i + 1] : NULL;
	}
	err = enqueue(writer, &calls[0], &calls[count - 1], count, why);
	if (!err)
		for (size_t i = 0; i < count; i++) {
			enum err one = await(&calls[i], err ? &late : why);
			err = err ? err : one;
		}
	for (size_t i = 0; i < count; i++)
		sem_destroy(&calls[i].answered);
	return err;
}

static bool is_own_thread(const struct writer *writer)
{
	return pthread_equal(pthread_self(), writer->thread);
}

enum err writer_run(struct writer *writer, db_work work, void *context, struct fault *why)
{
	struct call call = {.work = work, .context = context};

	if (is_own_thread(writer))
		return fault_set(why, ERR_UNSUPPORTED, "a write inside a write would wait for itself");
	return run_calls(writer, &call, 1, why);
}

enum err writer_run_each(struct writer *writer, db_work work, void *const *contexts, size_t count, struct fault *why)
{
	struct call *calls;
	ARENA_SCOPED arena;

	if (is_own_thread(writer))
		return fault_set(why, ERR_UNSUPPORTED, "a write inside a write would wait for itself");
	if (!count)
		return ERR_OK;
	arena_init(&arena);
	calls = arena_array(&arena, count, sizeof(*calls));
	for (size_t i = 0; i < count; i++)
		calls[i] = (struct call){.work = work, .context = contexts[i]};
	return run_calls(writer, calls, count, why);
}
