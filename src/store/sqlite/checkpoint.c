/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sqlite/checkpoint.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "store/sqlite/sqlite_error.h"

/* A pass syncs two files, so it waits for some work; the writer's pass is what an answer may have to wait for. */
enum { FRAMES_A_PASS = 2000, FRAMES_MAX = 16000 };

struct checkpoint {
	sqlite3 *handle; /* the thread's */
	pthread_t thread;
	pthread_mutex_t lock; /* of the two below */
	pthread_cond_t changed;
	bool is_wanted, is_over;
	int frames_seen; /* the writer's: in the WAL when a pass was last asked for */
};

static void wake(struct checkpoint *checkpoint, bool *what)
{
	pthread_mutex_lock(&checkpoint->lock);
	*what = true;
	pthread_cond_signal(&checkpoint->changed);
	pthread_mutex_unlock(&checkpoint->lock);
}

static void pass(sqlite3 *handle)
{
	/* SQLITE_BUSY: the other one is at it. What fails is tried at the next pass, and until then all stands in the
	 * WAL; the writer itself meets a disk that is full or broken. */
	sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* SQLite calls this on the writer's thread after each commit. */
static int note_commit(void *context, sqlite3 *writer, const char *name, int frames)
{
	struct checkpoint *checkpoint = context;

	(void)name;
	if (frames >= FRAMES_MAX)
		pass(writer);
	if (frames < checkpoint->frames_seen)
		checkpoint->frames_seen = 0;
	if (frames - checkpoint->frames_seen >= FRAMES_A_PASS) {
		checkpoint->frames_seen = frames;
		wake(checkpoint, &checkpoint->is_wanted);
	}
	return SQLITE_OK;
}

static bool wait_until_wanted(struct checkpoint *checkpoint)
{
	bool is_wanted;

	pthread_mutex_lock(&checkpoint->lock);
	while (!checkpoint->is_wanted && !checkpoint->is_over)
		pthread_cond_wait(&checkpoint->changed, &checkpoint->lock);
	is_wanted = !checkpoint->is_over;
	checkpoint->is_wanted = false;
	pthread_mutex_unlock(&checkpoint->lock);
	return is_wanted;
}

static void *run(void *context)
{
	struct checkpoint *checkpoint = context;

	while (wait_until_wanted(checkpoint))
		pass(checkpoint->handle);
	return NULL;
}

static enum err open_handle(const char *path, sqlite3 **ret_handle, struct fault *why)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;

	/* Pages reach the disk before the WAL that holds them may be written over, as with the writer's own passes. */
	if (sqlite3_open_v2(path, ret_handle, flags, NULL) != SQLITE_OK ||
	    sqlite3_exec(*ret_handle, "PRAGMA synchronous = FULL", NULL, NULL, NULL) != SQLITE_OK)
		return sqlite_error_tell(*ret_handle, path, why);
	return ERR_OK;
}

enum err checkpoint_start(struct arena *arena, sqlite3 *writer, const char *path, struct checkpoint **ret_checkpoint,
			  struct fault *why)
{
	struct checkpoint *checkpoint = arena_alloc(arena, sizeof(*checkpoint));
	enum err err = open_handle(path, &checkpoint->handle, why);
	int failed;

	pthread_mutex_init(&checkpoint->lock, NULL);
	pthread_cond_init(&checkpoint->changed, NULL);
	if (!err && (failed = pthread_create(&checkpoint->thread, NULL, run, checkpoint)))
		err = fault_set(why, ERR_IO, "a thread cannot be started: %s", strerror(failed));
	if (err) {
		sqlite3_close(checkpoint->handle);
		return err;
	}
	sqlite3_wal_hook(writer, note_commit, checkpoint);
	*ret_checkpoint = checkpoint;
	return ERR_OK;
}

void checkpoint_stop(struct checkpoint *checkpoint)
{
	if (!checkpoint)
		return;
	wake(checkpoint, &checkpoint->is_over);
	pthread_join(checkpoint->thread, NULL);
	sqlite3_close(checkpoint->handle);
	pthread_cond_destroy(&checkpoint->changed);
	pthread_mutex_destroy(&checkpoint->lock);
}
