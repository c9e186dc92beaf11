/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/knowledge/skip_list.h"
#include "cli/progress_bar.h"
#include "usecases/system/update_knowledge.h"

struct update_watch {
	struct progress_bar bar;
	struct skip_list skips; /* of the source that is being imported */
};

static void on_skip(void *context, const char *path, const struct feed_skip *skip)
{
	struct update_watch *screen = context;

	progress_bar_clear(&screen->bar);
	skip_list_add(&screen->skips, path, skip);
}

static void on_progress(void *context, uint64_t done, uint64_t total)
{
	progress_bar_show(&((struct update_watch *)context)->bar, done, total);
}

/* A line a source; others read it, so its words are the same in all languages. */
static void on_source(void *context, const struct knowledge_updated *updated)
{
	const struct knowledge_import *import = &updated->import;
	const char *name = catalog_source_name(updated->source);
	struct update_watch *screen = context;

	progress_bar_clear(&screen->bar);
	skip_list_finish(&screen->skips);
	skip_list_init(&screen->skips);
	if (updated->err)
		fprintf(stderr, "%s: %s\n", name, updated->why.text);
	else if (!updated->files)
		printf("%s: unchanged\n", name);
	else
		printf("%s: added %zu changed %zu removed %zu skipped %zu\n", name, import->added, import->changed,
		       import->removed, import->refused + import->older);
	fflush(stdout);
}

static enum err update_all(struct command_call *call, struct knowledge_update *update, struct fault *why)
{
	struct update_watch screen;
	const struct knowledge_update_watch watch = {{on_skip, on_progress, &screen}, on_source};
	size_t failed;
	enum err err;

	progress_bar_init(&screen.bar);
	skip_list_init(&screen.skips);
	err = update_knowledge(update, &watch, &failed, why);
	skip_list_finish(&screen.skips);
	if (!err && failed)
		call->status = COMMAND_FAILED;
	return err;
}

enum err cmd_knowledge_update(struct command_call *call, struct fault *why)
{
	const struct clock clock = {0};
	struct knowledge_update update = {.data = command_value(call, "data"),
					  .sources_path = command_value(call, "sources"),
					  .now_ms = clock_now_ms(&clock)};

	for (size_t i = 0; i < call->word_count; i++) {
		enum catalog_source source;
		if (!catalog_source_parse(str_from(call->words[i]), &source))
			return command_refuse(call, "cli.knowledge", "no_source", call->words[i]);
		update.is_wanted[source] = true;
	}
	return update_all(call, &update, why);
}
