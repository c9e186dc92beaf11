/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "codec/texts.h"
#include "library/template_files.h"

struct tally {
	size_t count, wrong, by_reason[NUCLEI_REASON_COUNT];
};

static const char *reason_text(const struct texts *texts, struct arena *arena, enum nuclei_reason reason)
{
	return texts_get(texts, arena, say_lang(),
			 arena_printf(arena, "template.reason.%s", nuclei_reason_name(reason)), NULL);
}

/* FILE:LINE:COLUMN first, so that an editor can jump there. */
static void lint(const struct texts *texts, const char *path, struct tally *tally)
{
	const struct nuclei_template *template;
	const struct nuclei_refusal *refusal;
	struct fault why;
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	tally->count++;
	if (template_file_load(&arena, path, &template, &bytes, &why)) {
		tally->wrong++;
		fprintf(stderr, "%s\n", why.text);
		return;
	}
	refusal = &template->refusal;
	tally->by_reason[refusal->reason]++;
	if (refusal->reason == NUCLEI_SAFE)
		printf("%s: ok\n", path);
	else
		printf("%s:%u:%u: refused: %s: %s (%s)\n", path, refusal->line, refusal->column,
		       nuclei_reason_name(refusal->reason), reason_text(texts, &arena, refusal->reason), refusal->what);
}

static void tell(const struct texts *texts, const struct tally *tally)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	printf("files %zu ok %zu refused %zu wrong %zu\n", tally->count, tally->by_reason[NUCLEI_SAFE],
	       tally->count - tally->by_reason[NUCLEI_SAFE] - tally->wrong, tally->wrong);
	for (enum nuclei_reason reason = NUCLEI_SAFE + 1; reason < NUCLEI_REASON_COUNT; reason++)
		if (tally->by_reason[reason])
			printf("%6zu %s: %s\n", tally->by_reason[reason], nuclei_reason_name(reason),
			       reason_text(texts, &arena, reason));
}

int cmd_template_lint(const struct program *program, int argc, char **argv)
{
	struct options options = {.command = "template lint", .others_min = 1, .others_max = OPTIONS_OTHERS_MAX};
	struct template_files files;
	struct tally tally = {0};
	struct texts *texts;
	ARENA_SCOPED arena;
	struct fault why;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	err = template_files_list(&arena, options.others, options.other_count, &files, &why);
	if (!err)
		err = texts_load(&texts, &why);
	if (err)
		return say_fault(options.command, err, &why);
	for (size_t i = 0; i < files.count; i++)
		lint(texts, files.items[i].path, &tally);
	tell(texts, &tally);
	texts_free(texts);
	return tally.wrong ? COMMAND_USAGE : COMMAND_DONE;
}
