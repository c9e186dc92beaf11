/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_head.h"

#include <stddef.h>
#include <string.h>

#include "codec/text/host_name.h"
#include "codec/text/mail_address.h"
#include "programme/edition_find.h"
#include "programme/edition_priv.h"
#include "programme/hoster.h"
#include "programme/jsic.h"
#include "programme/question.h"

#define CLOSED_DAYS_MAX 60
#define INVITATION_DAYS 10 /* where an edition does not say it */

/* The items of a list as an array of `size` bytes each; problems at a list that is too long. */
static void *make_items(struct reader *r, const struct value *list, size_t size, size_t *ret_count)
{
	size_t count = value_count(list);

	if (count > EDITION_ITEMS_MAX)
		reader_fail(r, list, "this list has %zu items, expected at most %d", count, EDITION_ITEMS_MAX);
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

/* Reads the i-th item of a list of maps; its id must be a new one. */
static const struct value *read_item(struct reader *r, const struct value *list, size_t i,
				     const struct reader_key *keys, void *into)
{
	const struct value *item = value_at(list, i);
	const char *id = value_get_text(item, "id");

	reader_map_into(r, item, keys, into);
	for (size_t k = 0; k < i; k++)
		if (strcmp(value_get_text(value_at(list, k), "id"), id) == 0)
			reader_fail(r, value_get(item, "id"), "the id \"%s\" appears twice in this list", id);
	return item;
}

static void read_courses(struct reader *r, const struct value *root, struct edition *e)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_course, id), 0, 0, false},
		{"name", READER_PAIR, offsetof(struct edition_course, name), 1, 0, false},
		{"summary", READER_PAIR, offsetof(struct edition_course, summary), 1, 0, false},
		{"visits", READER_INT, offsetof(struct edition_course, visits), 1, 20, false},
		{"places", READER_INT, offsetof(struct edition_course, places), 1, 100000, false},
		{.key = "steps"},
		{0},
	};
	const struct value *list = reader_list(r, root, "courses");

	e->courses = make_items(r, list, sizeof(*e->courses), &e->course_count);
	for (size_t i = 0; i < e->course_count; i++) {
		struct edition_course *course = &e->courses[i];
		const struct value *item = read_item(r, list, i, keys, course);
		course->steps = read_pairs(r, item, "steps", &course->step_count);
	}
}

static void read_industries(struct reader *r, const struct value *map, const struct edition *e,
			    struct edition_class *row)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_industry, id), 0, 0, false},
		{"jsic", READER_TEXT, offsetof(struct edition_industry, jsic), 0, 0, false},
		{"words", READER_TEXT, offsetof(struct edition_industry, words), 0, 4000, true},
		{"name", READER_PAIR, offsetof(struct edition_industry, name), 1, 0, false},
		{0},
	};
	const struct value *list = reader_list(r, map, "industries");

	row->industries = make_items(r, list, sizeof(*row->industries), &row->industry_count);
	for (size_t i = 0; i < row->industry_count; i++) {
		const struct value *item;

		row->industries[i].words = "";
		item = read_item(r, list, i, keys, &row->industries[i]);
		if (!r->has_failed && !jsic_is_list(str_from(row->industries[i].jsic)))
			reader_fail(r, value_get(item, "jsic"),
				    "\"%s\" is no list of classes, expected such as G 411, 412 or K 69 except 693",
				    row->industries[i].jsic);
		if (edition_find_class(e, str_from(row->industries[i].id)) != row)
			reader_fail(r, value_get(item, "id"), "the industry \"%s\" is in another class already",
				    row->industries[i].id);
	}
}

