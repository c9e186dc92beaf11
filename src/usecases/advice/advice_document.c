/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/advice/advice_document.h"

#include <stdlib.h>
#include <string.h>

#include "codec/utf8.h"
#include "report/finding_words.h"

#define FIRST 3 /* a company that is asked for more does none */

/* --- making --- */

static struct value *pair(struct arena *arena, const char *ja, const char *en)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "ja", ja);
	value_set_text(arena, map, "en", en);
	return map;
}

static struct value *words(struct arena *arena, struct lang_text text)
{
	return pair(arena, text.ja ? text.ja : "", text.en ? text.en : "");
}

static const char *option_words(struct arena *arena, const struct question *question, const struct value *answers,
				enum lang lang)
{
	const struct value *answer = value_get(answers, question->id);
	bool is_list = answer && answer->kind == VALUE_LIST;
	size_t count = is_list ? value_count(answer) : answer != NULL;
	const char *said = "";

	for (size_t i = 0; i < count; i++) {
		const struct value *item = is_list ? value_at(answer, i) : answer;
		for (size_t k = 0; item->kind == VALUE_TEXT && k < question->option_count; k++)
			if (str_is(item->text, question->options[k].id))
				said = arena_printf(arena, "%s%s%s", said, *said ? (lang == LANG_JA ? "、" : ", ") : "",
						    lang_pick(question->options[k].label, lang));
	}
	return *said ? said : lang == LANG_JA ? "—" : "-";
}

static struct value *answer_line(struct arena *arena, const struct question *question, const struct value *answers)
{
	return pair(arena,
		    arena_printf(arena, "%s %s", question->label.ja, option_words(arena, question, answers, LANG_JA)),
		    arena_printf(arena, "%s %s", question->label.en, option_words(arena, question, answers, LANG_EN)));
}

static const char *finding_line(struct arena *arena, const struct texts *texts, enum lang lang,
				const struct finding *finding)
{
	return arena_printf(arena, "%s %s", finding_words_get(texts, arena, lang, finding, "title"),
			    finding_words_place(texts, arena, lang, finding));
}

static struct value *why_value(struct arena *arena, const struct texts *texts, const struct edition *edition,
			       const struct value *answers, const struct advice_entry *entry)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < entry->deed_count; i++)
		for (size_t k = 0; k < entry->deeds[i]->count; k++) {
			const struct finding *finding = entry->deeds[i]->findings[k];
			value_add(arena, list,
				  pair(arena, finding_line(arena, texts, LANG_JA, finding),
				       finding_line(arena, texts, LANG_EN, finding)));
		}
	for (size_t i = 0; i < entry->reason_count; i++)
		value_add(arena, list,
			  answer_line(arena, &edition->questionnaire.questions[entry->reasons[i].question], answers));
	return list;
}

static struct value *help_value(struct arena *arena, const struct advice_measure *measure)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < measure->help_count; i++) {
		struct value *map = words(arena, measure->help[i]->name);
		value_set_text(arena, map, "url", measure->help[i]->url);
		value_add(arena, list, map);
	}
	return list;
}

static void set_measure(struct arena *arena, struct value *map, const struct advice_entry *entry)
{
	const struct advice_measure *measure = entry->measure;
	struct value *who = value_list(arena);

	for (int i = 0; i < ADVICE_PERSONS; i++)
		if (measure->who[i])
			value_add(arena, who, value_text(arena, edition_advice_person_name((enum advice_person)i)));
	value_set_text(arena, map, "id", measure->id);
	value_set(arena, map, "title", words(arena, measure->title));
	value_set(arena, map, "first", words(arena, measure->first));
	value_set(arena, map, "do", words(arena, measure->how));
	value_set(arena, map, "confirm", words(arena, measure->confirm));
	value_set(arena, map, "ask", entry->asks ? words(arena, measure->ask) : pair(arena, "", ""));
	value_set_text(arena, map, "effort", edition_advice_effort_name(measure->effort));
	value_set_text(arena, map, "cost", edition_advice_cost_name(measure->cost));
	value_set(arena, map, "who", who);
	value_set(arena, map, "help", help_value(arena, measure));
}

