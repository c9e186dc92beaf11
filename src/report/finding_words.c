/* SPDX-License-Identifier: Apache-2.0 */
#include "report/finding_words.h"

#include <string.h>

#include "calendar/day.h"
#include "report/foreign_text.h"

#define DETAIL_MAX   200
#define PLACES_SHOWN 8

struct words {
	const struct texts *texts;
	struct arena *arena;
	enum lang lang;
};

static const char *foreign(const struct words *w, struct str text)
{
	return foreign_text_show(w->arena, text, DETAIL_MAX);
}

static const char *joined(const struct words *w, const struct value *list)
{
	const char *separator = texts_get(w->texts, w->arena, w->lang, "report.separator", NULL);
	const char *all = "";

	for (size_t i = 0; i < value_count(list); i++)
		if (value_at(list, i)->kind == VALUE_TEXT)
			all = arena_printf(w->arena, "%s%s%s", all, *all ? separator : "",
					   foreign(w, value_at(list, i)->text));
	return all;
}

/* A detail as a person reads it: foreign text made safe, a list joined, "not_after_ms" as the date "not_after". */
static void add_detail(const struct words *w, struct value *into, struct str key, const struct value *detail)
{
	struct value *shown = NULL;

	if (detail->kind == VALUE_TEXT)
		shown = value_text(w->arena, foreign(w, detail->text));
	else if (detail->kind == VALUE_LIST)
		shown = value_text(w->arena, joined(w, detail));
	else if (detail->kind == VALUE_INT)
		shown = value_int(w->arena, detail->integer);
	if (detail->kind == VALUE_INT && str_ends(key, "_ms")) {
		key = str_head(key, key.n - 3);
		shown = value_text(w->arena, day_format_date(w->arena, w->lang, day_of_ms(detail->integer)));
	}
	if (shown)
		value_set_str(w->arena, into, key, shown);
}

/* By when, in words: the one source of urgency for all that is said of a finding. */
static const char *soon(const struct words *w, const struct finding *finding)
{
	enum priority priority = finding->priority ? finding->priority : PRIORITY_P1; /* of an example */

	return texts_get(w->texts, w->arena, w->lang,
			 arena_printf(w->arena, "report.soon.%s", finding_priority_name(priority)), NULL);
}

static struct value *context_of(const struct words *w, const struct finding *finding)
{
	struct value *context = value_map(w->arena);
	const struct value *details = finding->details;

	if (finding->remedy && strchr(finding->remedy, ':'))
		value_set_text(w->arena, context, "product", foreign(w, str_from(strchr(finding->remedy, ':') + 1)));
	for (size_t i = 0; i < value_count(details); i++)
		add_detail(w, context, details->keys[i], details->items[i]);
	value_set_text(w->arena, context, "target", foreign(w, str_from(finding->target)));
	value_set_text(w->arena, context, "address", foreign(w, str_from(finding->address)));
	value_set_int(w->arena, context, "port", finding->port);
	value_set_text(w->arena, context, "soon", soon(w, finding));
	value_set_text(
		w->arena, context, "place",
		texts_get(w->texts, w->arena, w->lang, finding->port ? "report.place" : "report.place_whole", context));
	return context;
}

/* "remedy.KIND.OBJECT.PART", the object cut at its last '_' until there are words, or "remedy.KIND.PART"; NULL when
 * there are none. */
static const char *remedy_key(const struct texts *texts, struct arena *arena, enum lang lang, const char *remedy,
			      const char *part)
{
	struct str all = str_from(remedy);
	size_t colon = str_index(all, ':');
	struct str kind = str_head(all, colon), object = str_skip(all, colon + 1);
	const char *key;

	while (object.n) {
		key = arena_printf(arena, "remedy.%.*s.%.*s.%s", (int)kind.n, kind.p, (int)object.n, object.p, part);
		if (texts_find(texts, lang, str_from(key)))
			return key;
		do
			object.n--;
		while (object.n && object.p[object.n] != '_');
	}
	key = arena_printf(arena, "remedy.%.*s.%s", (int)kind.n, kind.p, part);
	return texts_find(texts, lang, str_from(key)) ? key : NULL;
}

/* The key of the most specific words for the finding. */
static const char *key_of(const struct texts *texts, struct arena *arena, enum lang lang, const struct finding *finding,
			  const char *part)
{
	const char *of_check = arena_printf(arena, "finding.%s.%s", finding->check, part);
	const char *of_variant = arena_printf(arena, "finding.%s.%s.%s", finding->check, finding->variant, part);
	const char *of_remedy;

	if (texts_find(texts, lang, str_from(of_variant)))
		return of_variant;
	if (texts_find(texts, lang, str_from(of_check)) || !finding->remedy)
		return of_check;
	of_remedy = remedy_key(texts, arena, lang, finding->remedy, part);
	return of_remedy ? of_remedy : of_check;
}

const char *finding_words_get(const struct texts *texts, struct arena *arena, enum lang lang,
			      const struct finding *finding, const char *part)
{
	const struct words w = {texts, arena, lang};

	return texts_get(texts, arena, lang, key_of(texts, arena, lang, finding, part), context_of(&w, finding));
}