static void read_classes(struct reader *r, const struct value *root, struct edition *e)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_class, id), 0, 0, false},
		{"law", READER_TEXT, offsetof(struct edition_class, law), 0, 200, true},
		{"name", READER_PAIR, offsetof(struct edition_class, name), 1, 0, false},
		{"capital_max_yen", READER_INT64, offsetof(struct edition_class, capital_max_yen), 0,
		 INT64_C(1000000000000), false},
		{"employees_max", READER_INT64, offsetof(struct edition_class, employees_max), 0, 1000000, false},
		{.key = "industries"},
		{0},
	};
	const struct value *list = reader_list(r, root, "classes");

	e->classes = make_items(r, list, sizeof(*e->classes), &e->class_count);
	for (size_t i = 0; i < e->class_count; i++) {
		e->classes[i].law = "";
		read_industries(r, read_item(r, list, i, keys, &e->classes[i]), e, &e->classes[i]);
	}
}

static void read_clauses(struct reader *r, const struct value *root, struct edition_clauses *clauses)
{
	static const struct reader_key keys[] = {
		{"size", READER_TEXT, offsetof(struct edition_clauses, size), 0, 40, true},
		{"place", READER_TEXT, offsetof(struct edition_clauses, place), 0, 40, true},
		{"predecessor", READER_TEXT, offsetof(struct edition_clauses, predecessor), 0, 40, true},
		{0},
	};
	const struct value *map = value_get(root, "clauses");

	*clauses = (struct edition_clauses){"", "", ""};
	if (map)
		reader_map_into(r, reader_map(r, root, "clauses"), keys, clauses);
}

static struct edition_statement *read_statements(struct reader *r, const struct value *root, const char *key,
						 size_t *ret_count)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_statement, id), 0, 0, false},
		{"version", READER_INT, offsetof(struct edition_statement, version), 1, 1000, true},
		{"clause", READER_TEXT, offsetof(struct edition_statement, clause), 0, 40, true},
		{"text", READER_PAIR, offsetof(struct edition_statement, text), 1, 0, false},
		{"required", READER_BOOL, offsetof(struct edition_statement, required), 0, 0, true},
		{0},
	};
	const struct value *list = reader_list(r, root, key);
	struct edition_statement *statements = make_items(r, list, sizeof(*statements), ret_count);

	for (size_t i = 0; i < *ret_count; i++) {
		statements[i] = (struct edition_statement){.version = 1, .clause = "", .required = true};
		read_item(r, list, i, keys, &statements[i]);
	}
	return statements;
}

static struct edition_link *read_links(struct reader *r, const struct value *map, const char *key, size_t *ret_count)
{
	static const struct reader_key keys[] = {
		{"name", READER_PAIR, offsetof(struct edition_link, name), 1, 0, false},
		{"url", READER_TEXT, offsetof(struct edition_link, url), 0, 0, false},
		{0},
	};
	const struct value *list = reader_maybe_list(r, map, key);
	struct edition_link *links = make_items(r, list, sizeof(*links), ret_count);

	for (size_t i = 0; i < *ret_count; i++) {
		reader_map_into(r, value_at(list, i), keys, &links[i]);
		reader_check_page(r, value_get(value_at(list, i), "url"), links[i].url);
	}
	return links;
}

static struct edition_step *read_steps(struct reader *r, const struct value *map, size_t *ret_count)
{
	static const struct reader_key keys[] = {
		{"name", READER_PAIR, offsetof(struct edition_step, name), 1, 0, false},
		{"text", READER_PAIR, offsetof(struct edition_step, text), 1, 0, false},
		{"takes", READER_PAIR, offsetof(struct edition_step, takes), 1, 0, true},
		{0},
	};
	const struct value *list = reader_maybe_list(r, map, "steps");
	struct edition_step *steps = make_items(r, list, sizeof(*steps), ret_count);

	for (size_t i = 0; i < *ret_count; i++)
		reader_map_into(r, value_at(list, i), keys, &steps[i]);
	return steps;
}

static const char *const shows_names[] = {
	[EDITION_SHOWS_NOTHING] = "",
	[EDITION_SHOWS_COURSES] = "courses",
	[EDITION_SHOWS_CLASSES] = "classes",
};

