/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition.h"

#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"
#include "codec/yaml.h"
#include "programme/edition_priv.h"

#define FILE_MAX ((size_t)1024 * 1024)

/* The items of a list as an array of `size` bytes each; problems at a list that is too long. */
static void *make_items(struct reader *r, const struct value *list, size_t size, size_t *ret_count)
{
	size_t count = value_count(list);

	if (count > ITEMS_MAX)
		reader_fail(r, list, "this list has %zu items, expected at most %d", count, ITEMS_MAX);
	*ret_count = r->has_failed ? 0 : count;
	return arena_array(r->arena, *ret_count, size);
}

static struct lang_text *read_pairs(struct reader *r, const struct value *map, const char *key, size_t *ret_count)
{
	const struct value *list = reader_maybe_list(r, map, key);
	struct lang_text *pairs = make_items(r, list, sizeof(*pairs), ret_count);

	for (size_t i = 0; i < *ret_count; i++)
		pairs[i] = reader_pair_of(r, value_at(list, i));
	return pairs;
}

/* The first `i` items of a list have this id already. */
static bool is_taken(const struct value *list, size_t i, const char *id)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(value_get_text(value_at(list, k), "id"), id) == 0)
			return true;
	return false;
}

static const char *read_new_id(struct reader *r, const struct value *list, size_t i)
{
	const struct value *item = value_at(list, i);
	const char *id = reader_id(r, item, "id");

	if (is_taken(list, i, id))
		reader_fail(r, value_get(item, "id"), "the id \"%s\" stands twice in this list", id);
	return id;
}

static void read_courses(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"id", "name", "summary", "visits", "places", "steps", NULL};
	const struct value *list = reader_list(r, root, "courses");

	e->courses = make_items(r, list, sizeof(*e->courses), &e->course_count);
	for (size_t i = 0; i < e->course_count; i++) {
		const struct value *item = value_at(list, i);
		struct edition_course *course = &e->courses[i];
		reader_allow(r, item, keys);
		course->id = read_new_id(r, list, i);
		course->name = reader_pair(r, item, "name");
		course->summary = reader_pair(r, item, "summary");
		course->visits = (int)reader_int(r, item, "visits", 1, 20);
		course->places = (int)reader_int(r, item, "places", 1, 100000);
		course->steps = read_pairs(r, item, "steps", &course->step_count);
	}
}

static void read_industries(struct reader *r, const struct value *map, const struct edition *e,
			    struct edition_class *row)
{
	static const char *const keys[] = {"id", "jsic", "name", NULL};
	const struct value *list = reader_list(r, map, "industries");

	row->industries = make_items(r, list, sizeof(*row->industries), &row->industry_count);
	for (size_t i = 0; i < row->industry_count; i++) {
		const struct value *item = value_at(list, i);
		reader_allow(r, item, keys);
		row->industries[i].id = read_new_id(r, list, i);
		if (edition_class_of(e, str_from(row->industries[i].id)) != row)
			reader_fail(r, value_get(item, "id"), "the industry \"%s\" stands in another class already",
				    row->industries[i].id);
		row->industries[i].jsic = reader_text(r, item, "jsic");
		row->industries[i].name = reader_pair(r, item, "name");
	}
}

static void read_classes(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"id", "name", "capital_max_yen", "employees_max", "industries", NULL};
	const struct value *list = reader_list(r, root, "classes");

	e->classes = make_items(r, list, sizeof(*e->classes), &e->class_count);
	for (size_t i = 0; i < e->class_count; i++) {
		const struct value *item = value_at(list, i);
		struct edition_class *row = &e->classes[i];
		reader_allow(r, item, keys);
		row->id = read_new_id(r, list, i);
		row->name = reader_pair(r, item, "name");
		row->capital_max_yen = reader_int(r, item, "capital_max_yen", 0, INT64_C(1000000000000));
		row->employees_max = reader_int(r, item, "employees_max", 0, 1000000);
		read_industries(r, item, e, row);
	}
}

