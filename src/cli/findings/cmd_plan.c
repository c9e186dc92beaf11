/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/edition_option.h"
#include "cli/say.h"
#include "codec/json.h"
#include "disk/read_file.h"
#include "measures/contradiction.h"
#include "usecases/alone/read_findings.h"

#define ANSWERS_BYTES_MAX ((size_t)256 * 1024)
#define OUTPUT_MAX        ((size_t)64 * 1024 * 1024)

struct planning {
	struct arena *arena;
	const struct edition *edition;
	const struct value *answers; /* NULL when none were given */
	struct finding_list findings;
};

static struct value *words_value(struct arena *arena, struct lang_text text)
{
	struct value *words = value_map(arena);

	value_set_text(arena, words, "ja", text.ja);
	value_set_text(arena, words, "en", text.en);
	return words;
}

static struct value *texts_value(struct arena *arena, const char *const *texts, size_t count)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < count; i++)
		value_add(arena, list, value_text(arena, texts[i]));
	return list;
}

/* --- why --- */

static struct value *answer_value(const struct planning *p, size_t place, const char *level)
{
	const struct question *question = &p->edition->questionnaire.questions[place];
	const struct value *answer = value_get(p->answers, question->id);
	struct value *map = value_map(p->arena);

	value_set_text(p->arena, map, "question", question->id);
	if (answer)
		value_set_shared(p->arena, map, "answer", answer);
	else
		value_set(p->arena, map, "answer", value_null(p->arena));
	if (level)
		value_set_text(p->arena, map, "level", level);
	return map;
}

static struct value *seen_value(struct arena *arena, const struct finding *finding)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "check", finding->check);
	value_set_text(arena, map, "variant", finding->variant);
	value_set_text(arena, map, "priority", finding_priority_name(finding->priority));
	value_set_text(arena, map, "target", finding->target);
	value_set_text(arena, map, "address", finding->address);
	value_set_int(arena, map, "port", finding->port);
	value_set_text(arena, map, "evidence", finding->evidence);
	value_set_text(arena, map, "remedy", finding->remedy);
	return map;
}

static struct value *why_value(const struct planning *p, const struct advice_entry *entry)
{
	struct value *map = value_map(p->arena), *answers = value_list(p->arena), *findings = value_list(p->arena);

	for (size_t i = 0; i < entry->reason_count; i++)
		value_add(
			p->arena, answers,
			answer_value(p, entry->reasons[i].question, answer_score_level_name(entry->reasons[i].level)));
	for (size_t i = 0; i < entry->deed_count; i++)
		for (size_t k = 0; k < entry->deeds[i]->count; k++)
			value_add(p->arena, findings, seen_value(p->arena, entry->deeds[i]->findings[k]));
	value_set(p->arena, map, "answers", answers);
	value_set(p->arena, map, "findings", findings);
	if (entry->measure)
		value_set(p->arena, map, "basis",
			  words_value(p->arena, p->edition->advice.ways[entry->measure->way].basis));
	return map;
}

/* --- a measure --- */

static struct value *who_value(struct arena *arena, const struct advice_measure *measure)
{
	struct value *list = value_list(arena);

	for (int i = 0; i < ADVICE_PERSONS; i++)
		if (measure->who[i])
			value_add(arena, list, value_text(arena, edition_advice_person_name((enum advice_person)i)));
	return list;
}

static struct value *help_value(struct arena *arena, const struct advice_measure *measure)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < measure->help_count; i++) {
		struct value *map = value_map(arena);
		value_set(arena, map, "name", words_value(arena, measure->help[i]->name));
		value_set_text(arena, map, "url", measure->help[i]->url);
		value_add(arena, list, map);
	}
	return list;
}

static void set_measure(const struct planning *p, struct value *map, const struct advice_entry *entry)
{
	const struct advice_measure *measure = entry->measure;
	struct arena *arena = p->arena;

	value_set_int(arena, map, "topic", measure->topic);
	value_set_text(arena, map, "way", p->edition->advice.ways[measure->way].id);
	value_set_text(arena, map, "effort", edition_advice_effort_name(measure->effort));
	value_set_text(arena, map, "cost", edition_advice_cost_name(measure->cost));
	value_set(arena, map, "who", who_value(arena, measure));
	value_set(arena, map, "cis", texts_value(arena, measure->cis, measure->cis_count));
	value_set(arena, map, "csf", texts_value(arena, measure->csf, measure->csf_count));
	value_set(arena, map, "title", words_value(arena, measure->title));
	value_set(arena, map, "first", words_value(arena, measure->first));
	value_set(arena, map, "do", words_value(arena, measure->how));
	value_set(arena, map, "confirm", words_value(arena, measure->confirm));
	if (entry->asks)
		value_set(arena, map, "ask", words_value(arena, measure->ask));
	value_set(arena, map, "help", help_value(arena, measure));
}

static struct value *entry_value(const struct planning *p, const struct advice_entry *entry, size_t place)
{
	struct arena *arena = p->arena;
	struct value *map = value_map(arena), *covers = value_list(arena);

