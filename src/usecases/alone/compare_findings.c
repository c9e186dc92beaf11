/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/compare_findings.h"

#include "report/finding_words.h"
#include "usecases/alone/read_findings.h"

enum err compare_findings(struct arena *arena, const char *before, const char *after,
			  struct differences *ret_differences, struct fault *why)
{
	struct finding_list earlier = {0}, later = {0};
	enum err err = read_findings(arena, before, &earlier, why);

	if (!err)
		err = read_findings(arena, after, &later, why);
	if (!err)
		difference_find(arena, earlier.items, earlier.count, later.items, later.count, ret_differences);
	return err;
}

static struct value *view_of(struct arena *arena, const struct texts *texts, enum lang lang,
			     const struct difference *difference)
{
	const struct finding *finding = difference_finding(difference);
	struct value *map = value_map(arena);
	const char *key = arena_printf(arena, "cli.findings_diff.%s", difference_change_name(difference->change));

	value_set_text(arena, map, "change", texts_get(texts, arena, lang, key, NULL));
	value_set_text(arena, map, "priority", finding_priority_name(finding->priority));
	if (difference->before && difference->before->priority != finding->priority)
		value_set_text(arena, map, "before", finding_priority_name(difference->before->priority));
	value_set_text(arena, map, "title", finding_words_get(texts, arena, lang, finding, "title"));
	value_set_text(arena, map, "place", finding_words_place(texts, arena, lang, finding));
	return map;
}

enum err compare_findings_view(struct arena *arena, const struct differences *differences, enum lang lang,
			       struct value **ret_view, struct fault *why)
{
	struct value *view = value_map(arena), *list = value_list(arena);
	int64_t counts[CHANGE_GONE + 1] = {0};
	const struct texts *texts;
	enum err err = texts_load(&texts, why);

	if (err)
		return err;
	for (size_t i = 0; i < differences->count; i++) {
		counts[differences->items[i].change]++;
		value_add(arena, list, view_of(arena, texts, lang, &differences->items[i]));
	}
	for (enum change change = CHANGE_NEW; change <= CHANGE_GONE; change++)
		value_set_int(arena, view, difference_change_name(change), counts[change]);
	value_set(arena, view, "changes", list);
	*ret_view = view;
	return ERR_OK;
}
