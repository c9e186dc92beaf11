/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every fuzz target of a feed does: hostile bytes are refused with a reason, or become a catalog that opens.
 */
#ifndef TENKEN_FUZZ_FEED_TARGET_H
#define TENKEN_FUZZ_FEED_TARGET_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge/feed/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void feed_target_note(void *context, const struct feed_skip *skip)
{
	size_t *skipped = context;

	if (!skip->reason[0] || !skip->record || !skip->line)
		abort();
	(*skipped)++;
}

static void feed_target_open(struct catalog_build *build, int64_t dated_ms)
{
	const struct catalog *catalog;
	struct catalog_changes changes;
	struct catalog_image image;
	size_t size = 0;
	ARENA_SCOPED arena;
	char *bytes;

	arena_init(&arena);
	if (catalog_build_finish(build, dated_ms, 1, &changes, &image, NULL))
		return;
	for (size_t i = 0; i < image.count; i++)
		size += image.parts[i].n;
	bytes = arena_alloc(&arena, size);
	size = 0;
	for (size_t i = 0; i < image.count; size += image.parts[i++].n)
		if (image.parts[i].n)
			memcpy(bytes + size, image.parts[i].p, image.parts[i].n);
	if (catalog_open(&arena, str_of(bytes, size), &catalog, NULL))
		abort();
}

static void feed_target_run(enum catalog_source source, const uint8_t *data, size_t size)
{
	struct catalog_build *build = catalog_build_new(NULL, source);
	struct str bytes = str_of(data, size);
	struct fault why = {ERR_OK, ""};
	size_t skipped = 0;
	struct feed feed = {.bytes = byte_source_of(&bytes),
			    .name = STR("door.json"),
			    .build = build,
			    .on_skip = feed_target_note,
			    .context = &skipped};

	if (!feed_read(source, &feed, &why)) {
		if (feed.taken + skipped != feed.record)
			abort();
		feed_target_open(build, feed.dated_ms);
	} else if (!why.text[0]) {
		abort();
	}
	catalog_build_free(build);
}

#endif
