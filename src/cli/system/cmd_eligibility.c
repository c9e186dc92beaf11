/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cli/edition_option.h"
#include "cli/say.h"
#include "codec/json.h"
#include "programme/edition_find.h"
#include "programme/eligibility.h"

#define ANSWERS_BYTES_MAX ((size_t)256 * 1024)
#define OUTPUT_MAX        ((size_t)1024 * 1024)

/* ---- answers ---- */

/* An option may be given by its id or by its words in either language; an industry by its class too. */
static const char *find_option(const struct edition *edition, const struct question *question, const char *text)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (strcmp(question->options[i].id, text) == 0 || strcmp(question->options[i].label.ja, text) == 0 ||
		    strcmp(question->options[i].label.en, text) == 0)
			return question->options[i].id;
	return strcmp(question->id, "industry") == 0 ? edition_find_industry(edition, str_from(text)) : NULL;
}

static bool is_of_kind(const struct question *question, const struct value *answer)
{
	switch (question->kind) {
	case QUESTION_NUMBER: return answer->kind == VALUE_INT && answer->integer >= 0;
	case QUESTION_AGREE: return answer->kind == VALUE_BOOL;
	case QUESTION_CHOICES:
	case QUESTION_HOSTS: return answer->kind == VALUE_LIST;
	default: return answer->kind == VALUE_TEXT;
	}
}

/* Names the first answer that is none; NULL when all are well. An unknown option stays: a person looks at it. A
 * question that the application does not ask is told and passed over. */
static const char *take_answers(struct arena *arena, const struct edition *edition, const struct value *given,
				struct value *answers)
{
	for (size_t i = 0; i < given->count; i++) {
		const char *id = str_dup(arena, given->keys[i]);
		const struct question *question = edition_find_question(edition, id);
		const char *option;

		if (!question) {
			say_problem("cli.eligibility.problem", "eligibility", "question", id);
			continue;
		}
		if (given->items[i]->kind != VALUE_NULL && !is_of_kind(question, given->items[i]))
			return id;
		option = given->items[i]->kind == VALUE_TEXT ? find_option(edition, question, value_get_text(given, id))
							     : NULL;
		value_set(arena, answers, id, option ? value_text(arena, option) : given->items[i]);
	}
	return NULL;
}

/* ---- the judgement ---- */

static struct value *reason_value(struct arena *arena, const struct eligibility_reason *reason,
				  const struct value *answers)
{
	struct value *map = value_map(arena), *inputs = value_map(arena), *limits;

	value_set_text(arena, map, "rule", reason->rule);
	value_set_text(arena, map, "clause", reason->clause);
	value_set_text(arena, map, "law", reason->law);
	value_set_text(arena, map, "verdict", eligibility_name(reason->verdict));
	value_set_text(arena, map, "reason", reason->name);
	for (size_t i = 0; i < ELIGIBILITY_INPUTS_MAX && reason->inputs[i]; i++) {
		const struct value *answer = value_get(answers, reason->inputs[i]);
		if (answer)
			value_set_shared(arena, inputs, reason->inputs[i], answer);
		else
			value_set(arena, inputs, reason->inputs[i], value_null(arena));
	}
	value_set(arena, map, "inputs", inputs);
	if (!reason->row)
		return map;
	limits = value_map(arena);
	value_set_text(arena, limits, "class", reason->row->id);
	value_set_int(arena, limits, "capital_max_yen", reason->row->capital_max_yen);
	value_set_int(arena, limits, "employees_max", reason->row->employees_max);
	value_set(arena, map, "limits", limits);
	return map;
}

static struct value *judge(struct arena *arena, const struct edition *edition, const struct value *answers)
{
	struct value *whole = value_map(arena), *reasons = value_list(arena), *rules = value_map(arena);
	struct eligibility_result result;

	eligibility_judge(arena, edition, answers, NULL, &result);
	value_set_text(arena, whole, "result", eligibility_name(result.verdict));
	value_set_text(arena, rules, "edition", edition->id);
	value_set_text(arena, rules, "edition_hash", edition->hash);
	value_set_int(arena, rules, "version", ELIGIBILITY_RULE_VERSION);
	value_set(arena, whole, "rules", rules);
	for (size_t i = 0; i < result.reason_count; i++)
		value_add(arena, reasons, reason_value(arena, &result.reasons[i], answers));
	value_set(arena, whole, "reasons", reasons);
	return whole;
}

static enum err judge_input(struct command_call *call, const struct edition *edition, struct fault *why)
{
	char *bytes = arena_alloc(call->arena, ANSWERS_BYTES_MAX + 1);
	size_t size = fread(bytes, 1, ANSWERS_BYTES_MAX + 1, stdin);
	struct value *given, *answers = value_map(call->arena);
	const char *wrong;
	enum err err;

	if (size > ANSWERS_BYTES_MAX)
		return fault_set(why, ERR_INVALID, "the answers are longer than %zu bytes", ANSWERS_BYTES_MAX);
	err = json_decode(call->arena, str_of(bytes, size), &given, why);
	if (err)
		return err;
	if (given->kind != VALUE_MAP)
		return command_refuse(call, "cli.eligibility.problem", "no_map", "");
	wrong = take_answers(call->arena, edition, given, answers);
	if (wrong)
		return command_refuse(call, "cli.eligibility.problem", "answer", wrong);
	err = say_json(judge(call->arena, edition, answers), OUTPUT_MAX, why);
	command_end_output(call);
	return err;
}

enum err cmd_eligibility(struct command_call *call, struct fault *why)
{
	struct edition *edition;
	enum err err = edition_option_load(call, &edition, why);

	if (err || !edition)
		return err;
	err = judge_input(call, edition, why);
	edition_free(edition);
	return err;
}