/* What the catalogue does not know is said in the words of its finding. */
static void set_deed(struct arena *arena, const struct texts *texts, struct value *map, const struct measure *deed)
{
	static const char *const parts[][2] = {{"first", "do_self"}, {"do", "do_vendor"}, {"confirm", "confirm"}};
	const struct finding *finding = deed->findings[0];

	value_set_text(arena, map, "id", arena_printf(arena, "deed:%s", finding->check));
	value_set(arena, map, "title",
		  pair(arena, finding_words_deed(texts, arena, LANG_JA, deed),
		       finding_words_deed(texts, arena, LANG_EN, deed)));
	for (size_t i = 0; i < COUNT(parts); i++)
		value_set(arena, map, parts[i][0],
			  pair(arena, finding_words_get(texts, arena, LANG_JA, finding, parts[i][1]),
			       finding_words_get(texts, arena, LANG_EN, finding, parts[i][1])));
	value_set(arena, map, "ask", pair(arena, "", ""));
	value_set_text(arena, map, "effort", "");
	value_set_text(arena, map, "cost", "");
	value_set(arena, map, "who", value_list(arena));
	value_set(arena, map, "help", value_list(arena));
}

struct value *advice_document_make(struct arena *arena, const struct office *office, const struct edition *edition,
				   const struct value *answers, const struct advice_plan *plan)
{
	struct value *document = value_map(arena), *entries = value_list(arena);

	for (size_t i = 0; i < plan->count; i++) {
		const struct advice_entry *entry = &plan->entries[i];
		struct value *map = value_map(arena);
		if (entry->measure)
			set_measure(arena, map, entry);
		else
			set_deed(arena, office->texts, map, entry->deeds[0]);
		value_set_text(arena, map, "stage", edition_advice_stage_name(entry->stage));
		value_set_text(arena, map, "own", "");
		value_set_text(arena, map, "priority", entry->priority ? finding_priority_name(entry->priority) : "");
		value_set(arena, map, "why", why_value(arena, office->texts, edition, answers, entry));
		value_add(arena, entries, map);
	}
	value_set(arena, document, "entries", entries);
	return document;
}

void advice_document_set_judgement(struct arena *arena, struct value *document, int64_t diagnosis_id, int64_t judgement)
{
	value_set_int(arena, document, "diagnosis", diagnosis_id);
	value_set_int(arena, document, "judgement", judgement);
}

/* --- choosing --- */

struct ordered {
	struct value *entry;
	int stage;
	int64_t place;
	size_t before;
};

/* ADVICE_STAGES for a dropped one, -1 for what is none. */
static int stage_of(struct str name)
{
	for (int i = 0; i < ADVICE_STAGES; i++)
		if (str_is(name, edition_advice_stage_name((enum advice_stage)i)))
			return i;
	return str_is(name, ADVICE_DROPPED) ? ADVICE_STAGES : -1;
}

static const char *problem_of(const struct advice_choice *choice)
{
	struct str own = str_trim(choice->own);

	if (stage_of(choice->stage) < 0)
		return "stage";
	if (stage_of(choice->stage) == ADVICE_STAGES && !own.n)
		return "reason";
	return utf8_count(own) > ADVICE_OWN_CHARS ? "own" : "";
}

static int compare_ordered(const void *left, const void *right)
{
	const struct ordered *a = left, *b = right;

	if (a->stage != b->stage)
		return a->stage - b->stage;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return (a->before > b->before) - (a->before < b->before);
}

static struct value *with_choice(struct arena *arena, const struct value *entry, const struct advice_choice *choice)
{
	struct value *map = value_map(arena);

	for (size_t i = 0; i < value_count(entry); i++)
		value_set_shared(arena, map, str_dup(arena, entry->keys[i]), entry->items[i]);
	value_set(arena, map, "stage", value_str(arena, choice->stage));
	value_set(arena, map, "own", value_str(arena, str_trim(choice->own)));
	return map;
}