static enum edition_shows read_shows(struct reader *r, const struct value *section)
{
	const char *name = value_get(section, "shows") ? reader_text(r, section, "shows") : "";

	for (size_t i = 0; i < COUNT(shows_names); i++)
		if (strcmp(shows_names[i], name) == 0)
			return (enum edition_shows)i;
	reader_fail(r, value_get(section, "shows"), "\"shows\" is \"%.40s\", expected courses or classes", name);
	return EDITION_SHOWS_NOTHING;
}

/* The courses and who may take part stand on the page, once each. */
static void check_shown(struct reader *r, const struct value *root, const struct edition *e, enum edition_shows shows)
{
	size_t count = 0;

	for (size_t i = 0; i < e->section_count; i++)
		count += e->sections[i].shows == shows;
	if (!r->has_failed && count != 1)
		reader_fail(r, value_get(root, "sections"), "%zu sections have \"shows: %s\", expected one", count,
			    shows_names[shows]);
}

static void read_sections(struct reader *r, const struct value *root, struct edition *e)
{
	static const struct reader_key keys[] = {
		{"id", READER_ID, offsetof(struct edition_section, id), 0, 0, false},
		{"title", READER_PAIR, offsetof(struct edition_section, title), 1, 0, false},
		{.key = "shows"},
		{.key = "paragraphs"},
		{.key = "steps"},
		{.key = "items"},
		{.key = "links"},
		{0},
	};
	const struct value *list = reader_list(r, root, "sections");

	e->sections = make_items(r, list, sizeof(*e->sections), &e->section_count);
	for (size_t i = 0; i < e->section_count; i++) {
		struct edition_section *section = &e->sections[i];
		const struct value *item = read_item(r, list, i, keys, section);
		section->shows = read_shows(r, item);
		section->paragraphs = read_pairs(r, item, "paragraphs", &section->paragraph_count);
		section->steps = read_steps(r, item, &section->step_count);
		section->items = read_pairs(r, item, "items", &section->item_count);
		section->links = read_links(r, item, "links", &section->link_count);
	}
	check_shown(r, root, e, EDITION_SHOWS_COURSES);
	check_shown(r, root, e, EDITION_SHOWS_CLASSES);
}

static void read_contact(struct reader *r, const struct value *root, struct edition_contact *contact)
{
	static const struct reader_key keys[] = {
		{"name", READER_PAIR, offsetof(struct edition_contact, name), 1, EDITION_SENDER_MAX, false},
		{"hours", READER_PAIR, offsetof(struct edition_contact, hours), 1, 0, false},
		{"phone", READER_TEXT, offsetof(struct edition_contact, phone), 0, 0, false},
		{"mail", READER_TEXT, offsetof(struct edition_contact, mail), 0, 0, false},
		{"url", READER_TEXT, offsetof(struct edition_contact, url), 0, 0, false},
		{"postal_address", READER_PAIR, offsetof(struct edition_contact, postal_address), 0, 0, false},
		{0},
	};

	const struct value *map = reader_map(r, root, "contact");

	reader_map_into(r, map, keys, contact);
	if (!mail_address_is_sendable(str_from(contact->mail)))
		reader_fail(r, value_get(map, "mail"), "\"%s\" is no address that mail can be sent to", contact->mail);
	reader_check_page(r, value_get(map, "url"), contact->url);
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
	static const struct reader_key keys[] = {
		{.key = "from"},
		{.key = "to"},
		{0},
	};
	const struct value *list = reader_maybe_list(r, root, "closed_days");

	e->closed_days = make_items(r, list, sizeof(*e->closed_days), &e->closed_day_count);
	for (size_t i = 0; i < e->closed_day_count; i++) {
		const struct value *item = value_at(list, i);
		struct business_closed *closed = &e->closed_days[i];
		reader_map_into(r, item, keys, closed);
		read_month_day(r, item, "from", &closed->from_month, &closed->from_day);
		read_month_day(r, item, "to", &closed->to_month, &closed->to_day);
	}
}

