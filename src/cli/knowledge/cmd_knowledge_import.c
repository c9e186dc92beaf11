/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/knowledge/skip_list.h"
#include "cli/progress_bar.h"
#include "library/knowledge_import.h"
#include "library/recog_import.h"
#include "library/template_import.h"

/* What every source ends with; others read it, so its words are the same in all languages. */
static void print_result(size_t added, size_t changed, size_t removed, size_t skipped)
{
	printf("added %zu changed %zu removed %zu skipped %zu\n", added, changed, removed, skipped);
}

/* ---- feeds of the catalog ---- */

struct import_watch {
	struct progress_bar bar;
	struct skip_list skips;
};

static void on_skip(void *context, const char *path, const struct feed_skip *skip)
{
	struct import_watch *screen = context;

	progress_bar_clear(&screen->bar);
	skip_list_add(&screen->skips, path, skip);
}

static void on_progress(void *context, uint64_t done, uint64_t total)
{
	progress_bar_show(&((struct import_watch *)context)->bar, done, total);
}

static enum err import_feeds(struct command_call *call, enum catalog_source source, struct fault *why)
{
	struct import_watch screen;
	const struct knowledge_import_watch watch = {on_skip, on_progress, &screen};
	const struct clock clock = {0};
	struct knowledge_import import;
	enum err err;

	progress_bar_init(&screen.bar);
	skip_list_init(&screen.skips);
	err = knowledge_import(command_value(call, "data"), source, call->words + 1, call->word_count - 1,
			       clock_now_ms(&clock), &watch, &import, why);
	progress_bar_clear(&screen.bar);
	if (!err && import.older)
		skip_list_add_many(&screen.skips, "older than what is known", import.older);
	skip_list_finish(&screen.skips);
	if (!err)
		print_result(import.added, import.changed, import.removed, import.refused + import.older);
	return err;
}

/* ---- fingerprints ---- */

static enum err import_recog(struct command_call *call, struct fault *why)
{
	struct recog_import import;
	enum err err = recog_import(call->arena, command_value(call, "data"), call->words + 1, call->word_count - 1,
				    &import, why);

	if (err)
		return err;
	for (size_t i = 0; i < import.skipped_count; i++)
		fprintf(stderr, "%s:%u: %s\n", import.skipped[i].file, import.skipped[i].line, import.skipped[i].text);
	print_result(import.added, import.changed, import.removed, import.skipped_count);
	return ERR_OK;
}

/* ---- templates ---- */

static void print_refusal(void *context, const char *text)
{
	fprintf(stderr, "%s\n", text);
}

static enum err import_templates(struct command_call *call, struct fault *why)
{
	struct template_import import;
	enum err err = template_import(command_value(call, "data"), call->words + 1, call->word_count - 1,
				       print_refusal, NULL, &import, why);

	if (!err)
		print_result(import.added, import.changed, import.removed, import.skipped);
	return err;
}

enum err cmd_knowledge_import(struct command_call *call, struct fault *why)
{
	const char *name = call->words[0];
	enum catalog_source source;

	if (strcmp(name, "recog") == 0)
		return import_recog(call, why);
	if (strcmp(name, "nuclei") == 0)
		return import_templates(call, why);
	if (catalog_source_parse(str_from(name), &source))
		return import_feeds(call, source, why);
	return command_refuse(call, "cli.import", "unknown_source", name);
}
