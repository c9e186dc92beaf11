/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/knowledge/feed_fixture.h"

static void note(void *context, const struct feed_skip *skip)
{
	struct feed_fixture *fixture = context;

	fixture->skips =
		arena_printf(&fixture->arena, "%s%llu %llu %.*s: %s\n", fixture->skips, (unsigned long long)skip->line,
			     (unsigned long long)skip->record, (int)skip->id.n, skip->id.p, skip->reason);
}

enum err feed_fixture_read(enum catalog_source source, const char *text, struct feed_fixture *ret_fixture)
{
	*ret_fixture = (struct feed_fixture){.bytes = str_from(text), .skips = ""};
	arena_init(&ret_fixture->arena);
	ret_fixture->feed = (struct feed){.bytes = byte_source_of(&ret_fixture->bytes),
					  .build = catalog_build_new(NULL, source),
					  .on_skip = note,
					  .context = ret_fixture};
	return feed_read(source, &ret_fixture->feed, &ret_fixture->why);
}

void feed_fixture_finish(struct feed_fixture *fixture)
{
	fixture_finish(fixture->feed.build, fixture->feed.dated_ms, &fixture->catalog);
	fixture->feed.build = NULL;
}

void feed_fixture_release(struct feed_fixture *fixture)
{
	catalog_build_free(fixture->feed.build);
	if (fixture->catalog.catalog)
		fixture_release(&fixture->catalog);
	arena_release(&fixture->arena);
}
