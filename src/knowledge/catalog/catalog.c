/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/catalog/catalog.h"

#include <stddef.h>
#include <string.h>

#include "knowledge/catalog/catalog_layout.h"

/* ---- opening ---- */

uint64_t catalog_header_sum(struct str bytes)
{
	uint64_t head = catalog_sum(str_head(bytes, offsetof(struct catalog_header, checksum)), 0);

	return catalog_sum(str_of(bytes.p + sizeof(struct catalog_header), SECTIONS * sizeof(struct catalog_entry)),
			   head);
}

static enum err check_header(struct str bytes, struct fault *why)
{
	const struct catalog_header *header = (const void *)bytes.p;
	size_t directory = SECTIONS * sizeof(struct catalog_entry);

	if (bytes.n < sizeof(*header) || memcmp(header->magic, CATALOG_MAGIC, sizeof(header->magic)) != 0)
		return fault_set(why, ERR_CORRUPT, "this is no catalog");
	if (header->format != CATALOG_FORMAT)
		return fault_set(why, ERR_UNSUPPORTED, "format %u is not the one this program reads (%d)",
				 header->format, CATALOG_FORMAT);
	if (header->size != bytes.n || header->section_count != SECTIONS || bytes.n < sizeof(*header) + directory)
		return fault_set(why, ERR_CORRUPT, "%zu bytes, where its header says %llu", bytes.n,
				 (unsigned long long)header->size);
	if (catalog_header_sum(bytes) != header->checksum)
		return fault_set(why, ERR_CORRUPT, "the checksum of its directory is wrong");
	if (!memchr(header->version, 0, sizeof(header->version)))
		return fault_set(why, ERR_CORRUPT, "its version has no end");
	return ERR_OK;
}

static bool is_zero(struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		if (bytes.p[i])
			return false;
	return true;
}

/* Sections follow each other, with zeros up to the next multiple of CATALOG_ALIGN; *at moves behind this one. */
static enum err open_section(struct str bytes, enum catalog_section section, uint64_t *at,
			     struct catalog_rows *ret_rows, struct fault *why)
{
	const struct catalog_entry *entry =
		&((const struct catalog_entry *)(const void *)(bytes.p + sizeof(struct catalog_header)))[section];
	size_t row_size = catalog_row_size(section);
	uint64_t gap = (CATALOG_ALIGN - *at % CATALOG_ALIGN) % CATALOG_ALIGN;

	if (entry->section != section || entry->row_size != row_size || gap > bytes.n - *at ||
	    entry->offset != *at + gap || entry->size > bytes.n - entry->offset || entry->size % row_size ||
	    entry->size / row_size >= UINT32_MAX || !is_zero(str_of(bytes.p + *at, gap)))
		return fault_set(why, ERR_CORRUPT, "section %d lies outside the file or is cut", (int)section);
	if (catalog_sum(str_of(bytes.p + entry->offset, entry->size), section) != entry->checksum)
		return fault_set(why, ERR_CORRUPT, "the checksum of section %d is wrong", (int)section);
	*ret_rows = (struct catalog_rows){bytes.p + entry->offset, entry->size / row_size};
	*at = entry->offset + entry->size;
	return ERR_OK;
}

static enum err open_sections(struct str bytes, struct catalog *catalog, struct fault *why)
{
	uint64_t at = sizeof(struct catalog_header) + SECTIONS * sizeof(struct catalog_entry);
	enum err err = ERR_OK;

	for (int i = 0; i < SECTIONS && !err; i++)
		err = open_section(bytes, (enum catalog_section)i, &at, &catalog->sections[i], why);
	if (!err && (bytes.n - at >= CATALOG_ALIGN || !is_zero(str_skip(bytes, at))))
		err = fault_set(why, ERR_CORRUPT, "the file goes on after its last section");
	return err;
}

enum err catalog_open(struct arena *arena, struct str bytes, const struct catalog **ret_catalog, struct fault *why)
{
	struct catalog *catalog = arena_alloc(arena, sizeof(*catalog));
	enum err err;

	if ((uintptr_t)bytes.p % CATALOG_ALIGN)
		return fault_set(why, ERR_INVALID, "a catalog lies at a multiple of %d bytes", CATALOG_ALIGN);
	err = check_header(bytes, why);
	catalog->header = (const void *)bytes.p;
	if (!err)
		err = open_sections(bytes, catalog, why);
	if (!err)
		err = catalog_check(catalog, why);
	if (!err)
		*ret_catalog = catalog;
	return err;
}

/* ---- reading ---- */

struct str catalog_version(const struct catalog *catalog)
{
	return str_from(catalog->header->version);
}

static const char *const source_names[CATALOG_SOURCES] = {"nvd", "cve5", "kev", "epss", "jvn", "eol", "debian"};

const char *catalog_source_name(enum catalog_source source)
{
	return source_names[source];
}

bool catalog_source_parse(struct str name, enum catalog_source *ret_source)
{
	for (int i = 0; i < CATALOG_SOURCES; i++)
		if (str_is(name, source_names[i])) {
			*ret_source = (enum catalog_source)i;
			return true;
		}
	return false;
}

struct catalog_source_state catalog_source_state(const struct catalog *catalog, enum catalog_source source)
{
	const struct source_row *row = CATALOG_ROW(catalog, source_row, SECTION_SOURCE, source);

	return (struct catalog_source_state){row->dated_ms, row->imported_ms, row->records, row->details,
					     row->not_understood};
}
