/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/advice_plan.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN "unknown"

struct planning {
	struct arena *arena;
	const struct edition *edition;
	const struct value *answers; /* NULL: none */
	int *chosen;
	const struct measures *measures;
	const struct advice_measure **takers; /* of each deed, in the order of measures; NULL: none */
	struct advice_entry *entries;
	size_t *places; /* of each entry, for an order that is the same in each run */
	size_t count;
};

/* --- what an answer says --- */

static size_t find_question(const struct edition_form *form, const char *id)
{
	size_t i = 0;

	while (i < form->question_count && strcmp(form->questions[i].id, id) != 0)
		i++;
	return i;
}

static bool is_among(struct str id, const struct advice_option *option)
{
	for (size_t i = 0; i < option->option_count; i++)
		if (str_is(id, option->options[i]))
			return true;
	return false;
}

bool advice_plan_answered(const struct value *answers, const struct advice_option *option, bool *ret_is_unknown)
{
	const struct value *answer = value_get(answers, option->question);
	bool is_list = answer && answer->kind == VALUE_LIST;
	size_t count = is_list ? value_count(answer) : answer && answer->kind == VALUE_TEXT ? 1 : 0;
	bool is_met = false, is_unknown = count == 0;

	for (size_t i = 0; i < count; i++) {
		const struct value *item = is_list ? value_at(answer, i) : answer;
		struct str id = item->kind == VALUE_TEXT ? item->text : STR(UNKNOWN);
		is_met = is_met || is_among(id, option);
		is_unknown = is_unknown || str_is(id, UNKNOWN);
	}
	*ret_is_unknown = is_unknown;
	return is_met;
}

/* --- what calls for a measure --- */

static void add_reason(struct advice_entry *entry, size_t question, enum answer_level level)
{
	entry->reasons[entry->reason_count++] = (struct advice_reason){question, level};
	entry->asks = entry->asks || level == ANSWER_LEVEL_UNKNOWN;
	if (level < entry->because)
		entry->because = level;
}

static void take_answers(const struct planning *p, struct advice_entry *entry)
{
	static const enum answer_level worst[] = {
		[ADVICE_AT_NO] = ANSWER_LEVEL_NO,
		[ADVICE_AT_PARTLY] = ANSWER_LEVEL_PARTLY,
		[ADVICE_AT_ANY] = ANSWER_LEVEL_YES,
	};
	const struct edition_form *form = &p->edition->questionnaire;

	for (size_t i = 0; i < entry->measure->answer_count; i++) {
		const struct advice_answer *answer = &entry->measure->answers[i];
		size_t question = find_question(form, answer->question);
		enum answer_level level = answer_score_level(form, p->chosen, question);
		if (level <= worst[answer->at])
			add_reason(entry, question, level);
	}
}

static void take_options(const struct planning *p, struct advice_entry *entry)
{
	const struct edition_form *form = &p->edition->questionnaire;

	for (size_t i = 0; i < entry->measure->option_count; i++) {
		const struct advice_option *option = &entry->measure->options[i];
		bool is_unknown, is_met = advice_plan_answered(p->answers, option, &is_unknown);
		if (is_met || is_unknown)
			add_reason(entry, find_question(form, option->question),
				   is_met ? ANSWER_LEVEL_YES : ANSWER_LEVEL_UNKNOWN);
	}
}

bool advice_plan_names(const char *const *checks, size_t count, const struct finding *finding)
{
	const char *group = assignment_group_name(assignment_of(finding).group);
	size_t length = strlen(finding->check);

	for (size_t i = 0; i < count; i++) {
		bool is_check = strncmp(checks[i], finding->check, length) == 0;
		if (is_check &&
		    (!checks[i][length] || (checks[i][length] == '@' && strcmp(checks[i] + length + 1, group) == 0)))
			return true;
	}
	return false;
}

/* A measure that names the group of the finding goes before one that names its check alone. */
static const struct advice_measure *taker_of(const struct advice *advice, const struct finding *finding)
{
	const struct advice_measure *otherwise = NULL;

	for (size_t i = 0; i < advice->measure_count; i++) {
		const struct advice_measure *measure = &advice->measures[i];
		for (size_t k = 0; k < measure->finding_count; k++) {
			if (!advice_plan_names(&measure->findings[k], 1, finding))
				continue;
			if (strchr(measure->findings[k], '@'))
				return measure;
			otherwise = measure;
		}
	}
	return otherwise;
}

