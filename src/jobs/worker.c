/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/worker.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "jobs/lease.h"
#include "jobs/queue.h"
#include "jobs/retry.h"
#include "store/new_id.h"

enum {
	THREADS_MAX = 64,
	LOOK_AGAIN_MS = 1000, /* for what becomes due by time; what is added wakes at once */
	STEP_BACK_MS = 60000, /* of the clock, after which planned times are looked at */
};

struct slot {
	struct worker *worker;
	pthread_t thread;
	bool is_running; /* the rest counts only then */
	bool is_ending;  /* the job returned, its row may be gone already */
	struct lease lease;
	int64_t renew_at; /* monotonic ms */
};

struct worker {
	struct arena arena; /* holds this too */
	struct db *db;
	const struct clock *clock;
	const struct job_kind *table;
	void *context;
	const struct worker_tick *tick; /* NULL: none */
	struct lease_terms terms;
	atomic_bool is_stopping;
	pthread_t heart;

	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t changed;
	struct slot *slots;
	int threads; /* started */
	int alive;
	bool gave_up;     /* worker_stop did */
	int64_t tick_at;  /* monotonic ms */
	int64_t drift_ms; /* of the clock against the monotonic one at the last look; INT64_MAX before the first */
};

static struct timespec deadline_at(int64_t monotonic_ms)
{
	return (struct timespec){monotonic_ms / 1000, monotonic_ms % 1000 * 1000000};
}

static void set_running(struct slot *slot, const struct lease *lease)
{
	struct worker *worker = slot->worker;

	pthread_mutex_lock(&worker->mutex);
	slot->is_running = lease != NULL;
	slot->is_ending = false;
	if (lease) {
		slot->lease = *lease;
		slot->renew_at = clock_monotonic_ms() + INT64_C(1000) * lease->lease_s / 3;
		pthread_cond_broadcast(&worker->changed); /* the heart may have to beat sooner */
	}
	pthread_mutex_unlock(&worker->mutex);
}

static void set_ending(struct slot *slot)
{
	pthread_mutex_lock(&slot->worker->mutex);
	slot->is_ending = true;
	pthread_mutex_unlock(&slot->worker->mutex);
}

static void note_failure(struct worker *worker, const struct lease *lease, const char *error)
{
	const struct job_kind *kind = &worker->table[lease->kind];
	bool is_last = lease->attempts >= kind->attempts_max;
	int64_t delay_ms = retry_delay_ms(lease->attempts, (uint64_t)new_id());
	int64_t run_at_ms = is_last ? QUEUE_PARKED_MS : clock_now_ms(worker->clock) + delay_ms;
	struct fault why = {ERR_OK, ""};

	if (is_last)
		log_error("job %s of %lld failed %d times and is parked: %s", kind->name, (long long)lease->subject,
			  lease->attempts, error);
	else
		log_warning("job %s of %lld failed, attempt %d, again in %lld s: %s", kind->name,
			    (long long)lease->subject, lease->attempts, (long long)(delay_ms / 1000), error);
	if (lease_postpone(worker->db, lease, run_at_ms, error, &why))
		log_error("job %s of %lld: its failure could not be stored: %s", kind->name, (long long)lease->subject,
			  why.text);
}

static void run_job(struct slot *slot, const struct lease *lease)
{
	struct worker *worker = slot->worker;
	const struct job_kind *kind = &worker->table[lease->kind];
	struct job job = {lease->job_id, kind->name, lease->subject, lease->attempts, &worker->is_stopping};
	struct fault why = {ERR_OK, ""};
	enum err err;

	/* Only a process that died leaves a job with all its attempts used: it must not kill the next one. */
	if (lease->attempts > kind->attempts_max) {
		note_failure(worker, lease, "the process ended in the middle of the last attempt");
		return;
	}
	set_running(slot, lease);
	err = kind->run(worker->context, &job, &why);
	set_ending(slot);
	if (err)
		note_failure(worker, lease, why.text[0] ? why.text : err_name(err));
	else if (lease_finish(worker->db, lease, &why))
		log_error("job %s of %lld: its end could not be stored, it will run again: %s", kind->name,
			  (long long)lease->subject, why.text);
	set_running(slot, NULL);
}

/* True at the start and after the clock was put back. */
static bool was_put_back(struct worker *worker)
{
	int64_t drift_ms = clock_now_ms(&(struct clock){0}) - clock_monotonic_ms();
	bool is_back;

	pthread_mutex_lock(&worker->mutex);
	is_back = drift_ms < worker->drift_ms - STEP_BACK_MS;
	worker->drift_ms = drift_ms;
	pthread_mutex_unlock(&worker->mutex);
	return is_back;
}

