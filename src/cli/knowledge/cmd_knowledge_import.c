/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/knowledge/skip_list.h"
#include "cli/options.h"
#include "cli/progress_bar.h"
#include "cli/say.h"
#include "library/knowledge_import.h"
#include "library/recog_import.h"
#include "library/template_sets.h"

/* What every source ends with; others read it, so its words are the same in all languages. */
static int tell_result(size_t added, size_t changed, size_t removed, size_t skipped)
{
	printf("added %zu changed %zu removed %zu skipped %zu\n", added, changed, removed, skipped);
	return COMMAND_DONE;
}

/* ---- feeds of the catalog ---- */

struct watching {
	struct progress_bar bar;
	struct skip_list skips;
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

static int import_feeds(const struct options *options, const char *data, enum catalog_source source)
{
	struct watching watching;
	const struct knowledge_import_watch watch = {on_skip, on_progress, &watching};
	const struct clock clock = {0};
	struct knowledge_import import;
	struct fault why;
	enum err err;

	progress_bar_init(&watching.bar);
	skip_list_init(&watching.skips);
	err = knowledge_import(data, source, options->others + 1, options->other_count - 1, clock_now_ms(&clock),
			       &watch, &import, &why);
	progress_bar_clear(&watching.bar);
	if (!err && import.older)
		skip_list_add_many(&watching.skips, "older than what is known", import.older);
	skip_list_finish(&watching.skips);
	if (err)
		return say_fault(options->command, err, &why);
	return tell_result(import.added, import.changed, import.removed, import.refused + import.older);
}

/* ---- fingerprints ---- */

static int import_recog(const struct options *options, const char *data)
{
	struct recog_import import;
	ARENA_SCOPED arena;
	struct fault why;
	enum err err;

	arena_init(&arena);
	err = recog_import(&arena, data, options->others + 1, options->other_count - 1, &import, &why);
	if (err)
		return say_fault(options->command, err, &why);
	for (size_t i = 0; i < import.skipped_count; i++)
		fprintf(stderr, "%s:%u: %s\n", import.skipped[i].file, import.skipped[i].line, import.skipped[i].text);
	return tell_result(import.added, import.changed, import.removed, import.skipped_count);
}

/* ---- templates ---- */

static void tell_template(void *context, const char *text)
{
	fprintf(stderr, "%s\n", text);
}

static int import_templates(const struct options *options, const char *data)
{
	struct template_import import;
	struct fault why;
	enum err err;

	err = template_import(data, options->others + 1, options->other_count - 1, tell_template, NULL, &import, &why);
	if (err)
		return say_fault(options->command, err, &why);
	return tell_result(import.added, import.changed, import.removed, import.skipped);
}

int cmd_knowledge_import(const struct program *program, int argc, char **argv)
{
	const char *data = NULL;
	const struct option_spec specs[] = {{"data", &data, NULL}};
	struct options options = {.command = "knowledge import",
				  .specs = specs,
				  .count = 1,
				  .others_min = 2,
				  .others_max = OPTIONS_OTHERS_MAX};
	enum catalog_source source;

	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!data) {
		say_problem("cli.option", options.command, "missing", "");
		return COMMAND_USAGE;
	}
	if (strcmp(options.others[0], "recog") == 0)
		return import_recog(&options, data);
	if (strcmp(options.others[0], "nuclei") == 0)
		return import_templates(&options, data);
	if (catalog_source_parse(str_from(options.others[0]), &source))
		return import_feeds(&options, data, source);
	say_problem("cli.import", options.command, "unknown_source", options.others[0]);
	return COMMAND_USAGE;
}