static struct edition_statement *read_statements(struct reader *r, const struct value *root, const char *key,
						 size_t *ret_count)
{
	static const char *const keys[] = {"id", "version", "text", "required", NULL};
	const struct value *list = reader_list(r, root, key);
	struct edition_statement *statements = make_items(r, list, sizeof(*statements), ret_count);

	for (size_t i = 0; i < *ret_count; i++) {
		const struct value *item = value_at(list, i);
		reader_allow(r, item, keys);
		statements[i].id = read_new_id(r, list, i);
		statements[i].version = (int)reader_maybe_int(r, item, "version", 1, 1000, 1);
		statements[i].text = reader_pair(r, item, "text");
		statements[i].required = reader_maybe_bool(r, item, "required", true);
	}
	return statements;
}

static void read_sections(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"id", "title", "paragraphs", "items", NULL};
	const struct value *list = reader_list(r, root, "sections");

	e->sections = make_items(r, list, sizeof(*e->sections), &e->section_count);
	for (size_t i = 0; i < e->section_count; i++) {
		const struct value *item = value_at(list, i);
		struct edition_section *section = &e->sections[i];
		reader_allow(r, item, keys);
		section->id = read_new_id(r, list, i);
		section->title = reader_pair(r, item, "title");
		section->paragraphs = read_pairs(r, item, "paragraphs", &section->paragraph_count);
		section->items = read_pairs(r, item, "items", &section->item_count);
	}
}

static void read_contact(struct reader *r, const struct value *root, struct edition_contact *contact)
{
	static const char *const keys[] = {"name", "hours", "phone", "mail", "url", "postal_address", NULL};
	const struct value *map = reader_map(r, root, "contact");

	if (!map)
		return;
	reader_allow(r, map, keys);
	contact->name = reader_pair(r, map, "name");
	contact->hours = reader_pair(r, map, "hours");
	contact->phone = reader_text(r, map, "phone");
	contact->mail = reader_text(r, map, "mail");
	contact->url = reader_text(r, map, "url");
	contact->postal_address = reader_maybe_empty_pair(r, map, "postal_address");
}

/* "12-29" */
static void read_month_day(struct reader *r, const struct value *map, const char *key, int *month, int *day)
{
	const char *text = reader_text(r, map, key);
	char date[16] = "2024-"; /* a leap year, so that 02-29 exists */
	struct civil civil;
	int64_t found;

	if (strlen(text) == 5)
		memcpy(date + 5, text, 6);
	if (!day_parse(str_from(date), &found)) {
		reader_fail(r, value_get(map, key), "\"%s\" is \"%.20s\", expected a month and day such as 12-29", key,
			    text);
		return;
	}
	civil = day_to_civil(found);
	*month = civil.month;
	*day = civil.day;
}

static void read_closed_days(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"from", "to", NULL};
	const struct value *list = reader_maybe_list(r, root, "closed_days");

	e->closed_days = make_items(r, list, sizeof(*e->closed_days), &e->closed_day_count);
	for (size_t i = 0; i < e->closed_day_count; i++) {
		const struct value *item = value_at(list, i);
		struct business_closed *closed = &e->closed_days[i];
		reader_allow(r, item, keys);
		read_month_day(r, item, "from", &closed->from_month, &closed->from_day);
		read_month_day(r, item, "to", &closed->to_month, &closed->to_day);
	}
}

static uint16_t *read_ports(struct reader *r, const struct value *list, size_t *ret_count)
{
	uint16_t *ports = make_items(r, list, sizeof(*ports), ret_count);

	for (size_t i = 0; i < *ret_count; i++) {
		const struct value *item = value_at(list, i);
		if (item->kind != VALUE_INT || item->integer < 1 || item->integer > 65535)
			reader_fail(r, item, "this is no port, expected a number from 1 to 65535");
		else
			ports[i] = (uint16_t)item->integer;
	}
	return ports;
}

static void read_diagnosis(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"ports", "rehearsal_ports", NULL};
	const struct value *map = reader_map(r, root, "diagnosis");

	if (!map)
		return;
	reader_allow(r, map, keys);
	e->ports = read_ports(r, reader_list(r, map, "ports"), &e->port_count);
	e->rehearsal_ports = read_ports(r, reader_maybe_list(r, map, "rehearsal_ports"), &e->rehearsal_port_count);
}

static void read_reception(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"opens", "closes", NULL};
	const struct value *map = reader_map(r, root, "reception");
	int64_t opens, closes;

	if (!map)
		return;
	reader_allow(r, map, keys);
	opens = reader_day(r, map, "opens");
	closes = reader_day(r, map, "closes");
	if (closes < opens)
		reader_fail(r, value_get(map, "closes"), "the reception closes before it opens");
	e->opens_ms = day_start_ms(opens);
	e->closes_ms = day_start_ms(closes + 1); /* the last day counts to its end */
}