/* Deadlines are counted in days on which the office works: there must be such days. */
static void check_closed_days(struct reader *r, const struct value *root, const struct edition *e)
{
	int64_t opens = day_of_ms(e->opens_ms);

	if (!r->has_failed &&
	    business_day_after(opens, 1, e->closed_days, e->closed_day_count) > opens + CLOSED_DAYS_MAX)
		reader_fail(r, value_get(root, "closed_days"), "the office is closed for more than %d days on end",
			    CLOSED_DAYS_MAX);
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

/* Companies and those who host them tell a diagnosis from an attack by them. */
static struct value *read_sources(struct reader *r, const struct value *list)
{
	struct value *sources = value_list(r->arena);

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		if (item->kind == VALUE_TEXT && host_name_is_valid(item->text))
			value_add(r->arena, sources, value_str(r->arena, item->text));
		else
			reader_fail(r, item, "this is neither an address nor the name of a host");
	}
	return sources;
}

static void read_diagnosis(struct reader *r, const struct value *root, struct edition *e)
{
	static const struct reader_key keys[] = {
		{.key = "ports"},
		{.key = "rehearsal_ports"},
		{.key = "sources"},
		{"performed_by", READER_PAIR, offsetof(struct edition, performed_by), 1, 0, true},
		{0},
	};
	const struct value *map = reader_map(r, root, "diagnosis");

	reader_map_into(r, map, keys, e);
	e->ports = read_ports(r, reader_list(r, map, "ports"), &e->port_count);
	e->rehearsal_ports = read_ports(r, reader_maybe_list(r, map, "rehearsal_ports"), &e->rehearsal_port_count);
	e->sources = read_sources(r, reader_maybe_list(r, map, "sources"));
}

struct reception {
	int64_t opens, closes; /* days */
};

static void read_reception(struct reader *r, const struct value *root, struct edition *e)
{
	static const struct reader_key keys[] = {
		{"opens", READER_DAY, offsetof(struct reception, opens), 0, 0, false},
		{"closes", READER_DAY, offsetof(struct reception, closes), 0, 0, false},
		{0},
	};
	const struct value *map = reader_map(r, root, "reception");
	struct reception reception;

	reader_map_into(r, map, keys, &reception);
	if (reception.closes < reception.opens)
		reader_fail(r, value_get(map, "closes"), "the reception closes before it opens");
	e->opens_ms = day_start_ms(reception.opens);
	e->closes_ms = day_start_ms(reception.closes + 1); /* the last day counts to its end */
}

/* It stands in addresses of pages, before the digits of a number. */
static void check_receipt_prefix(struct reader *r, const struct value *root, const struct edition *e)
{
	struct str prefix = str_from(e->receipt_prefix);
	bool is_good = prefix.n > 0 && (prefix.p[prefix.n - 1] < '0' || prefix.p[prefix.n - 1] > '9');

	for (size_t i = 0; i < prefix.n; i++)
		is_good = is_good &&
			  strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-", prefix.p[i]);
	if (!r->has_failed && !is_good)
		reader_fail(r, value_get(root, "receipt_prefix"),
			    "\"%s\" is no prefix of receipt numbers, expected letters, digits and \"-\" that do not "
			    "end with a digit, such as R7-",
			    e->receipt_prefix);
}

/* Without its bars it is the name. */
static bool is_name_in_parts(const char *parts, const char *name)
{
	for (; *parts; parts++)
		if (*parts != '|' && *parts != *name++)
			return false;
	return !*name;
}

static void check_name_parts(struct reader *r, const struct value *root, const struct edition *e)
{
	if (r->has_failed || !e->name_parts.ja)
		return;
	if (!is_name_in_parts(e->name_parts.ja, e->name.ja) || !is_name_in_parts(e->name_parts.en, e->name.en))
		reader_fail(
			r, value_get(root, "name_parts"),
			"without its \"|\" this is not the name, expected the name with \"|\" where a line may break");
}