struct value *advice_document_choose(struct arena *arena, const struct value *document,
				     const struct advice_choice *choices, const char **ret_problem, size_t *ret_entry)
{
	const struct value *entries = value_get(document, "entries");
	size_t count = value_count(entries);
	struct ordered *ordered = arena_array(arena, count, sizeof(*ordered));
	struct value *chosen = value_map(arena), *list = value_list(arena);

	*ret_problem = "";
	for (size_t i = count; i-- > 0;) {
		const char *problem = problem_of(&choices[i]);
		if (*problem) {
			*ret_problem = problem;
			*ret_entry = i;
		}
		ordered[i] = (struct ordered){with_choice(arena, value_at(entries, i), &choices[i]),
					      stage_of(choices[i].stage), choices[i].place, i};
	}
	if (count)
		qsort(ordered, count, sizeof(*ordered), compare_ordered);
	for (size_t i = 0; i < count; i++)
		value_add(arena, list, ordered[i].entry);
	for (size_t i = 0; i < value_count(document); i++)
		value_set_shared(arena, chosen, str_dup(arena, document->keys[i]), document->items[i]);
	value_set(arena, chosen, "entries", list);
	return chosen;
}

/* --- showing --- */

static const struct value_key help_keys[] = {{"name", VALUE_TEXT, NULL}, {"url", VALUE_TEXT, NULL}, {0}};
static const struct value_key who_keys[] = {{"person", VALUE_TEXT, NULL}, {0}};
static const struct value_key line_keys[] = {{"line", VALUE_TEXT, NULL}, {0}};
static const struct value_key choice_keys[] = {{"stage_name", VALUE_TEXT, NULL}, {"is_chosen", VALUE_BOOL, NULL}, {0}};

static const struct value_key entry_keys[] = {
	{"index", VALUE_INT, NULL},        /* in the document, from 0 */
	{"place", VALUE_INT, NULL},        /* among those that are not dropped, from 1 */
	{"place_typed", VALUE_TEXT, NULL}, /* the same, or what was typed instead */
	{"title", VALUE_TEXT, NULL},
	{"first", VALUE_TEXT, NULL},
	{"do", VALUE_TEXT, NULL},
	{"confirm", VALUE_TEXT, NULL},
	{"ask", VALUE_TEXT, NULL}, /* empty where all is known */
	{"effort", VALUE_TEXT, NULL},
	{"cost", VALUE_TEXT, NULL},     /* effort and cost are empty for what the catalogue does not know */
	{"priority", VALUE_TEXT, NULL}, /* of its most urgent finding, or empty */
	{"own", VALUE_TEXT, NULL},
	{"who", VALUE_LIST, who_keys},
	{"why", VALUE_LIST, line_keys},
	{"has_help", VALUE_BOOL, NULL},
	{"help", VALUE_LIST, help_keys},
	{"stages_to_choose", VALUE_LIST, choice_keys},
	{0},
};

static const struct value_key stage_keys[] = {
	{"stage", VALUE_TEXT, NULL},
	{"entries", VALUE_LIST, entry_keys},
	{0},
};

const struct value_key advice_document_keys[] = {
	{"stages", VALUE_LIST, stage_keys}, /* those that have entries */
	{"has_dropped", VALUE_BOOL, NULL},
	{"dropped", VALUE_LIST, entry_keys},
	{"first_entries", VALUE_LIST, entry_keys}, /* up to three */
	{0},
};

static const char *picked(const struct value *entry, const char *key, enum lang lang)
{
	return value_get_text(value_get(entry, key), lang_code(lang));
}

static struct value *lines(struct arena *arena, const struct value *list, enum lang lang)
{
	struct value *shown = value_list(arena);

	for (size_t i = 0; i < value_count(list); i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "line", value_get_text(value_at(list, i), lang_code(lang)));
		value_add(arena, shown, map);
	}
	return shown;
}