static void add_deed(struct advice_entry *entry, const struct measure *deed)
{
	entry->deeds[entry->deed_count++] = deed;
	if (!entry->priority || deed->priority < entry->priority)
		entry->priority = deed->priority;
}

static void take_deeds(const struct planning *p, struct advice_entry *entry)
{
	size_t count = p->measures ? p->measures->count : 0, mine = 0;

	for (size_t i = 0; i < count; i++)
		mine += p->takers[i] == entry->measure;
	entry->deeds = arena_array(p->arena, mine, sizeof(const struct measure *));
	for (size_t i = 0; i < count; i++)
		if (p->takers[i] == entry->measure)
			add_deed(entry, &p->measures->items[i]);
}

/* --- the entries --- */

static void add_entry(struct planning *p, const struct advice_entry *entry, size_t place)
{
	p->places[p->count] = place;
	p->entries[p->count++] = *entry;
}

static void take_measures(struct planning *p)
{
	const struct advice *advice = &p->edition->advice;

	for (size_t i = 0; i < advice->measure_count; i++) {
		const struct advice_measure *measure = &advice->measures[i];
		size_t reasons = measure->answer_count + measure->option_count;
		struct advice_entry entry = {.measure = measure, .because = ANSWER_LEVEL_NOT_ASKED};
		entry.reasons = arena_array(p->arena, reasons, sizeof(*entry.reasons));
		if (p->answers) {
			take_answers(p, &entry);
			take_options(p, &entry);
		}
		take_deeds(p, &entry);
		if (entry.reason_count || entry.deed_count)
			add_entry(p, &entry, i);
	}
}

static void take_other_deeds(struct planning *p)
{
	for (size_t i = 0; p->measures && i < p->measures->count; i++) {
		struct advice_entry entry = {.because = ANSWER_LEVEL_NOT_ASKED};
		if (p->takers[i])
			continue;
		entry.deeds = arena_array(p->arena, 1, sizeof(const struct measure *));
		add_deed(&entry, &p->measures->items[i]);
		add_entry(p, &entry, p->edition->advice.measure_count + i);
	}
}

static bool covers(const struct advice_entry *entry, const struct advice_measure *other)
{
	for (size_t i = 0; entry->measure && entry->deed_count && other && i < entry->measure->cover_count; i++)
		if (strcmp(entry->measure->covers[i], other->id) == 0)
			return true;
	return false;
}

static void join_deeds(struct planning *p, struct advice_entry *into, const struct advice_entry *from)
{
	const struct measure **deeds =
		arena_array(p->arena, into->deed_count + from->deed_count, sizeof(const struct measure *));

	for (size_t i = 0; i < into->deed_count; i++)
		deeds[i] = into->deeds[i];
	into->deeds = deeds;
	for (size_t i = 0; i < from->deed_count; i++)
		add_deed(into, from->deeds[i]);
}

static void join(struct planning *p, struct advice_entry *into, const struct advice_entry *from)
{
	struct advice_reason *reasons =
		arena_array(p->arena, into->reason_count + from->reason_count, sizeof(*reasons));
	size_t count = into->reason_count;

	for (size_t i = 0; i < count; i++)
		reasons[i] = into->reasons[i];
	into->reasons = reasons;
	for (size_t i = 0; i < from->reason_count; i++)
		add_reason(into, from->reasons[i].question, from->reasons[i].level);
	join_deeds(p, into, from);
	if (!into->covered)
		into->covered =
			arena_array(p->arena, into->measure->cover_count, sizeof(const struct advice_measure *));
	into->covered[into->covered_count++] = from->measure;
}

static void join_covered(struct planning *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->count; i++) {
		size_t by = 0;
		while (by < p->count && !covers(&p->entries[by], p->entries[i].measure))
			by++;
		if (by < p->count)
			join(p, &p->entries[by], &p->entries[i]);
	}
	for (size_t i = 0; i < p->count; i++) {
		bool is_gone = false;
		for (size_t by = 0; by < p->count && !is_gone; by++)
			is_gone = by != i && covers(&p->entries[by], p->entries[i].measure);
		p->places[kept] = p->places[i];
		p->entries[kept] = p->entries[i];
		kept += !is_gone;
	}
	p->count = kept;
}

/* --- order and time --- */

struct ranked {
	struct advice_entry entry;
	size_t way, place;
};

