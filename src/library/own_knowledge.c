/* SPDX-License-Identifier: Apache-2.0 */
#include "library/own_knowledge.h"

#include <string.h>

#include "base/asset.h"
#include "calendar/day.h"
#include "codec/json.h"
#include "knowledge/feed/eol_product.h"

#define OWN_FILE "knowledge/end_of_life.json"

/* The day on which its dates were last compared with what the makers say. */
static const struct civil own_day = {2026, 8, 22};

static enum err add_products(struct catalog_build *build, struct fault *why)
{
	const struct asset *file = asset_find(STR(OWN_FILE));
	struct value *products;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = json_decode(&arena, file->bytes, &products, why);
	for (size_t i = 0; !err && i < value_count(products); i++)
		err = eol_product_add(build, value_at(products, i), STR(""), i, why);
	return err ? fault_prefix(why, err, OWN_FILE) : ERR_OK;
}

/* The parts one behind the other, aligned as catalog_open wants them. */
static struct str join(struct arena *arena, const struct catalog_image *image)
{
	size_t size = 0;
	char *bytes, *at;

	for (size_t i = 0; i < image->count; i++)
		size += image->parts[i].n;
	at = bytes = arena_alloc(arena, size);
	for (size_t i = 0; i < image->count; at += image->parts[i++].n)
		if (image->parts[i].n)
			memcpy(at, image->parts[i].p, image->parts[i].n);
	return str_of(bytes, size);
}

enum err own_knowledge_load(struct arena *arena, const struct catalog **ret_catalog, struct fault *why)
{
	struct catalog_build *build = catalog_build_new(NULL, CATALOG_SOURCE_EOL);
	struct catalog_changes changes;
	struct catalog_image image;
	int64_t day = 0;
	enum err err = add_products(build, why);

	if (!err && day_from_civil(own_day, &day))
		err = catalog_build_finish(build, day * DAY_MS, day * DAY_MS, &changes, &image, why);
	if (!err)
		err = catalog_open(arena, join(arena, &image), ret_catalog, why);
	catalog_build_free(build);
	return err;
}
