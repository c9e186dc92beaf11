/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/compile/catalog_image.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "calendar/day.h"
#include "knowledge/catalog/catalog_layout.h"

/* "2025-08-25.1f0c2a9b"; what was imported when is no part of it, so the same knowledge has the same version. */
static void write_version(const struct catalog *view, const struct catalog_entry *entries, char *out)
{
	const struct source_row *sources = view->sections[SECTION_SOURCE].rows;
	int64_t newest_ms = 0;
	uint64_t sum = 0;

	for (int i = 0; i < CATALOG_SOURCES; i++)
		newest_ms = sources[i].dated_ms > newest_ms ? sources[i].dated_ms : newest_ms;
	for (int i = SECTION_SOURCE + 1; i < SECTIONS; i++)
		sum = catalog_sum(str_of(&entries[i].checksum, sizeof(entries[i].checksum)), sum);
	struct civil day = day_to_civil(newest_ms / DAY_MS);
	snprintf(out, CATALOG_VERSION_SIZE, "%04d-%02d-%02d.%08x", day.year, day.month, day.day, (unsigned)(sum >> 32));
}

static size_t padding_of(uint64_t offset)
{
	return (CATALOG_ALIGN - offset % CATALOG_ALIGN) % CATALOG_ALIGN;
}

enum err catalog_image_make(struct arena *arena, const struct catalog *view, struct catalog_image *ret_image,
			    struct fault *why)
{
	static const char zeros[CATALOG_ALIGN];
	size_t head_size = sizeof(struct catalog_header) + SECTIONS * sizeof(struct catalog_entry);
	char *head = arena_alloc(arena, head_size + padding_of(head_size));
	struct catalog_header *header = (void *)head;
	struct catalog_entry *entries = (void *)(head + sizeof(*header));
	struct catalog_image image = {{{head, head_size + padding_of(head_size)}}, 1};
	uint64_t offset = image.parts[0].n;

	for (int i = 0; i < SECTIONS; i++) {
		size_t row_size = catalog_row_size((enum catalog_section)i);
		struct str bytes = str_of(view->sections[i].rows, view->sections[i].count * row_size);
		if (view->sections[i].count >= UINT32_MAX)
			return fault_set(why, ERR_TOO_LARGE, "a catalog holds less than 4 G of a thing");
		entries[i] = (struct catalog_entry){(uint32_t)i, (uint32_t)row_size, offset, bytes.n,
						    catalog_sum(bytes, (uint64_t)i)};
		image.parts[image.count++] = bytes;
		image.parts[image.count++] = str_of(zeros, padding_of(offset + bytes.n));
		offset += bytes.n + padding_of(offset + bytes.n);
	}
	memcpy(header->magic, CATALOG_MAGIC, sizeof(header->magic));
	header->format = CATALOG_FORMAT;
	header->section_count = SECTIONS;
	header->size = offset;
	write_version(view, entries, header->version);
	header->checksum = catalog_header_sum(image.parts[0]);
	*ret_image = image;
	return ERR_OK;
}
