/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory that dies together: one arena a request, a job or a diagnosed target.
 *
 * Allocation never returns NULL. When the system has no memory left, the process
 * logs one line and aborts: everything answered is durable by then and the service
 * manager starts it again, which is safer than a hundred untested error paths. The
 * size of hostile input is therefore capped where it enters (request body,
 * file size, line length), never here.
 */
#ifndef TENKEN_BASE_ARENA_H
#define TENKEN_BASE_ARENA_H

#include <stddef.h>

#include "base/count.h"

struct arena_block;

struct arena {
	struct arena_block *last;
	size_t total; /* bytes handed out, for caps and metrics */
};

void arena_init(struct arena *arena);
void arena_release(struct arena *arena);

/* Frees all but the newest block, for a loop that uses one arena a turn. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type. A size of 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, alloc_size(2)));

/* Zeroed memory for count things; aborts when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size) __attribute__((malloc, alloc_size(2, 3)));

/* Makes room for one more thing in a growing array that lives in the arena:
 * doubles *cap and moves the things when used == *cap. Returns the array. */
void *arena_grow(struct arena *arena, void *array, size_t used, size_t *cap, size_t size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const void *bytes, size_t size);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For a local arena that is released when its scope ends. */
#define ARENA_SCOPED __attribute__((cleanup(arena_release))) struct arena

#endif
