/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/progress_bar.h"
#include "library/registry_import.h"

#define WRONG_SHOWN_MAX 20 /* rows that are named; the rest is counted */

struct import_watch {
	struct progress_bar bar;
	uint64_t shown;
};

static void on_wrong(void *context, const char *path, uint64_t line, const char *text)
{
	struct import_watch *screen = context;

	if (screen->shown++ >= WRONG_SHOWN_MAX)
		return;
	progress_bar_clear(&screen->bar);
	fprintf(stderr, "%s:%llu: %s\n", path, (unsigned long long)line, text);
}

static void on_progress(void *context, uint64_t done, uint64_t total)
{
	progress_bar_show(&((struct import_watch *)context)->bar, done, total);
}

enum err cmd_registry_import(struct command_call *call, struct fault *why)
{
	struct import_watch screen = {.shown = 0};
	const struct registry_import_watch watch = {on_wrong, on_progress, &screen};
	struct registry_import import = {0};
	enum registry_kind kind;
	enum err err;

	if (!registry_import_parse(str_from(call->words[0]), &kind))
		return command_refuse(call, "cli.registry", "unknown", call->words[0]);
	progress_bar_init(&screen.bar);
	err = registry_import(command_value(call, "data"), kind, call->words + 1, call->word_count - 1,
			      command_flag(call, "dry-run"), &watch, &import, why);
	progress_bar_clear(&screen.bar);
	if (err)
		return err;
	printf("taken %llu passed %llu wrong %llu\n", (unsigned long long)import.taken,
	       (unsigned long long)import.passed, (unsigned long long)import.wrong);
	command_end_output(call);
	if (import.wrong)
		call->status = COMMAND_FAILED;
	return ERR_OK;
}