bool finding_words_has(const struct texts *texts, struct arena *arena, enum lang lang, const struct finding *finding,
		       const char *part)
{
	return texts_find(texts, lang, str_from(key_of(texts, arena, lang, finding, part)));
}

const char *finding_words_name(const struct texts *texts, struct arena *arena, enum lang lang, const char *check)
{
	const struct finding about = {.check = check, .variant = "", .target = "", .address = ""};
	bool is_named = finding_words_has(texts, arena, lang, &about, "name");

	return finding_words_get(texts, arena, lang, &about, is_named ? "name" : "title");
}

const char *finding_words_place(const struct texts *texts, struct arena *arena, enum lang lang,
				const struct finding *finding)
{
	const struct words w = {texts, arena, lang};

	return value_get_text(context_of(&w, finding), "place");
}

const char *finding_words_places(const struct texts *texts, struct arena *arena, enum lang lang,
				 const struct measure *measure)
{
	const char *separator = texts_get(texts, arena, lang, "report.separator", NULL);
	const char **places = arena_array(arena, measure->count, sizeof(*places));
	struct value *context = value_map(arena);
	const char *shown = "";
	size_t count = 0;

	for (size_t i = 0; i < measure->count; i++) {
		const char *place = finding_words_place(texts, arena, lang, measure->findings[i]);
		size_t k = 0;
		while (k < count && strcmp(places[k], place) != 0)
			k++;
		if (k < count)
			continue;
		places[count++] = place;
		if (count <= PLACES_SHOWN)
			shown = arena_printf(arena, "%s%s%s", shown, *shown ? separator : "", place);
	}
	if (count <= PLACES_SHOWN)
		return shown;
	value_set_text(arena, context, "places", shown);
	value_set_int(arena, context, "count", (int64_t)(count - PLACES_SHOWN));
	return texts_get(texts, arena, lang, "report.places_more", context);
}

/* The context of one finding, without the places of the whole measure and the version that fixes all of them. */
static struct value *deed_context(const struct words *w, const struct measure *measure, size_t index)
{
	struct value *context = context_of(w, measure->findings[index]);

	value_set_text(w->arena, context, "place", finding_words_places(w->texts, w->arena, w->lang, measure));
	if (measure->fixed_in.n)
		value_set_text(w->arena, context, "fixed_in", foreign(w, measure->fixed_in));
	return context;
}

/* What one finding says of a part, where the measure names all places. */
static const char *said_of(const struct words *w, const struct measure *measure, size_t index, const char *part)
{
	const struct finding *finding = measure->findings[index];
	const char *key = key_of(w->texts, w->arena, w->lang, finding, part);

	return texts_get(w->texts, w->arena, w->lang, key, deed_context(w, measure, index));
}

const char *finding_words_shared(const struct texts *texts, struct arena *arena, enum lang lang,
				 const struct measure *measure, const char *part)
{
	const struct words w = {texts, arena, lang};
	const char *first = said_of(&w, measure, 0, part);

	for (size_t i = 1; i < measure->count; i++)
		if (strcmp(said_of(&w, measure, i, part), first) != 0)
			return NULL;
	return first;
}

/* What is to be done about one finding: its check's own words for the deed, else its remedy's title, else what is
 * wrong. */
static const char *deed_of(const struct words *w, const struct measure *measure, size_t index)
{
	const struct finding *finding = measure->findings[index];
	const struct value *context = deed_context(w, measure, index);
	const char *key = key_of(w->texts, w->arena, w->lang, finding, "deed");

	if (!texts_find(w->texts, w->lang, str_from(key)))
		key = remedy_key(w->texts, w->arena, w->lang, measure->remedy, "title");
	if (!key)
		key = key_of(w->texts, w->arena, w->lang, finding, "title");
	return texts_get(w->texts, w->arena, w->lang, key, context);
}

/* The deed where it is not sure that it is needed. */
static const char *find_out(const struct words *w, const struct measure *measure, size_t index, const char *deed)
{
	struct value *context = deed_context(w, measure, index);
	const char *key = remedy_key(w->texts, w->arena, w->lang, measure->remedy, "find_out");

	value_set_text(w->arena, context, "deed", deed);
	return texts_get(w->texts, w->arena, w->lang, key ? key : "report.deed_possible", context);
}

/* The most urgent finding of a measure, the first of several. */
static size_t most_urgent(const struct measure *measure)
{
	size_t found = 0;

	for (size_t i = 1; i < measure->count; i++)
		if (measure->findings[i]->priority < measure->findings[found]->priority)
			found = i;
	return found;
}

const char *finding_words_deed(const struct texts *texts, struct arena *arena, enum lang lang,
			       const struct measure *measure)
{
	const struct words w = {texts, arena, lang};
	size_t first = most_urgent(measure), others = 0;
	const char *deed = deed_of(&w, measure, first);
	struct value *context = value_map(arena);

	for (size_t i = 0; i < measure->count; i++)
		others += strcmp(deed_of(&w, measure, i), deed) != 0;
	if (measure->is_possible)
		deed = find_out(&w, measure, first, deed);
	if (!others)
		return deed;
	value_set_text(arena, context, "deed", deed);
	value_set_int(arena, context, "count", (int64_t)others);
	return texts_get(texts, arena, lang, "report.deed_more", context);
}
