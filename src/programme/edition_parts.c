/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_parts.h"

#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"
#include "codec/json.h"

enum err edition_parts_add(struct edition_parts *parts, const char *name, struct str bytes, struct fault *why)
{
	size_t at = parts->count, size = strlen(name) + bytes.n;

	while (at > 0 && strcmp(parts->items[at - 1].name, name) > 0)
		at--;
	if (at > 0 && strcmp(parts->items[at - 1].name, name) == 0)
		return fault_set(why, ERR_CONFLICT, "%s/%s stands twice", parts->folder, name);
	if (parts->count == EDITION_PARTS_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: holds more than %d files", parts->folder, EDITION_PARTS_MAX);
	if (size > EDITION_BYTES_MAX - parts->bytes)
		return fault_set(why, ERR_TOO_LARGE, "%s: holds more than %zu bytes", parts->folder, EDITION_BYTES_MAX);
	memmove(&parts->items[at + 1], &parts->items[at], (parts->count - at) * sizeof(parts->items[0]));
	parts->items[at] = (struct edition_part){name, bytes};
	parts->count++;
	parts->bytes += size;
	return ERR_OK;
}

const struct edition_part *edition_parts_find(const struct edition_parts *parts, const char *name)
{
	for (size_t i = 0; i < parts->count; i++)
		if (strcmp(parts->items[i].name, name) == 0)
			return &parts->items[i];
	return NULL;
}

enum err edition_parts_pack(const struct edition_parts *parts, struct buf *out, struct fault *why)
{
	struct value *map;
	ARENA_SCOPED arena;

	arena_init(&arena);
	map = value_map(&arena);
	for (size_t i = 0; i < parts->count; i++)
		value_append(&arena, map, str_from(parts->items[i].name), value_str(&arena, parts->items[i].bytes));
	json_encode(out, map);
	return buf_finish(out, "the packed edition", why);
}

static enum err add_all(const struct value *map, struct edition_parts *parts, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < value_count(map); i++) {
		const struct value *item = map->items[i];
		if (item->kind != VALUE_TEXT)
			return fault_set(why, ERR_CORRUPT, "%s: holds what is no file", parts->folder);
		err = edition_parts_add(parts, map->keys[i].p, item->text, why);
	}
	return err;
}

/* Only one text stands for the same parts: what would be packed in another way was not written here. */
enum err edition_parts_unpack(struct arena *arena, struct str packed, struct edition_parts *parts, struct fault *why)
{
	struct value *map;
	BUF_SCOPED again;

	buf_init(&again, EDITION_PACKED_MAX);
	if (json_decode(arena, packed, &map, NULL) || map->kind != VALUE_MAP)
		return fault_set(why, ERR_CORRUPT, "%s: is damaged, or of an older version of Tenken", parts->folder);
	if (add_all(map, parts, why) || edition_parts_pack(parts, &again, why) || !str_eq(buf_str(&again), packed))
		return fault_set(why, ERR_CORRUPT, "%s: is damaged", parts->folder);
	return ERR_OK;
}

void edition_parts_hash(const struct edition_parts *parts, char hash[EDITION_HASH_SIZE])
{
	unsigned char digest[DIGEST_SIZE];
	BUF_SCOPED packed;

	buf_init(&packed, EDITION_PACKED_MAX);
	if (edition_parts_pack(parts, &packed, NULL))
		abort(); /* EDITION_PACKED_MAX holds whatever edition_parts_add took */
	digest_sha256(buf_str(&packed), digest);
	digest_hex(str_of(digest, sizeof(digest)), hash);
}
