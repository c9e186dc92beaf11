/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "codec/texts.h"
#include "library/template_files.h"

struct template_counts {
	size_t count, wrong, by_reason[NUCLEI_REASON_COUNT];
};

static const char *reason_text(const struct texts *texts, struct arena *arena, enum nuclei_reason reason)
{
	return texts_get(texts, arena, lang_of_environment(),
			 arena_printf(arena, "template.reason.%s", nuclei_refusal_reason_name(reason)), NULL);
}

/* FILE:LINE:COLUMN first, so that an editor can jump there. */
static void lint(const struct texts *texts, const char *path, struct template_counts *counts)
{
	const struct nuclei_template *template;
	const struct nuclei_refusal *refusal;
	struct fault why;
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	counts->count++;
	if (template_files_load(&arena, path, &template, &bytes, &why)) {
		counts->wrong++;
		fprintf(stderr, "%s\n", why.text);
		return;
	}
	refusal = &template->refusal;
	counts->by_reason[refusal->reason]++;
	if (refusal->reason == NUCLEI_SAFE)
		printf("%s: ok\n", path);
	else
		printf("%s:%u:%u: refused: %s: %s (%s)\n", path, refusal->line, refusal->column,
		       nuclei_refusal_reason_name(refusal->reason), reason_text(texts, &arena, refusal->reason),
		       refusal->what);
}

static void print_counts(const struct texts *texts, const struct template_counts *counts)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	printf("files %zu ok %zu refused %zu wrong %zu\n", counts->count, counts->by_reason[NUCLEI_SAFE],
	       counts->count - counts->by_reason[NUCLEI_SAFE] - counts->wrong, counts->wrong);
	for (enum nuclei_reason reason = NUCLEI_SAFE + 1; reason < NUCLEI_REASON_COUNT; reason++)
		if (counts->by_reason[reason])
			printf("%6zu %s: %s\n", counts->by_reason[reason], nuclei_refusal_reason_name(reason),
			       reason_text(texts, &arena, reason));
}

enum err cmd_template_lint(struct command_call *call, struct fault *why)
{
	struct template_counts counts = {0};
	struct template_files files;
	const struct texts *texts;
	enum err err = template_files_list(call->arena, call->words, call->word_count, &files, why);

	if (!err)
		err = texts_load(&texts, why);
	if (err)
		return err;
	for (size_t i = 0; i < files.count; i++)
		lint(texts, files.items[i].path, &counts);
	print_counts(texts, &counts);
	if (counts.wrong)
		call->status = COMMAND_USAGE;
	return ERR_OK;
}