void edition_head_read(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	static const struct reader_key keys[] = {
		{"format", READER_INT, offsetof(struct edition, format), 1, 1, false},
		{"id", READER_ID, offsetof(struct edition, id), 0, 0, false},
		{"name", READER_PAIR, offsetof(struct edition, name), 1, 0, false},
		{"name_parts", READER_PAIR, offsetof(struct edition, name_parts), 1, 0, true},
		{"short_name", READER_PAIR, offsetof(struct edition, short_name), 1, 0, false},
		{"organiser", READER_PAIR, offsetof(struct edition, organiser), 1, 0, false},
		{"operator_name", READER_PAIR, offsetof(struct edition, operator_name), 1, 0, false},
		{"lead", READER_PAIR, offsetof(struct edition, lead), 1, 0, false},
		{"fiscal_year", READER_INT, offsetof(struct edition, fiscal_year), 2019, 2200, false},
		{"receipt_prefix", READER_TEXT, offsetof(struct edition, receipt_prefix), 0, 20, false},
		{"check_days", READER_INT, offsetof(struct edition, check_days), 1, 100, true},
		{"answer_days", READER_INT, offsetof(struct edition, answer_days), 1, 100, false},
		{"correction_days", READER_INT, offsetof(struct edition, correction_days), 1, 100, true},
		{"remind_days", READER_INT, offsetof(struct edition, remind_days), 1, 100, true},
		{"remind_call_days", READER_INT, offsetof(struct edition, remind_call_days), 1, 100, true},
		{"confirm_days", READER_INT, offsetof(struct edition, confirm_days), 1, 100, false},
		{"call_days", READER_INT, offsetof(struct edition, call_days), 1, 100, false},
		{"offer_days", READER_INT, offsetof(struct edition, offer_days), 1, 100, false},
		{"invitation_days", READER_INT, offsetof(struct edition, invitation_days), 1, 100, true},
		{"invitations_end", READER_DAY, offsetof(struct edition, invitations_end), 0, 0, true},
		{"change_keeps_order", READER_BOOL, offsetof(struct edition, change_keeps_order), 0, 0, true},
		{"waiting_list", READER_BOOL, offsetof(struct edition, waiting_list), 0, 0, true},
		{"prefecture", READER_TEXT, offsetof(struct edition, prefecture), 0, 0, true},
		{"support_ends", READER_DAY, offsetof(struct edition, support_ends), 0, 0, true},
		{.key = "reception"},
		{.key = "contact"},
		{.key = "emergency"},
		{.key = "elsewhere"},
		{.key = "hosters"},
		{.key = "closed_days"},
		{.key = "courses"},
		{.key = "clauses"},
		{.key = "classes"},
		{.key = "pledges"},
		{.key = "consents"},
		{.key = "sections"},
		{.key = "diagnosis"},
		{0},
	};
	struct edition *e = reading->edition;

	e->invitation_days = INVITATION_DAYS;
	reader_map_into(r, root, keys, e);
	check_receipt_prefix(r, root, e);
	read_reception(r, root, e);
	read_contact(r, root, &e->contact);
	e->emergency = read_pairs(r, root, "emergency", &e->emergency_count);
	e->elsewhere = read_links(r, root, "elsewhere", &e->elsewhere_count);
	hoster_read(r, root, e);
	read_closed_days(r, root, e);
	check_closed_days(r, root, e);
	read_courses(r, root, e);
	read_classes(r, root, e);
	read_clauses(r, root, &e->clauses);
	e->pledges = read_statements(r, root, "pledges", &e->pledge_count);
	e->consents = read_statements(r, root, "consents", &e->consent_count);
	read_sections(r, root, e);
	read_diagnosis(r, root, e);
	check_name_parts(r, root, e);
}
