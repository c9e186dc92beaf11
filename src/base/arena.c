/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most arenas hold the few words of one statement: their block is one that malloc has at hand. Who needs more gets
 * larger ones. */
#define BLOCK_FIRST ((size_t)992)
#define BLOCK_LATER ((size_t)16 * 1024)
#define ALIGNMENT   (_Alignof(max_align_t))

struct arena_block {
	struct arena_block *before;
	size_t size; /* of bytes[] */
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[];
};

static void out_of_memory(void)
{
	static const char text[] = "{\"level\":\"error\",\"text\":\"out of memory\"}\n";
	fwrite(text, 1, sizeof(text) - 1, stderr);
	abort();
}

void arena_init(struct arena *arena)
{
	*arena = (struct arena){0};
}

void arena_release(struct arena *arena)
{
	while (arena->last) {
		struct arena_block *before = arena->last->before;
		free(arena->last);
		arena->last = before;
	}
	arena->total = 0;
}

void arena_reset(struct arena *arena)
{
	struct arena earlier;

	if (!arena->last)
		return;
	earlier = (struct arena){.last = arena->last->before};
	arena_release(&earlier);
	arena->last->before = NULL;
	memset(arena->last->bytes, 0, arena->last->used);
	arena->last->used = 0;
	arena->total = 0;
}

static bool has_room(const struct arena_block *block, size_t size)
{
	return block && block->size - block->used >= size;
}

static void add_block(struct arena *arena, size_t at_least)
{
	size_t usual = arena->last ? BLOCK_LATER : BLOCK_FIRST;
	size_t size = at_least > usual ? at_least : usual;
	struct arena_block *block = NULL;

	if (size <= SIZE_MAX - sizeof(*block))
		block = size > BLOCK_LATER ? calloc(1, sizeof(*block) + size) : malloc(sizeof(*block) + size);
	if (!block)
		out_of_memory();
	if (size <= BLOCK_LATER)
		memset(block->bytes, 0, size); /* calloc would pass by what this thread has freed */
	block->used = 0;
	block->size = size;
	block->before = arena->last;
	arena->last = block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded;
	void *memory;

	if (size > SIZE_MAX - ALIGNMENT)
		out_of_memory();
	rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (rounded == 0)
		rounded = ALIGNMENT;
	if (!has_room(arena->last, rounded))
		add_block(arena, rounded);
	memory = arena->last->bytes + arena->last->used;
	arena->last->used += rounded;
	arena->total += rounded;
	return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	return arena_alloc(arena, bytes);
}

void *arena_grow(struct arena *arena, void *array, size_t used, size_t *cap, size_t size)
{
	void *larger;

	if (used < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 2; /* most lists are short */
	larger = arena_array(arena, *cap, size);
	if (used)
		memcpy(larger, array, used * size);
	return larger;
}

char *arena_strndup(struct arena *arena, const void *bytes, size_t size)
{
	char *copy;

	if (size == SIZE_MAX)
		out_of_memory();
	copy = arena_alloc(arena, size + 1);
	if (size)
		memcpy(copy, bytes, size);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	int length;
	char *text;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
	if (length >= 0)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}