/* What was planned while the clock was ahead would rest until then. */
static void mend_times(struct worker *worker)
{
	struct fault why = {ERR_OK, ""};
	int64_t count = 0;

	if (!was_put_back(worker))
		return;
	if (lease_mend_times(worker->db, &worker->terms, &count, &why))
		log_warning("planned times of jobs cannot be looked at: %s", why.text);
	else if (count)
		log_warning("the clock was ahead: %lld jobs planned for then run within hours", (long long)count);
}

static void *run_slot(void *context)
{
	struct slot *slot = context;
	struct worker *worker = slot->worker;

	for (;;) {
		uint64_t seen = db_notified(worker->db); /* before anything is looked at: worker_stop counts too */
		struct fault why = {ERR_OK, ""};
		struct lease lease;
		bool is_taken = false;

		if (atomic_load(&worker->is_stopping))
			break;
		mend_times(worker);
		if (lease_take(worker->db, &worker->terms, &lease, &is_taken, &why))
			log_warning("jobs cannot be looked up: %s", why.text);
		if (is_taken)
			run_job(slot, &lease);
		else
			db_wait_since(worker->db, seen, LOOK_AGAIN_MS);
	}
	pthread_mutex_lock(&worker->mutex);
	worker->alive--;
	pthread_cond_broadcast(&worker->changed);
	pthread_mutex_unlock(&worker->mutex);
	return NULL;
}

/* The slot whose lease is to be renewed first; NULL when nothing runs. */
static struct slot *next_to_renew(struct worker *worker)
{
	struct slot *next = NULL;

	for (int i = 0; i < worker->threads; i++) {
		struct slot *slot = &worker->slots[i];

		if (slot->is_running && (!next || slot->renew_at < next->renew_at))
			next = slot;
	}
	return next;
}

/* Called with the mutex, which it leaves while it speaks to the store. */
static void renew(struct worker *worker, struct slot *slot)
{
	struct lease lease = slot->lease;
	struct fault why = {ERR_OK, ""};
	bool is_held = true;
	enum err err;

	slot->renew_at = clock_monotonic_ms() + INT64_C(1000) * lease.lease_s / 3;
	pthread_mutex_unlock(&worker->mutex);
	err = lease_renew(worker->db, &lease, &is_held, &why);
	pthread_mutex_lock(&worker->mutex);
	if (!slot->is_running || slot->lease.owner != lease.owner)
		return; /* it ended meanwhile */
	if (err)
		log_warning("the lease of a running job could not be renewed: %s", why.text);
	else if (!is_held && !slot->is_ending)
		log_warning("a running job was taken over by another process: its lease had run out");
}

/* Called with the mutex, which it leaves meanwhile. */
static void tick(struct worker *worker)
{
	worker->tick_at = clock_monotonic_ms() + worker->tick->every_ms;
	pthread_mutex_unlock(&worker->mutex);
	worker->tick->run(worker->tick->context);
	pthread_mutex_lock(&worker->mutex);
}

/* Until a lease is to be renewed or the tick is due, or something changed. */
static void sleep_to(struct worker *worker, const struct slot *slot, bool is_ticking)
{
	int64_t until_ms = slot ? slot->renew_at : INT64_MAX;
	struct timespec until;

	if (is_ticking && worker->tick_at < until_ms)
		until_ms = worker->tick_at;
	until = deadline_at(until_ms);
	if (until_ms == INT64_MAX)
		pthread_cond_wait(&worker->changed, &worker->mutex);
	else
		pthread_cond_timedwait(&worker->changed, &worker->mutex, &until);
}

static void *run_heart(void *context)
{
	struct worker *worker = context;

	pthread_mutex_lock(&worker->mutex);
	while (!worker->gave_up && !(atomic_load(&worker->is_stopping) && worker->alive == 0)) {
		struct slot *slot = next_to_renew(worker);
		bool is_ticking = worker->tick && !atomic_load(&worker->is_stopping);
		int64_t now_ms = clock_monotonic_ms();

		if (slot && slot->renew_at <= now_ms)
			renew(worker, slot);
		else if (is_ticking && worker->tick_at <= now_ms)
			tick(worker);
		else
			sleep_to(worker, slot, is_ticking);
	}
	pthread_mutex_unlock(&worker->mutex);
	return NULL;
}

