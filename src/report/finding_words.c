/* SPDX-License-Identifier: Apache-2.0 */
#include "report/finding_words.h"

#include "calendar/day.h"
#include "report/foreign_text.h"

#define DETAIL_MAX 200

/* A detail as a person reads it: foreign text made safe, "not_after_ms" as the date "not_after". */
static void add_detail(struct arena *arena, enum lang lang, struct value *into, struct str key,
		       const struct value *detail)
{
	if (detail->kind == VALUE_TEXT) {
		value_set_str(arena, into, key, value_text(arena, foreign_text_show(arena, detail->text, DETAIL_MAX)));
	} else if (detail->kind == VALUE_INT && str_ends(key, "_ms")) {
		const char *date = day_format_date(arena, lang, day_of_ms(detail->integer));
		value_set_str(arena, into, str_head(key, key.n - 3), value_text(arena, date));
	} else if (detail->kind == VALUE_INT) {
		value_set_str(arena, into, key, value_int(arena, detail->integer));
	}
}

static struct value *context_of(const struct texts *texts, struct arena *arena, enum lang lang,
				const struct finding *finding)
{
	struct value *context = value_map(arena);
	const struct value *details = finding->details;

	for (size_t i = 0; i < value_count(details); i++)
		add_detail(arena, lang, context, details->keys[i], details->items[i]);
	value_set_text(arena, context, "target", foreign_text_show(arena, str_from(finding->target), DETAIL_MAX));
	value_set_text(arena, context, "address", foreign_text_show(arena, str_from(finding->address), DETAIL_MAX));
	value_set_int(arena, context, "port", finding->port);
	value_set_text(arena, context, "place",
		       texts_get(texts, arena, lang, finding->port ? "report.place" : "report.place_whole", context));
	return context;
}

const char *finding_words_get(const struct texts *texts, struct arena *arena, enum lang lang,
			      const struct finding *finding, const char *part)
{
	const char *key = arena_printf(arena, "finding.%s.%s.%s", finding->check, finding->variant, part);

	if (!*finding->variant || !texts_find(texts, lang, str_from(key)))
		key = arena_printf(arena, "finding.%s.%s", finding->check, part);
	return texts_get(texts, arena, lang, key, context_of(texts, arena, lang, finding));
}

const char *finding_words_place(const struct texts *texts, struct arena *arena, enum lang lang,
				const struct finding *finding)
{
	return value_get_text(context_of(texts, arena, lang, finding), "place");
}
