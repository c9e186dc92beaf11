/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/company_register.h"

#include <string.h>

#include "base/log.h"
#include "library/registry_file.h"
#include "programme/business_words.h"
#include "programme/edition_find.h"

/* ---- the registers ---- */

static void open_register(const struct office *office, enum registry_kind kind, struct registry_file *file)
{
	struct fault why;

	if (registry_file_open(office->knowledge, kind, file, &why) == ERR_OK)
		return;
	log_warning("a register cannot be read: %s", why.text);
	*file = (struct registry_file){0};
}

static bool read_row(const struct registry_file *file, size_t index, struct str *fields, size_t count)
{
	struct fault why;

	if (registry_table_row(&file->table, index, fields, count, &why) == ERR_OK)
		return true;
	log_warning("a register cannot be read: %s", why.text);
	return false;
}

/* The digits of a number that was typed, in any width and grouping; false for what is none. */
static bool typed_number(struct arena *arena, const struct edition *edition, const struct value *typed, const char *id,
			 uint64_t *ret_number)
{
	const struct question *question = edition_find_question(edition, id);
	const char *at;
	struct value *answer;
	uint64_t number = 0;

	if (!question || question_judge(arena, question, value_get(typed, id), &answer) != QUESTION_PROBLEM_NONE ||
	    answer->kind != VALUE_TEXT)
		return false;
	for (at = answer->text.p; *at; at++)
		if (*at >= '0' && *at <= '9')
			number = number * 10 + (uint64_t)(*at - '0');
	*ret_number = number;
	return true;
}

/* ---- suggestions ---- */

struct suggesting {
	const struct office *office;
	struct arena *arena;
	const struct edition *edition;
	const struct value *typed;
	struct value *suggested;
};

static void suggest(struct suggesting *s, const char *id, struct str text)
{
	if (text.n && edition_find_question(s->edition, id) && !value_get(s->suggested, id))
		value_set(s->arena, s->suggested, id, value_str(s->arena, text));
}

static void suggest_prefecture(struct suggesting *s, struct str name)
{
	const struct question *question = edition_find_question(s->edition, "prefecture");

	for (size_t i = 0; question && i < question->option_count; i++)
		if (str_is(name, question->options[i].label.ja))
			suggest(s, "prefecture", str_from(question->options[i].id));
}

static void suggest_postal_code(struct suggesting *s, struct str digits)
{
	if (digits.n == 7)
		suggest(s, "postal_code", str_from(arena_printf(s->arena, "%.3s-%.4s", digits.p, digits.p + 3)));
}

/* The newest row of a number is the last. */
static void suggest_company(struct suggesting *s)
{
	struct str fields[CORPORATE_FIELD_COUNT];
	struct registry_file file;
	uint64_t number;
	size_t first, count;

	if (!typed_number(s->arena, s->edition, s->typed, "corporate_number", &number))
		return;
	open_register(s->office, REGISTRY_CORPORATE, &file);
	count = registry_table_find(&file.table, number, &first);
	if (count && read_row(&file, first + count - 1, fields, CORPORATE_FIELD_COUNT)) {
		suggest(s, "company_name", fields[CORPORATE_NAME]);
		suggest(s, "company_kana", fields[CORPORATE_KANA]);
		suggest_postal_code(s, fields[CORPORATE_POSTAL_CODE]);
		suggest_prefecture(s, fields[CORPORATE_PREFECTURE]);
		suggest(s, "address", fields[CORPORATE_PLACE]);
	}
	registry_file_close(&file);
}

/* A code of several towns names what they have in common. */
static void suggest_place(struct suggesting *s)
{
	struct str fields[POSTAL_FIELD_COUNT], place[POSTAL_FIELD_COUNT] = {{0}};
	struct registry_file file;
	uint64_t code;
	size_t first, count = 0;

	if (!typed_number(s->arena, s->edition, s->typed, "postal_code", &code))
		return;
	open_register(s->office, REGISTRY_POSTAL, &file);
	count = registry_table_find(&file.table, code, &first);
	for (size_t i = 0; i < count && read_row(&file, first + i, fields, POSTAL_FIELD_COUNT); i++)
		for (size_t k = 0; k < POSTAL_FIELD_COUNT; k++)
			place[k] = i == 0 || str_eq(place[k], fields[k]) ? fields[k] : STR("");
	if (!place[POSTAL_CITY].n)
		place[POSTAL_TOWN] = STR("");
	suggest_prefecture(s, place[POSTAL_PREFECTURE]);
	suggest(s, "address",
		str_from(arena_printf(s->arena, "%.*s%.*s", (int)place[POSTAL_CITY].n,
				      place[POSTAL_CITY].n ? place[POSTAL_CITY].p : "", (int)place[POSTAL_TOWN].n,
				      place[POSTAL_TOWN].n ? place[POSTAL_TOWN].p : "")));
	registry_file_close(&file);
}