	for (size_t i = 0; i < entry->covered_count; i++)
		value_add(arena, covers, value_text(arena, entry->covered[i]->id));
	value_set_int(arena, map, "place", (int64_t)place);
	value_set_text(arena, map, "id",
		       entry->measure ? entry->measure->id
				      : arena_printf(arena, "deed:%s", entry->deeds[0]->findings[0]->check));
	value_set_text(arena, map, "stage", edition_advice_stage_name(entry->stage));
	if (entry->priority)
		value_set_text(arena, map, "priority", finding_priority_name(entry->priority));
	else
		value_set(arena, map, "priority", value_null(arena));
	if (entry->measure)
		set_measure(p, map, entry);
	value_set(arena, map, "covers", covers);
	value_set(arena, map, "why", why_value(p, entry));
	return map;
}

/* --- the whole --- */

static struct value *questions_value(const struct planning *p, const struct advice_plan *plan)
{
	struct value *list = value_list(p->arena);

	for (size_t i = 0; i < plan->question_count; i++) {
		struct value *map = value_map(p->arena);
		value_set_text(p->arena, map, "question", plan->questions[i]->question);
		value_set(p->arena, map, "ask", words_value(p->arena, plan->questions[i]->ask));
		value_add(p->arena, list, map);
	}
	return list;
}

static struct value *contradictions_value(const struct planning *p)
{
	struct value *list = value_list(p->arena);
	struct contradiction *items;
	size_t count;

	contradiction_find(p->arena, p->edition, p->answers, p->findings.items, p->findings.count, &items, &count);
	for (size_t i = 0; i < count; i++) {
		struct value *map = value_map(p->arena), *said = value_list(p->arena), *seen = value_list(p->arena);
		for (size_t k = 0; k < items[i].question_count; k++)
			value_add(p->arena, said, answer_value(p, items[i].questions[k], NULL));
		for (size_t k = 0; k < items[i].finding_count; k++)
			value_add(p->arena, seen, seen_value(p->arena, items[i].findings[k]));
		value_set_text(p->arena, map, "id", items[i].rule->id);
		value_set(p->arena, map, "said", said);
		value_set(p->arena, map, "seen", seen);
		value_set(p->arena, map, "ask", words_value(p->arena, items[i].rule->ask));
		value_add(p->arena, list, map);
	}
	return list;
}

static struct value *plan_value(struct planning *p)
{
	struct arena *arena = p->arena;
	struct value *whole = value_map(arena), *rules = value_map(arena), *list = value_list(arena);
	struct measures measures;
	struct advice_plan plan;

	finding_list_sort(&p->findings);
	measure_plan(arena, p->findings.items, p->findings.count, &measures);
	advice_plan_make(arena, p->edition, p->answers, &measures, &plan);
	for (size_t i = 0; i < plan.count; i++)
		value_add(arena, list, entry_value(p, &plan.entries[i], i + 1));
	value_set_text(arena, rules, "edition", p->edition->id);
	value_set_text(arena, rules, "edition_hash", p->edition->hash);
	value_set_int(arena, rules, "version", ADVICE_PLAN_VERSION);
	value_set(arena, whole, "rules", rules);
	value_set(arena, whole, "measures", list);
	value_set(arena, whole, "questions", questions_value(p, &plan));
	value_set(arena, whole, "contradictions", contradictions_value(p));
	return whole;
}

static enum err read_answers(struct planning *p, const char *path, struct fault *why)
{
	struct value *answers = NULL;
	struct str text;
	enum err err = read_file(p->arena, path, ANSWERS_BYTES_MAX, &text, why);

	if (!err)
		err = json_decode(p->arena, text, &answers, why);
	if (!err && answers->kind != VALUE_MAP)
		err = fault_set(why, ERR_INVALID, "found %s, expected a map of questions to answers",
				value_kind_name(answers->kind));
	if (err)
		return fault_prefix(why, err, "%s", path);
	p->answers = answers;
	return ERR_OK;
}

static void warn_of_others(const struct planning *p)
{
	const struct edition_form *form = &p->edition->questionnaire;

	for (size_t i = 0; i < value_count(p->answers); i++) {
		size_t k = 0;
		while (k < form->question_count && !str_is(p->answers->keys[i], form->questions[k].id))
			k++;
		if (k == form->question_count)
			say_problem("cli.questionnaire.problem", "plan", "question",
				    str_dup(p->arena, p->answers->keys[i]));
	}
}

enum err cmd_plan(struct command_call *call, struct fault *why)
{
	const char *answers = command_value(call, "answers"), *findings = command_value(call, "findings");
	struct planning p = {.arena = call->arena, .findings = {.arena = call->arena}};
	struct edition *edition;
	enum err err;

	if (!answers && !findings)
		return command_refuse(call, "cli.plan", "missing", "");
	err = edition_option_load(call, &edition, why);
	if (err || !edition)
		return err;
	p.edition = edition;
	if (answers)
		err = read_answers(&p, answers, why);
	if (!err && findings)
		err = read_findings(call->arena, findings, &p.findings, why);
	if (!err) {
		warn_of_others(&p);
		err = say_json(plan_value(&p), OUTPUT_MAX, why);
		command_end_output(call);
	}
	edition_free(edition);
	return err;
}
