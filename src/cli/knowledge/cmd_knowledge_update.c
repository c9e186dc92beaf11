/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/knowledge/skip_list.h"
#include "cli/options.h"
#include "cli/progress_bar.h"
#include "cli/say.h"
#include "usecases/system/update_knowledge.h"

struct watching {
	struct progress_bar bar;
	struct skip_list skips; /* of the source that is being imported */
};

static void on_skip(void *context, const char *path, const struct feed_skip *skip)
{
	struct watching *watching = context;

	progress_bar_clear(&watching->bar);
	skip_list_add(&watching->skips, path, skip);
}

static void on_progress(void *context, uint64_t done, uint64_t total)
{
	progress_bar_show(&((struct watching *)context)->bar, done, total);
}

/* A line a source; others read it, so its words are the same in all languages. */
static void on_source(void *context, const struct knowledge_updated *updated)
{
	const struct knowledge_import *import = &updated->import;
	const char *name = catalog_source_name(updated->source);
	struct watching *watching = context;

	progress_bar_clear(&watching->bar);
	skip_list_finish(&watching->skips);
	skip_list_init(&watching->skips);
	if (updated->err)
		fprintf(stderr, "%s: %s\n", name, updated->why.text);
	else if (!updated->files)
		printf("%s: unchanged\n", name);
	else
		printf("%s: added %zu changed %zu removed %zu skipped %zu\n", name, import->added, import->changed,
		       import->removed, import->refused + import->older);
	fflush(stdout);
}

static int update_all(const struct options *options, struct knowledge_update *update)
{
	struct watching watching;
	const struct knowledge_update_watch watch = {{on_skip, on_progress, &watching}, on_source};
	struct fault why;
	size_t failed;
	enum err err;

	progress_bar_init(&watching.bar);
	skip_list_init(&watching.skips);
	err = knowledge_update(update, &watch, &failed, &why);
	skip_list_finish(&watching.skips);
	if (err)
		return say_fault(options->command, err, &why);
	return failed ? COMMAND_FAILED : COMMAND_DONE;
}

int cmd_knowledge_update(const struct program *program, int argc, char **argv)
{
	const struct clock clock = {0};
	struct knowledge_update update = {.now_ms = clock_now_ms(&clock)};
	const struct option_spec specs[] = {{"data", &update.data, NULL}, {"sources", &update.sources_path, NULL}};
	struct options options = {
		.command = "knowledge update", .specs = specs, .count = 2, .others_max = CATALOG_SOURCES};

	(void)program;
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!update.data) {
		say_problem("cli.option", options.command, "missing", "");
		return COMMAND_USAGE;
	}
	for (size_t i = 0; i < options.other_count; i++) {
		enum catalog_source source;
		if (!catalog_source_parse(str_from(options.others[i]), &source)) {
			say_problem("cli.knowledge", options.command, "no_source", options.others[i]);
			return COMMAND_USAGE;
		}
		update.is_wanted[source] = true;
	}
	return update_all(&options, &update);
}