static void read_head(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const keys[] = {"format",
					   "id",
					   "name",
					   "short_name",
					   "organiser",
					   "operator_name",
					   "fiscal_year",
					   "receipt_prefix",
					   "reception",
					   "answer_days",
					   "waiting_list",
					   "prefecture",
					   "contact",
					   "closed_days",
					   "courses",
					   "classes",
					   "pledges",
					   "consents",
					   "sections",
					   "application",
					   "questionnaire",
					   "authorisation",
					   "messages",
					   "diagnosis",
					   NULL};

	reader_allow(r, root, keys);
	reader_int(r, root, "format", 1, 1);
	e->id = reader_id(r, root, "id");
	e->name = reader_pair(r, root, "name");
	e->short_name = reader_pair(r, root, "short_name");
	e->organiser = reader_pair(r, root, "organiser");
	e->operator_name = reader_pair(r, root, "operator_name");
	e->fiscal_year = (int)reader_int(r, root, "fiscal_year", 2019, 2200);
	e->receipt_prefix = reader_text(r, root, "receipt_prefix");
	e->answer_days = (int)reader_int(r, root, "answer_days", 1, 100);
	e->waiting_list = reader_maybe_bool(r, root, "waiting_list", false);
	e->prefecture = reader_maybe_text(r, root, "prefecture");
	if (!e->prefecture)
		e->prefecture = "";
}

static void read_all(struct reader *r, const struct value *root, struct edition *e)
{
	read_head(r, root, e);
	read_reception(r, root, e);
	read_contact(r, root, &e->contact);
	read_closed_days(r, root, e);
	read_courses(r, root, e);
	read_classes(r, root, e);
	e->pledges = read_statements(r, root, "pledges", &e->pledge_count);
	e->consents = read_statements(r, root, "consents", &e->consent_count);
	read_sections(r, root, e);
	read_diagnosis(r, root, e);
	edition_read_application(r, root, e);
	edition_read_questionnaire(r, root, e);
	edition_read_authorisation(r, root, e);
	edition_read_messages(r, root, e);
}

enum err edition_parse(struct str yaml, const char *name, struct edition **ret_edition, struct fault *why)
{
	struct edition *edition;
	struct reader reader;
	struct value *root;
	unsigned char digest[DIGEST_SIZE];
	enum err err;

	if (yaml.n > FILE_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: is larger than %zu bytes", name, FILE_MAX);
	edition = calloc(1, sizeof(*edition));
	if (!edition)
		abort(); /* the rule of arena.h */
	arena_init(&edition->arena);
	reader = (struct reader){.arena = &edition->arena, .name = name};
	err = yaml_decode(&edition->arena, yaml, name, &root, why);
	if (!err) {
		read_all(&reader, root, edition);
		err = reader_finish(&reader, why);
	}
	if (err) {
		edition_free(edition);
		return err;
	}
	digest_sha256(yaml, digest);
	digest_hex(str_of(digest, sizeof(digest)), edition->hash);
	*ret_edition = edition;
	return ERR_OK;
}

void edition_free(struct edition *edition)
{
	if (!edition)
		return;
	arena_release(&edition->arena);
	free(edition);
}

const struct edition_course *edition_course(const struct edition *edition, struct str id)
{
	for (size_t i = 0; i < edition->course_count; i++)
		if (str_is(id, edition->courses[i].id))
			return &edition->courses[i];
	return NULL;
}

const struct edition_class *edition_class_of(const struct edition *edition, struct str industry)
{
	for (size_t i = 0; i < edition->class_count; i++)
		for (size_t k = 0; k < edition->classes[i].industry_count; k++)
			if (str_is(industry, edition->classes[i].industries[k].id))
				return &edition->classes[i];
	return NULL;
}

const struct edition_message *edition_message(const struct edition *edition, const char *id)
{
	for (size_t i = 0; i < edition->message_count; i++)
		if (strcmp(edition->messages[i].id, id) == 0)
			return &edition->messages[i];
	return NULL;
}

const struct question *edition_question(const struct edition *edition, const char *id)
{
	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++)
			if (strcmp(edition->application[i].questions[k].id, id) == 0)
				return &edition->application[i].questions[k];
	return NULL;
}