static int badness(const struct advice_entry *entry)
{
	return entry->because <= ANSWER_LEVEL_NO ? 0 : entry->because == ANSWER_LEVEL_PARTLY ? 1 : 2;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int priority_of(const struct advice_entry *entry)
{
	return entry->priority ? (int)entry->priority : PRIORITY_P4 + 1;
}

static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	const struct advice_entry *x = &a->entry, *y = &b->entry;
	int order = compare_numbers(x->priority != PRIORITY_P1, y->priority != PRIORITY_P1);

	order = order ? order : compare_numbers((int64_t)a->way, (int64_t)b->way);
	order = order ? order : compare_numbers(priority_of(x), priority_of(y));
	order = order ? order : compare_numbers(badness(x), badness(y));
	if (!order && x->measure && y->measure)
		order = compare_numbers(x->measure->effort, y->measure->effort);
	return order ? order : compare_numbers((int64_t)a->place, (int64_t)b->place);
}

static void order_entries(struct planning *p)
{
	struct ranked *ranked = arena_array(p->arena, p->count, sizeof(*ranked));

	for (size_t i = 0; i < p->count; i++) {
		const struct advice_measure *measure = p->entries[i].measure;
		ranked[i] = (struct ranked){p->entries[i], measure ? measure->way : p->edition->advice.way_count,
					    p->places[i]};
	}
	if (p->count)
		qsort(ranked, p->count, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < p->count; i++)
		p->entries[i] = ranked[i].entry;
}

static enum advice_stage stage_of(const struct advice *advice, const struct advice_entry *entry, const size_t *taken)
{
	enum advice_stage stage = entry->measure ? advice->ways[entry->measure->way].begins : ADVICE_YEAR_1;

	if (entry->priority && entry->priority <= PRIORITY_P2)
		return ADVICE_MONTH_1;
	if (entry->priority == PRIORITY_P3)
		return stage < ADVICE_MONTHS_3 ? stage : ADVICE_MONTHS_3;
	while (stage < ADVICE_YEAR_1 && taken[stage] >= advice->most[stage])
		stage++;
	return stage;
}

/* Gives each its stage, and then sorts by it, keeping the order within. */
static void set_stages(struct planning *p, struct advice_plan *ret_plan)
{
	size_t taken[ADVICE_STAGES] = {0}, count = 0;

	for (size_t i = 0; i < p->count; i++) {
		p->entries[i].stage = stage_of(&p->edition->advice, &p->entries[i], taken);
		taken[p->entries[i].stage]++;
	}
	ret_plan->entries = arena_array(p->arena, p->count, sizeof(*ret_plan->entries));
	for (int stage = 0; stage < ADVICE_STAGES; stage++)
		for (size_t i = 0; i < p->count; i++)
			if (p->entries[i].stage == (enum advice_stage)stage)
				ret_plan->entries[count++] = p->entries[i];
	ret_plan->count = count;
}

static void set_questions(struct planning *p, struct advice_plan *ret_plan)
{
	const struct advice *advice = &p->edition->advice;

	ret_plan->questions = arena_array(p->arena, advice->question_count, sizeof(const struct advice_question *));
	ret_plan->question_count = 0;
	for (size_t i = 0; p->answers && i < advice->question_count; i++) {
		struct advice_option option = {.question = advice->questions[i].question};
		bool is_unknown;
		(void)advice_plan_answered(p->answers, &option, &is_unknown);
		if (is_unknown)
			ret_plan->questions[ret_plan->question_count++] = &advice->questions[i];
	}
}

void advice_plan_make(struct arena *arena, const struct edition *edition, const struct value *answers,
		      const struct measures *measures, struct advice_plan *ret_plan)
{
	const struct edition_form *form = &edition->questionnaire;
	size_t deeds = measures ? measures->count : 0, most = edition->advice.measure_count + deeds;
	struct planning p = {.arena = arena, .edition = edition, .answers = answers, .measures = measures};

	p.chosen = arena_array(arena, form->question_count, sizeof(*p.chosen));
	if (answers)
		answer_score_choose(form, answers, p.chosen);
	p.takers = arena_array(arena, deeds, sizeof(const struct advice_measure *));
	for (size_t i = 0; i < deeds; i++)
		p.takers[i] = taker_of(&edition->advice, measures->items[i].findings[0]);
	p.entries = arena_array(arena, most, sizeof(*p.entries));
	p.places = arena_array(arena, most, sizeof(*p.places));
	take_measures(&p);
	take_other_deeds(&p);
	join_covered(&p);
	order_entries(&p);
	set_stages(&p, ret_plan);
	set_questions(&p, ret_plan);
}
