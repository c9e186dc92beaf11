/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/case_decision.h"

#include <string.h>

#include "codec/json.h"
#include "programme/edition_find.h"
#include "store/application/case_store.h"
#include "usecases/application/company_register.h"
#include "usecases/case_value.h"
#include "usecases/edition_value.h"

static const struct value_key check_keys[] = {
	{"name", VALUE_TEXT, NULL},    /* of the texts "eligibility.NAME" */
	{"verdict", VALUE_TEXT, NULL}, /* eligibility_name */
	{"is_met", VALUE_BOOL, NULL},
	{"clause", VALUE_TEXT, NULL}, /* or empty, as the law */
	{"law", VALUE_TEXT, NULL},
	{"statement", VALUE_TEXT, NULL}, /* the pledge or consent that is not given; or empty */
	{0},
};

const struct value_key case_decision_keys[] = {
	{"verdict", VALUE_TEXT, NULL}, /* eligibility_name, of all conditions */
	{"is_met", VALUE_BOOL, NULL},
	{"industry", VALUE_TEXT, NULL}, /* answers in words, empty where none was asked */
	{"capital", VALUE_TEXT, NULL},
	{"employees", VALUE_TEXT, NULL},
	{"facts", VALUE_LIST, case_value_answer_keys}, /* what else decides, as it was asked */
	{"class_name", VALUE_TEXT, NULL},              /* the row of the Act that judged; or empty */
	{"class_capital", VALUE_TEXT, NULL},
	{"class_employees", VALUE_INT, NULL},
	{"checks", VALUE_LIST, check_keys},     /* every condition but the statements that are given */
	{"statements", VALUE_INT, NULL},        /* that are given */
	{"supported_before", VALUE_TEXT, NULL}, /* by an office's list: "listed", "similar", or empty */
	{0},
};

static const char *const facts[] = {"company_kana", "organisation", "corporate_number", "industry", "capital",
				    "employees",    "prefecture",   "address",          "website",  "phone"};

static struct value *answer_rows(struct arena *arena, const struct edition *edition, enum lang lang,
				 const struct value *answers, const char *const *ids, size_t count)
{
	struct question questions[COUNT(facts)];
	struct edition_form form = {.id = "facts", .questions = questions};

	for (size_t i = 0; i < count; i++) {
		const struct question *question = edition_find_question(edition, ids[i]);
		if (question)
			questions[form.question_count++] = *question;
	}
	return case_value_rows(arena, &form, 1, answers, lang);
}

static void set_answer(struct arena *arena, struct value *map, const char *id, const struct edition *edition,
		       enum lang lang, const struct value *answers)
{
	const struct value *rows = answer_rows(arena, edition, lang, answers, &id, 1);

	value_set_text(arena, map, id, value_count(rows) ? value_get_text(value_at(rows, 0), "value") : "");
}

static const struct edition_statement *find_statement(const struct edition *edition, const char *id)
{
	for (size_t i = 0; i < edition->pledge_count; i++)
		if (strcmp(edition->pledges[i].id, id) == 0)
			return &edition->pledges[i];
	for (size_t i = 0; i < edition->consent_count; i++)
		if (strcmp(edition->consents[i].id, id) == 0)
			return &edition->consents[i];
	return NULL;
}

static void set_checks(struct arena *arena, struct value *map, const struct edition *edition, enum lang lang,
		       const struct eligibility_result *result)
{
	struct value *checks = value_list(arena);
	int64_t given = 0;

	for (size_t i = 0; i < result->reason_count; i++) {
		const struct eligibility_reason *reason = &result->reasons[i];
		const struct edition_statement *statement = find_statement(edition, reason->rule);
		struct value *check = value_map(arena);
		if (statement && reason->verdict == ELIGIBILITY_YES) {
			given++;
			continue;
		}
		value_set_text(arena, check, "name", reason->name);
		value_set_text(arena, check, "verdict", eligibility_name(reason->verdict));
		value_set_bool(arena, check, "is_met", reason->verdict == ELIGIBILITY_YES);
		value_set_text(arena, check, "clause", reason->clause);
		value_set_text(arena, check, "law", reason->law);
		value_set_text(arena, check, "statement", statement ? lang_pick(statement->text, lang) : "");
		value_add(arena, checks, check);
	}
	value_set(arena, map, "checks", checks);
	value_set_int(arena, map, "statements", given);
}

static void set_class(struct arena *arena, struct value *map, enum lang lang, const struct eligibility_result *result)
{
	const struct edition_class *row = NULL;

	for (size_t i = 0; i < result->reason_count; i++)
		if (result->reasons[i].row)
			row = result->reasons[i].row;
	value_set_text(arena, map, "class_name", row ? lang_pick(row->name, lang) : "");
	value_set_text(arena, map, "class_capital", row ? edition_value_yen(arena, row->capital_max_yen, lang) : "");
	value_set_int(arena, map, "class_employees", row ? row->employees_max : 0);
}

static const char *listed_name(enum eligibility_listed listed)
{
	return listed == ELIGIBILITY_LISTED ? "listed" : listed == ELIGIBILITY_LISTED_SIMILAR ? "similar" : "";
}

struct value *case_decision(struct arena *arena, const struct edition *edition, enum lang lang,
			    const struct value *answers, const struct eligibility_facts *known)
{
	struct value *map = value_map(arena);
	struct eligibility_result result;

	eligibility_judge(arena, edition, answers, known, &result);
	value_set_text(arena, map, "verdict", eligibility_name(result.verdict));
	value_set_bool(arena, map, "is_met", result.verdict == ELIGIBILITY_YES);
	set_answer(arena, map, "industry", edition, lang, answers);
	set_answer(arena, map, "capital", edition, lang, answers);
	set_answer(arena, map, "employees", edition, lang, answers);
	value_set(arena, map, "facts", answer_rows(arena, edition, lang, answers, facts, COUNT(facts)));
	set_class(arena, map, lang, &result);
	set_checks(arena, map, edition, lang, &result);
	value_set_text(arena, map, "supported_before", listed_name(known->past));
	return map;
}

enum err case_decision_load(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
			    const struct edition *edition, int64_t case_id, struct value **ret_decision,
			    struct fault *why)
{
	struct eligibility_facts known = {0};
	struct value *answers;
	const char *sheet;
	enum err err = case_store_load_answers(tx, arena, case_id, "application", &sheet, why);

	if (err)
		return err;
	if (json_decode(arena, str_from(sheet), &answers, NULL))
		answers = value_map(arena); /* what is erased is looked at by a person */
	else
		known = company_register_ask(office, arena, answers);
	*ret_decision = case_decision(arena, edition, lang, answers, &known);
	return ERR_OK;
}
