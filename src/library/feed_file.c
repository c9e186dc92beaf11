/* SPDX-License-Identifier: Apache-2.0 */
#include "library/feed_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codec/unpack.h"

enum { SLOTS = 8, SLOT_SIZE = 256 << 10 };

/* A slot is filled by the thread, then emptied by the reader; filled - emptied of them are full. */
struct slot {
	size_t size, at;
	char bytes[SLOT_SIZE];
};

struct feed_file {
	int fd;
	struct unpack *unpack;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint64_t filled, emptied; /* slots, ever */
	bool is_ended, is_closing;
	struct fault fault; /* of the thread; code ERR_OK at a good end */
	atomic_uint_fast64_t done;
	uint64_t unpacked; /* of the thread alone */
	struct slot slots[SLOTS];
};

static enum err read_packed(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct feed_file *file = context;
	ssize_t got;

	do
		got = read(file->fd, room, size);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fault_set(why, ERR_IO, "%s", strerror(errno));
	atomic_fetch_add(&file->done, (uint64_t)got);
	*ret_size = (size_t)got;
	return ERR_OK;
}

/* ---- the thread ---- */

/* The next slot to fill, or NULL when nobody wants more. */
static struct slot *await_room(struct feed_file *file)
{
	bool is_closing;

	pthread_mutex_lock(&file->lock);
	while (file->filled - file->emptied == SLOTS && !file->is_closing)
		pthread_cond_wait(&file->changed, &file->lock);
	is_closing = file->is_closing;
	pthread_mutex_unlock(&file->lock);
	return is_closing ? NULL : &file->slots[file->filled % SLOTS];
}

static void hand_over(struct feed_file *file, bool is_full, bool is_ended)
{
	pthread_mutex_lock(&file->lock);
	file->filled += is_full;
	file->is_ended = is_ended;
	pthread_cond_signal(&file->changed);
	pthread_mutex_unlock(&file->lock);
}

/* False at the end or at a fault; what came before it is in the slot. */
static bool fill(struct feed_file *file, struct byte_source source, struct slot *slot)
{
	size_t got = 1;

	for (slot->at = slot->size = 0; slot->size < SLOT_SIZE && got; slot->size += got) {
		enum err err = source.read(source.context, slot->bytes + slot->size, SLOT_SIZE - slot->size, &got,
					   &file->fault);
		if (err)
			return false;
	}
	file->unpacked += slot->size;
	if (file->unpacked > FEED_FILE_MAX) {
		fault_set(&file->fault, ERR_TOO_LARGE, "more than %u GiB come out of it",
			  (unsigned)(FEED_FILE_MAX >> 30));
		return false;
	}
	return got != 0;
}

static void *read_ahead(void *context)
{
	struct feed_file *file = context;
	struct byte_source source = unpack_source(file->unpack);
	bool goes_on = true;

	while (goes_on) {
		struct slot *slot = await_room(file);
		if (!slot)
			break;
		goes_on = fill(file, source, slot);
		hand_over(file, slot->size > 0, !goes_on);
	}
	return NULL;
}

/* ---- the reader ---- */

static struct slot *await_bytes(struct feed_file *file)
{
	struct slot *slot = NULL;

	pthread_mutex_lock(&file->lock);
	while (file->filled == file->emptied && !file->is_ended)
		pthread_cond_wait(&file->changed, &file->lock);
	if (file->filled != file->emptied)
		slot = &file->slots[file->emptied % SLOTS];
	pthread_mutex_unlock(&file->lock);
	return slot;
}

static void give_back(struct feed_file *file)
{
	pthread_mutex_lock(&file->lock);
	file->emptied++;
	pthread_cond_signal(&file->changed);
	pthread_mutex_unlock(&file->lock);
}

static enum err read_unpacked(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct feed_file *file = context;
	struct slot *slot = await_bytes(file);
	size_t part = 0;

	if (!slot && file->fault.code)
		return fault_set(why, file->fault.code, "%s", file->fault.text);
	if (slot) {
		part = slot->size - slot->at < size ? slot->size - slot->at : size;
		memcpy(room, slot->bytes + slot->at, part);
		slot->at += part;
		if (slot->at == slot->size)
			give_back(file);
	}
	*ret_size = part;
	return ERR_OK;
}

struct byte_source feed_file_source(struct feed_file *file)
{
	return (struct byte_source){read_unpacked, file};
}

uint64_t feed_file_done(const struct feed_file *file)
{
	return atomic_load(&file->done);
}

/* ---- both ---- */

enum err feed_file_open(const char *path, struct feed_file **ret_file, struct fault *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct feed_file *file;

	if (fd < 0)
		return fault_set(why, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s", strerror(errno));
	file = calloc(1, sizeof(*file));
	if (!file)
		abort(); /* the same rule as arena.h */
	file->fd = fd;
	file->unpack = unpack_new((struct byte_source){read_packed, file});
	pthread_mutex_init(&file->lock, NULL);
	pthread_cond_init(&file->changed, NULL);
	if (pthread_create(&file->thread, NULL, read_ahead, file) != 0)
		abort(); /* no memory for a stack */
	*ret_file = file;
	return ERR_OK;
}

void feed_file_close(struct feed_file *file)
{
	pthread_mutex_lock(&file->lock);
	file->is_closing = true;
	pthread_cond_signal(&file->changed);
	pthread_mutex_unlock(&file->lock);
	pthread_join(file->thread, NULL);
	pthread_cond_destroy(&file->changed);
	pthread_mutex_destroy(&file->lock);
	unpack_free(file->unpack);
	close(file->fd);
	free(file);
}
