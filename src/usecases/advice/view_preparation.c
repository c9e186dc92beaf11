/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/advice/view_preparation.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "measures/contradiction.h"
#include "report/finding_words.h"
#include "store/advice/advice_store.h"
#include "store/application/earlier_case_store.h"
#include "store/desk/note_store.h"
#include "usecases/advice/advice_facts.h"
#include "usecases/case_value.h"

static const struct value_key topic_keys[] = {
	{"topic", VALUE_INT, NULL},
	{"score", VALUE_TEXT, NULL}, /* empty when it does not concern the company */
	{"unknown", VALUE_BOOL, NULL},
	{"average", VALUE_TEXT, NULL}, /* of all companies of the call; empty where it concerns fewer than 5 */
	{"is_below", VALUE_BOOL, NULL},
	{"last", VALUE_TEXT, NULL}, /* of the last check-up; empty without one */
	{0},
};

static const struct value_key finding_keys[] = {
	{"priority", VALUE_TEXT, NULL},
	{"title", VALUE_TEXT, NULL},
	{"place", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key asset_keys[] = {
	{"name", VALUE_TEXT, NULL},
	{"address", VALUE_TEXT, NULL},
	{"ports", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key line_keys[] = {{"line", VALUE_TEXT, NULL}, {0}};

static const struct value_key contradiction_keys[] = {
	{"said", VALUE_LIST, line_keys}, {"seen", VALUE_LIST, line_keys},
	{"seen_more", VALUE_INT, NULL}, /* of what was seen, not listed; 0: none */
	{"ask", VALUE_TEXT, NULL},       {0},
};

static const struct value_key note_keys[] = {
	{"at", VALUE_TEXT, NULL},
	{"by", VALUE_TEXT, NULL},
	{"words", VALUE_TEXT, NULL},
	{0},
};

const struct value_key view_preparation_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{"has_answers", VALUE_BOOL, NULL},
	{"has_findings", VALUE_BOOL, NULL}, /* a diagnosis has ended */
	{"companies", VALUE_INT, NULL},     /* of which the average is made */
	{"has_last", VALUE_BOOL, NULL},
	{"topics", VALUE_LIST, topic_keys},
	{"findings", VALUE_LIST, finding_keys}, /* the bad ones, the most urgent first */
	{"assets", VALUE_LIST, asset_keys},
	{"contradictions", VALUE_LIST, contradiction_keys},
	{"untold", VALUE_LIST, line_keys},    /* what the diagnosis could not tell */
	{"unknown", VALUE_LIST, line_keys},   /* questions whose answer is not known */
	{"questions", VALUE_LIST, line_keys}, /* suggested, each once */
	{"worries", VALUE_TEXT, NULL},        /* what the company wants to ask; or empty */
	{"may_write_visit", VALUE_BOOL, NULL},
	{"visit_notes", VALUE_LIST, note_keys}, /* newest first */
	{0},
};

enum { SEEN_SHOWN = 5, AVERAGE_OF_MIN = 5 };

struct preparing {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	enum lang lang;
	int64_t case_id;
	struct advice_facts facts;
	struct value *view;
};

static void add_line(struct arena *arena, struct value *list, const char *line)
{
	struct value *map = value_map(arena);

	for (size_t i = 0; i < value_count(list); i++)
		if (strcmp(value_get_text(value_at(list, i), "line"), line) == 0)
			return;
	value_set_text(arena, map, "line", line);
	value_add(arena, list, map);
}

/* --- answers by topic --- */

static bool score_of(struct arena *arena, const struct edition_form *form, const struct value *answers,
		     struct answer_score *ret_score)
{
	int *chosen = arena_array(arena, form->question_count, sizeof(*chosen));

	if (!answers)
		return false;
	answer_score_choose(form, answers, chosen);
	answer_score_count(form, chosen, ret_score);
	return true;
}

static bool score_of_sheet(struct arena *arena, const struct edition_form *form, const char *sheet,
			   struct answer_score *ret_score)
{
	struct value *answers;

	return *sheet && !json_decode(arena, str_from(sheet), &answers, NULL) && answers->kind == VALUE_MAP &&
	       value_count(answers) && score_of(arena, form, answers, ret_score);
}

/* The average of the companies' own percents: each counts once, however many questions concern it. */
struct average {
	int64_t sum[ANSWER_SCORE_TOPICS + 1];
	int64_t count[ANSWER_SCORE_TOPICS + 1];
	int64_t companies;
};

static enum err load_average(struct tx *tx, struct preparing *p, struct average *ret_average, struct fault *why)
{
	const char **sheets;
	size_t count = 0;
	struct average average = {.companies = 0};
	enum err err = advice_store_sheets(tx, p->arena, p->facts.of.edition->id, &sheets, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		struct answer_score score;
		ARENA_SCOPED arena;
		arena_init(&arena);
		if (!score_of_sheet(&arena, &p->facts.of.edition->questionnaire, sheets[i], &score))
			continue;
		average.companies++;
		for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
			int percent = answer_score_percent(score.topics[topic]);
			average.sum[topic] += percent < 0 ? 0 : percent;
			average.count[topic] += percent >= 0;
		}
	}
	*ret_average = average;
	return err;
}

/* The newest earlier case of the same corporate number that answered. */
static enum err load_last(struct tx *tx, struct preparing *p, struct answer_score *ret_score, bool *ret_has,
			  struct fault *why)
{
	struct case_row *rows;
	size_t count = 0;
	enum err err = earlier_case_store_list(tx, p->arena, &p->facts.of.row, EARLIER_CASE_SAME, &rows, &count, why);

	*ret_has = false;
	for (size_t i = 0; !err && i < count && !*ret_has; i++) {
		const char *sheet;
		err = case_store_load_answers(tx, p->arena, rows[i].id, "questionnaire", &sheet, why);
		if (!err)
			*ret_has = score_of_sheet(p->arena, &p->facts.of.edition->questionnaire, sheet, ret_score);
	}
	return err;
}

static const char *percent_text(struct arena *arena, int percent)
{
	return percent < 0 ? "" : arena_printf(arena, "%d", percent);
}

static enum err add_topics(struct tx *tx, struct preparing *p, struct fault *why)
{
	struct answer_score score, last;
	struct average average;
	struct value *list = value_list(p->arena);
	bool has_score = score_of(p->arena, &p->facts.of.edition->questionnaire, p->facts.answers, &score), has_last;
	enum err err = load_average(tx, p, &average, why);

	if (!err)
		err = load_last(tx, p, &last, &has_last, why);
	for (int topic = 1; !err && has_score && topic <= ANSWER_SCORE_TOPICS; topic++) {
		struct value *map = value_map(p->arena);
		int own = answer_score_percent(score.topics[topic]);
		/* Of two it would be the score of the other one. */
		int mean =
			average.count[topic] < AVERAGE_OF_MIN ? -1 : (int)(average.sum[topic] / average.count[topic]);
		value_set_int(p->arena, map, "topic", topic);
		value_set_text(p->arena, map, "score", percent_text(p->arena, own));
		value_set_bool(p->arena, map, "unknown", score.has_unknown[topic]);
		value_set_text(p->arena, map, "average", percent_text(p->arena, mean));
		value_set_bool(p->arena, map, "is_below", own >= 0 && own < mean);
		value_set_text(p->arena, map, "last",
			       has_last ? percent_text(p->arena, answer_score_percent(last.topics[topic])) : "");
		value_add(p->arena, list, map);
	}
	if (err)
		return err;
	value_set_bool(p->arena, p->view, "has_answers", has_score);
	value_set_bool(p->arena, p->view, "has_last", has_last);
	value_set_int(p->arena, p->view, "companies", average.companies);
	value_set(p->arena, p->view, "topics", list);
	return ERR_OK;
}

/* --- what was seen --- */

static const char *said_of(const struct preparing *p, const struct finding *finding, const char *part)
{
	return finding_words_get(p->office->texts, p->arena, p->lang, finding, part);
}

static const char *place_of(const struct preparing *p, const struct finding *finding)
{
	return finding_words_place(p->office->texts, p->arena, p->lang, finding);
}

static void add_findings(struct preparing *p)
{
	struct value *list = value_list(p->arena), *untold = value_list(p->arena);

	for (size_t i = 0; i < p->facts.finding_count; i++) {
		const struct finding *finding = &p->facts.findings[i];
		struct value *map = value_map(p->arena);
		if (finding->verdict == VERDICT_UNTESTABLE)
			add_line(p->arena, untold,
				 arena_printf(p->arena, "%s %s", said_of(p, finding, "untestable"),
					      place_of(p, finding)));
		if (finding->verdict != VERDICT_BAD)
			continue;
		value_set_text(p->arena, map, "priority", finding_priority_name(finding->priority));
		value_set_text(p->arena, map, "title", said_of(p, finding, "title"));
		value_set_text(p->arena, map, "place", place_of(p, finding));
		value_add(p->arena, list, map);
	}
	value_set_bool(p->arena, p->view, "has_findings", p->facts.of.diagnosis.state == DIAGNOSIS_STATE_DONE);
	value_set(p->arena, p->view, "findings", list);
	value_set(p->arena, p->view, "untold", untold);
}

static struct value *asset_of(struct arena *arena, struct value *list, const struct finding *finding)
{
	struct value *map;

	for (size_t i = 0; i < value_count(list); i++)
		if (strcmp(value_get_text(list->items[i], "name"), finding->target) == 0 &&
		    strcmp(value_get_text(list->items[i], "address"), finding->address) == 0)
			return list->items[i];
	map = value_map(arena);
	value_set_text(arena, map, "name", finding->target);
	value_set_text(arena, map, "address", finding->address);
	value_set_text(arena, map, "ports", "");
	value_add(arena, list, map);
	return map;
}

static bool has_port(const char *ports, const char *port)
{
	const char *at = strstr(ports, port);
	size_t n = strlen(port);

	for (; at; at = strstr(at + 1, port))
		if ((at == ports || at[-1] == ' ') && (!at[n] || at[n] == ','))
			return true;
	return false;
}

/* Each machine of which the diagnosis says something, with the ports that it names. */
static void add_assets(struct preparing *p)
{
	struct value *list = value_list(p->arena);

	for (size_t i = 0; i < p->facts.finding_count; i++) {
		const struct finding *finding = &p->facts.findings[i];
		struct value *asset = asset_of(p->arena, list, finding);
		const char *ports = value_get_text(asset, "ports"), *port = arena_printf(p->arena, "%d", finding->port);
		if (finding->port && !has_port(ports, port))
			value_set_text(p->arena, asset, "ports",
				       arena_printf(p->arena, "%s%s%s", ports, *ports ? ", " : "", port));
	}
	value_set(p->arena, p->view, "assets", list);
}

/* --- what was said --- */

static const char *said_line(const struct preparing *p, size_t place)
{
	const struct question *question = &p->facts.of.edition->questionnaire.questions[place];
	const struct edition_form form = {.questions = &p->facts.of.edition->questionnaire.questions[place],
					  .question_count = 1};
	const struct value *rows = case_value_rows(p->arena, &form, 1, p->facts.answers, p->lang);

	/* What was not asked, since what decides it is not known, has no row. */
	return arena_printf(p->arena, "%s %s", lang_pick(question->label, p->lang),
			    value_get_text(value_at(rows, 0), "value"));
}

static struct value *contradiction_value(const struct preparing *p, const struct contradiction *item)
{
	struct value *map = value_map(p->arena), *said = value_list(p->arena), *seen = value_list(p->arena);

	for (size_t i = 0; i < item->question_count; i++)
		add_line(p->arena, said, said_line(p, item->questions[i]));
	for (size_t i = 0; i < item->finding_count && i < SEEN_SHOWN; i++)
		add_line(p->arena, seen,
			 arena_printf(p->arena, "%s %s", said_of(p, item->findings[i], "title"),
				      place_of(p, item->findings[i])));
	value_set(p->arena, map, "said", said);
	value_set(p->arena, map, "seen", seen);
	value_set_int(p->arena, map, "seen_more",
		      item->finding_count > SEEN_SHOWN ? (int64_t)(item->finding_count - SEEN_SHOWN) : 0);
	value_set_text(p->arena, map, "ask", lang_pick(item->rule->ask, p->lang));
	return map;
}

/* What contradicts what; its questions come first, then those about what the company does not know. */
static void add_questions(struct preparing *p)
{
	const struct advice_plan *plan = &p->facts.plan;
	struct value *list = value_list(p->arena), *questions = value_list(p->arena), *unknown = value_list(p->arena);
	struct contradiction *items = NULL;
	size_t count = 0;

	if (p->facts.answers)
		contradiction_find(p->arena, p->facts.of.edition, p->facts.answers, p->facts.findings,
				   p->facts.finding_count, &items, &count);
	for (size_t i = 0; i < count; i++) {
		value_add(p->arena, list, contradiction_value(p, &items[i]));
		add_line(p->arena, questions, lang_pick(items[i].rule->ask, p->lang));
	}
	for (size_t i = 0; i < plan->question_count; i++)
		add_line(p->arena, questions, lang_pick(plan->questions[i]->ask, p->lang));
	for (size_t i = 0; i < plan->count; i++) {
		const struct advice_entry *entry = &plan->entries[i];
		for (size_t k = 0; k < entry->reason_count; k++)
			if (entry->reasons[k].level == ANSWER_LEVEL_UNKNOWN)
				add_line(p->arena, unknown, said_line(p, entry->reasons[k].question));
		if (entry->asks)
			add_line(p->arena, questions, lang_pick(entry->measure->ask, p->lang));
	}
	value_set(p->arena, p->view, "contradictions", list);
	value_set(p->arena, p->view, "questions", questions);
	value_set(p->arena, p->view, "unknown", unknown);
	value_set_text(p->arena, p->view, "worries", value_get_text(p->facts.answers, "worries"));
}

static enum err add_notes(struct tx *tx, struct preparing *p, struct fault *why)
{
	struct value *list = value_list(p->arena);
	struct note_row *rows;
	size_t count = 0;
	enum err err = note_store_list(tx, p->arena, p->case_id, &rows, &count, why);

	if (err)
		return err;
	while (count--) {
		struct value *map = value_map(p->arena);
		if (rows[count].kind != NOTE_KIND_VISIT)
			continue;
		value_set_text(p->arena, map, "at", day_format_time(p->arena, p->lang, rows[count].noted_ms));
		value_set_text(p->arena, map, "by", rows[count].by);
		value_set_text(p->arena, map, "words", rows[count].words);
		value_add(p->arena, list, map);
	}
	value_set(p->arena, p->view, "visit_notes", list);
	value_set_bool(p->arena, p->view, "may_write_visit", permission_may_advise(p->actor, &p->facts.of.of));
	return ERR_OK;
}

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct preparing *p = context;
	enum err err = advice_facts_load(tx, p->arena, p->office, p->actor, p->case_id, &p->facts, why);

	if (err)
		return err;
	p->view = case_value_row(p->facts.of.edition, p->arena, p->lang, &p->facts.of.row);
	add_findings(p);
	add_assets(p);
	add_questions(p);
	err = add_topics(tx, p, why);
	return err ? err : add_notes(tx, p, why);
}

enum err view_preparation(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			  int64_t case_id, struct value **ret_view, struct fault *why)
{
	struct preparing p = {.office = office, .arena = arena, .actor = actor, .lang = lang, .case_id = case_id};
	enum err err = db_read(office->db, load, &p, why);

	if (!err)
		*ret_view = p.view;
	return err;
}
