/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/knowledge/skip_list.h"

#include <stdio.h>
#include <string.h>

void skip_list_init(struct skip_list *list)
{
	*list = (struct skip_list){0};
	arena_init(&list->arena);
}

/* Foreign bytes: what could move a terminal's cursor, or is not ASCII, becomes a question mark. */
static char *plain(struct arena *arena, struct str text)
{
	char *copy = str_dup(arena, text);

	for (size_t i = 0; i < text.n; i++)
		if (copy[i] < ' ' || copy[i] > '~')
			copy[i] = '?';
	return copy;
}

void skip_list_add_many(struct skip_list *list, const char *reason, size_t count)
{
	size_t at = 0;

	while (at < list->reason_count && strcmp(list->reasons[at].text, reason) != 0)
		at++;
	if (at == list->reason_count && at < SKIP_REASONS)
		list->reasons[list->reason_count++].text = arena_strdup(&list->arena, reason);
	list->reasons[at].count += count;
}

void skip_list_add(struct skip_list *list, const char *path, const struct feed_skip *skip)
{
	ARENA_SCOPED arena;
	const char *id, *reason;

	arena_init(&arena);
	id = plain(&arena, skip->id);
	reason = plain(&arena, str_from(skip->reason));
	if (list->told == SKIPS_IN_FULL) {
		skip_list_add_many(list, reason, 1);
		return;
	}
	list->told++;
	fprintf(stderr, "%s:%llu: record %llu%s%s%s: %s\n", path, (unsigned long long)skip->line,
		(unsigned long long)skip->record, *id ? " (" : "", id, *id ? ")" : "", reason);
}

void skip_list_finish(struct skip_list *list)
{
	list->reasons[SKIP_REASONS].text = "other reasons";
	for (size_t i = 0; i <= SKIP_REASONS; i++)
		if (list->reasons[i].count)
			fprintf(stderr, "%zu x %s\n", list->reasons[i].count, list->reasons[i].text);
	arena_release(&list->arena);
}