static void set_lists(struct arena *arena, struct value *map, const struct value *entry, enum lang lang)
{
	const struct value *persons = value_get(entry, "who"), *help = value_get(entry, "help");
	struct value *who = value_list(arena), *offers = value_list(arena);

	for (size_t i = 0; i < value_count(persons); i++) {
		struct value *person = value_map(arena);
		value_set_shared(arena, person, "person", value_at(persons, i));
		value_add(arena, who, person);
	}
	for (size_t i = 0; i < value_count(help); i++) {
		struct value *offer = value_map(arena);
		value_set_text(arena, offer, "name", value_get_text(value_at(help, i), lang_code(lang)));
		value_set_text(arena, offer, "url", value_get_text(value_at(help, i), "url"));
		value_add(arena, offers, offer);
	}
	value_set(arena, map, "who", who);
	value_set_bool(arena, map, "has_help", value_count(offers) > 0);
	value_set(arena, map, "help", offers);
	value_set(arena, map, "why", lines(arena, value_get(entry, "why"), lang));
}

static struct value *choices_value(struct arena *arena, const char *stage)
{
	struct value *list = value_list(arena);

	for (int i = 0; i <= ADVICE_STAGES; i++) {
		const char *name = i < ADVICE_STAGES ? edition_advice_stage_name((enum advice_stage)i) : ADVICE_DROPPED;
		struct value *map = value_map(arena);
		value_set_text(arena, map, "stage_name", name);
		value_set_bool(arena, map, "is_chosen", strcmp(stage, name) == 0);
		value_add(arena, list, map);
	}
	return list;
}

static struct value *entry_value(struct arena *arena, const struct value *entry, size_t index, size_t place,
				 enum lang lang)
{
	static const char *const pairs[] = {"title", "first", "do", "confirm", "ask"};
	static const char *const texts[] = {"effort", "cost", "priority", "own"};
	struct value *map = value_map(arena);

	value_set_int(arena, map, "index", (int64_t)index);
	value_set_int(arena, map, "place", (int64_t)place);
	value_set_text(arena, map, "place_typed", arena_printf(arena, "%zu", place));
	for (size_t i = 0; i < COUNT(pairs); i++)
		value_set_text(arena, map, pairs[i], picked(entry, pairs[i], lang));
	for (size_t i = 0; i < COUNT(texts); i++)
		value_set_text(arena, map, texts[i], value_get_text(entry, texts[i]));
	set_lists(arena, map, entry, lang);
	value_set(arena, map, "stages_to_choose", choices_value(arena, value_get_text(entry, "stage")));
	return map;
}

void advice_document_show(struct arena *arena, const struct value *document, enum lang lang, struct value *view)
{
	const struct value *entries = value_get(document, "entries");
	struct value *stages = value_list(arena), *first = value_list(arena), *lists[ADVICE_STAGES + 1];
	size_t place = 0;

	for (int i = 0; i <= ADVICE_STAGES; i++)
		lists[i] = value_list(arena);
	for (size_t i = 0; i < value_count(entries); i++) {
		const struct value *entry = value_at(entries, i);
		int stage = stage_of(str_from(value_get_text(entry, "stage")));
		bool is_dropped = stage < 0 || stage == ADVICE_STAGES;
		struct value *shown = entry_value(arena, entry, i, is_dropped ? 0 : ++place, lang);
		value_add(arena, lists[is_dropped ? ADVICE_STAGES : stage], shown);
		if (!is_dropped && place <= FIRST)
			value_add(arena, first, shown);
	}
	for (int i = 0; i < ADVICE_STAGES; i++) {
		struct value *map = value_map(arena);
		if (!value_count(lists[i]))
			continue;
		value_set_text(arena, map, "stage", edition_advice_stage_name((enum advice_stage)i));
		value_set(arena, map, "entries", lists[i]);
		value_add(arena, stages, map);
	}
	value_set(arena, view, "stages", stages);
	value_set_bool(arena, view, "has_dropped", value_count(lists[ADVICE_STAGES]) > 0);
	value_set(arena, view, "dropped", lists[ADVICE_STAGES]);
	value_set(arena, view, "first_entries", first);
}