static void free_worker(struct worker *worker)
{
	struct arena arena = worker->arena;

	pthread_cond_destroy(&worker->changed);
	pthread_mutex_destroy(&worker->mutex);
	arena_release(&arena);
}

static struct worker *make_worker(size_t kinds, int threads, const struct job_kind *table)
{
	struct arena arena;
	struct worker *worker;
	struct lease_kind *leased;
	pthread_condattr_t monotonic;

	arena_init(&arena);
	worker = arena_alloc(&arena, sizeof(*worker));
	worker->slots = arena_array(&arena, (size_t)threads, sizeof(*worker->slots));
	leased = arena_array(&arena, kinds, sizeof(*leased));
	for (size_t i = 0; i < kinds; i++)
		leased[i] = (struct lease_kind){table[i].name, table[i].lease_s};
	worker->terms.kinds = leased;
	worker->terms.count = kinds;
	lease_terms_prepare(&worker->terms, &arena);
	worker->arena = arena;
	pthread_mutex_init(&worker->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&worker->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return worker;
}

/* Starts as many threads as it can; false when one could not be started. */
static bool start_threads(struct worker *worker, int threads)
{
	bool ok = true;

	pthread_mutex_lock(&worker->mutex);
	for (int i = 0; i < threads && ok; i++) {
		worker->slots[i].worker = worker;
		ok = !pthread_create(&worker->slots[i].thread, NULL, run_slot, &worker->slots[i]);
		if (ok) {
			worker->threads++;
			worker->alive++;
		}
	}
	pthread_mutex_unlock(&worker->mutex);
	return ok;
}

enum err worker_start(struct db *db, const struct clock *clock, const struct job_kind *table, void *context,
		      int threads, const struct worker_tick *tick, struct worker **ret_worker, struct fault *why)
{
	struct worker *worker;
	size_t kinds = 0;

	while (table[kinds].name)
		kinds++;
	if (!kinds || kinds > LEASE_KINDS_MAX || threads < 1 || threads > THREADS_MAX)
		return fault_set(why, ERR_INVALID,
				 "a worker takes 1 to %d kinds of jobs and 1 to %d threads, not %zu and %d",
				 LEASE_KINDS_MAX, THREADS_MAX, kinds, threads);
	worker = make_worker(kinds, threads, table);
	worker->db = db;
	worker->clock = clock;
	worker->terms.clock = clock;
	worker->table = table;
	worker->context = context;
	worker->tick = tick;
	worker->drift_ms = INT64_MAX;
	if (pthread_create(&worker->heart, NULL, run_heart, worker)) {
		free_worker(worker);
		return fault_set(why, ERR_IO, "a worker cannot start its first thread");
	}
	if (!start_threads(worker, threads)) {
		(void)worker_stop(worker, LOOK_AGAIN_MS);
		return fault_set(why, ERR_IO, "a worker cannot start %d threads", threads);
	}
	*ret_worker = worker;
	return ERR_OK;
}

/* Waits for all threads to end; for those that run a job, not beyond until. */
static bool wait_for_end(struct worker *worker, int64_t until_ms)
{
	while (worker->alive > 0) {
		int64_t now_ms = clock_monotonic_ms();
		bool is_late = now_ms >= until_ms;
		struct timespec until = deadline_at(is_late ? now_ms + 100 : until_ms);

		if (is_late && next_to_renew(worker))
			return false;
		pthread_cond_timedwait(&worker->changed, &worker->mutex, &until);
	}
	return true;
}

bool worker_stop(struct worker *worker, int grace_ms)
{
	int64_t until_ms = clock_monotonic_ms() + grace_ms;
	bool had_heart;
	bool all_ended;

	if (!worker)
		return true;
	atomic_store(&worker->is_stopping, true);
	db_nudge(worker->db);
	pthread_mutex_lock(&worker->mutex);
	had_heart = !worker->gave_up;
	pthread_cond_broadcast(&worker->changed);
	all_ended = wait_for_end(worker, until_ms);
	worker->gave_up = !all_ended || !had_heart;
	pthread_cond_broadcast(&worker->changed);
	pthread_mutex_unlock(&worker->mutex);
	if (had_heart)
		pthread_join(worker->heart, NULL);
	if (!all_ended)
		return false;
	for (int i = 0; i < worker->threads; i++)
		pthread_join(worker->slots[i].thread, NULL);
	free_worker(worker);
	return true;
}