static void suggest_industry(struct suggesting *s)
{
	const struct edition_industry *industries[BUSINESS_WORDS_MAX];
	struct str typed = str_from(value_get_text(s->typed, "business"));

	if (business_words_find(s->arena, s->edition, typed, industries) == 1)
		suggest(s, "industry", str_from(industries[0]->id));
}

/* A code that was typed is nearer to what is meant than the place where the company is registered. */
struct value *company_register_suggest(const struct office *office, struct arena *arena, const struct edition *edition,
				       const struct value *typed)
{
	struct suggesting s = {office, arena, edition, typed, value_map(arena)};

	suggest_industry(&s);
	suggest_place(&s);
	suggest_company(&s);
	return s.suggested;
}

/* ---- what it says of the company ---- */

static enum eligibility_registry ask_corporate(const struct office *office, const struct value *answers)
{
	enum eligibility_registry known = ELIGIBILITY_REGISTRY_UNASKED;
	struct str fields[CORPORATE_FIELD_COUNT];
	struct registry_file file;
	uint64_t number;
	size_t first, count;

	if (!str_to_u64(str_from(value_get_text(answers, "corporate_number")), &number))
		return known;
	open_register(office, REGISTRY_CORPORATE, &file);
	count = registry_table_find(&file.table, number, &first);
	if (!file.is_there)
		known = ELIGIBILITY_REGISTRY_UNASKED;
	else if (!count)
		known = ELIGIBILITY_REGISTRY_ABSENT;
	else if (!read_row(&file, first + count - 1, fields, CORPORATE_FIELD_COUNT))
		known = ELIGIBILITY_REGISTRY_UNASKED;
	else if (fields[CORPORATE_CLOSED].n)
		known = ELIGIBILITY_REGISTRY_CLOSED;
	else
		known = corporate_row_is_company(fields[CORPORATE_KIND]) ? ELIGIBILITY_REGISTRY_COMPANY
									 : ELIGIBILITY_REGISTRY_OTHER;
	registry_file_close(&file);
	return known;
}

static bool is_similar(struct arena *arena, const struct registry_file *file, size_t index, const struct value *answers)
{
	struct str fields[COMPANY_LIST_FIELD_COUNT];

	return read_row(file, index, fields, COMPANY_LIST_FIELD_COUNT) &&
	       company_list_row_is_similar(arena, fields[COMPANY_LIST_NAME], fields[COMPANY_LIST_ADDRESS],
					   str_from(value_get_text(answers, "company_name")),
					   str_from(value_get_text(answers, "address")));
}

static enum eligibility_listed ask_list(enum registry_kind kind, const struct office *office, struct arena *arena,
					const struct value *answers)
{
	enum eligibility_listed known = ELIGIBILITY_LISTED_NOT;
	const struct str name = str_from(value_get_text(answers, "company_name"));
	struct registry_file file;
	uint64_t number;
	size_t first, count;

	open_register(office, kind, &file);
	count = registry_table_find(&file.table, company_list_row_name_key(arena, name), &first);
	for (size_t i = 0; i < count; i++)
		if (is_similar(arena, &file, first + i, answers))
			known = ELIGIBILITY_LISTED_SIMILAR;
	if (str_to_u64(str_from(value_get_text(answers, "corporate_number")), &number) &&
	    registry_table_find(&file.table, number, &first))
		known = ELIGIBILITY_LISTED;
	registry_file_close(&file);
	return known;
}

struct eligibility_facts company_register_ask(const struct office *office, struct arena *arena,
					      const struct value *answers)
{
	return (struct eligibility_facts){
		.registry = ask_corporate(office, answers),
		.predecessor = ask_list(REGISTRY_PREDECESSOR, office, arena, answers),
		.past = ask_list(REGISTRY_PAST, office, arena, answers),
	};
}
