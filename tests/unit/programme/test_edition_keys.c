/* SPDX-License-Identifier: Apache-2.0 */
/* What an edition must say, may leave out, and between which bounds its numbers stand; tried with the shipped one. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "test.h"
#include "unit/programme/edition_refused.h"

enum { SEEN_MAX = 200, KEY_MAX = 80 };

/* --- a file with one change --- */

static bool is_taken(const struct edition_parts *parts)
{
	struct edition *edition = NULL;
	enum err err = edition_parse(parts, NULL, &edition, NULL);

	edition_free(edition);
	return !err;
}

static bool is_taken_with(const char *old, const char *new)
{
	struct edition_parts parts;
	struct edition_part *file;
	size_t before;
	ARENA_SCOPED arena;

	arena_init(&arena);
	parts = shipped_parts(&arena, "f");
	file = file_with(&parts, old);
	before = str_find(file->bytes, old);
	file->bytes = str_from(arena_printf(&arena, "%.*s%s%s", (int)before, file->bytes.p, new,
					    file->bytes.p + before + strlen(old)));
	return is_taken(&parts);
}

/* --- a file without one key --- */

struct line {
	size_t indent;
	struct str key; /* empty when the line has none at its begin */
};

static struct line read_line(const char *at)
{
	struct line line = {strspn(at, " "), {NULL, 0}};
	size_t size = 0;

	at += line.indent;
	while (islower((unsigned char)at[size]) || at[size] == '_' || isdigit((unsigned char)at[size]))
		size++;
	if (at[size] == ':')
		line.key = str_of(at, size);
	return line;
}

static const char *next_line(const char *at)
{
	const char *end = strchr(at, '\n');

	return end ? end + 1 : at + strlen(at);
}

/* What stands under a key: the lines that are further in, and lists that begin where it begins. */
static const char *behind_block(const char *at, size_t indent)
{
	for (at = next_line(at); *at; at = next_line(at)) {
		size_t in = strspn(at, " ");
		if (at[in] != '\n' && in <= indent && !(in == indent && at[in] == '-'))
			break;
	}
	return at;
}

static bool has_seen(char (*seen)[KEY_MAX], size_t *count, const char *name, const struct line *line)
{
	char key[KEY_MAX];

	snprintf(key, sizeof(key), "%s %zu %.*s", name, line->indent, (int)line->key.n, line->key.p);
	for (size_t i = 0; i < *count; i++)
		if (strcmp(seen[i], key) == 0)
			return true;
	assert_true(*count < SEEN_MAX);
	strcpy(seen[(*count)++], key);
	return false;
}

static bool may_miss(struct str key)
{
	static const char *const optional[] = {
		"waiting_list",
		"prefecture",
		"support_ends",
		"closed_days",
		"steps",
		"version",
		"required",
		"paragraphs",
		"items",
		"statements",
		"rehearsal_ports",
		"sources",
		"intro",
		"help",
		"chars_max",
		"autocomplete",
		"asked_when",
		"asked_in",
		"example",
		"missing",
		"max",
		"topic",
		"name_parts",
		"emergency",
		"words",
		"all_pledges",
		"all_consents",
		"clauses",
		"law",
		"clause",
		"size",
		"place",
		"predecessor",
		"change_keeps_order",
		"check_days",
		"takes",
		"links",
		"elsewhere",
		"hosters",
		"invitation_days",
		"invitations_end",
		"correction_days",
		"remind_days",
		"remind_call_days",
	};

	for (size_t i = 0; i < COUNT(optional); i++)
		if (str_is(key, optional[i]))
			return true;
	return false;
}

static void try_without(struct edition_parts *parts, struct edition_part *file, struct arena *arena, const char *at,
			const struct line *line)
{
	struct str whole = file->bytes;
	const char *behind = behind_block(at, line->indent);
	bool taken;

	file->bytes = str_from(arena_printf(arena, "%.*s%s", (int)(at - whole.p), whole.p, behind));
	taken = is_taken(parts);
	file->bytes = whole;
	if (taken != may_miss(line->key))
		fail_msg("%s without \"%.*s\" is %s", file->name, (int)line->key.n, line->key.p,
			 taken ? "taken" : "refused");
}

/* A call may give none, and what its files must say is tried in test_edition_advice.c. */
static void leave_out_advice(struct edition_parts *parts)
{
	size_t kept = 0;

	for (size_t i = 0; i < parts->count; i++)
		if (strncmp(parts->items[i].name, EDITION_ADVICE, strlen(EDITION_ADVICE)) != 0)
			parts->items[kept++] = parts->items[i];
	assert_true(kept < parts->count);
	parts->count = kept;
}

static void what_an_edition_must_say_cannot_be_left_out(void **state)
{
	static char seen[SEEN_MAX][KEY_MAX];
	struct edition_parts parts;
	size_t count = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	parts = shipped_parts(&arena, "f");
	leave_out_advice(&parts);
	for (size_t i = 0; i < parts.count; i++) {
		struct edition_part *file = &parts.items[i];
		if (strncmp(file->name, "mails/", 6) == 0 && strcmp(file->name, "mails/receipt.yaml") != 0)
			continue;
		for (const char *at = file->bytes.p; *at; at = next_line(at)) {
			struct line line = read_line(at);
			if (line.key.n && !has_seen(seen, &count, file->name, &line))
				try_without(&parts, file, &arena, at, &line);
		}
	}
	assert_true(count > 100);
}

static void a_key_that_nobody_knows_is_refused_also_as_the_first(void **state)
{
	assert_false(is_taken_with("format: 1", "note: \"x\"\nformat: 1"));
	assert_false(is_taken_with("  - id: one\n", "  - note: \"x\"\n    id: one\n"));
	assert_false(is_taken_with("answer_days: 10", "answer_days: 10\nnote: \"x\""));
}

static void numbers_stand_between_their_bounds(void **state)
{
	static const struct {
		const char *text, *key;
		long min, max;
	} rows[] = {
		{"fiscal_year: 2025", "fiscal_year: ", 2019, 2200},
		{"check_days: 5", "check_days: ", 1, 100},
		{"answer_days: 10", "answer_days: ", 1, 100},
		{"confirm_days: 2", "confirm_days: ", 1, 100},
		{"correction_days: 5", "correction_days: ", 1, 100},
		{"call_days: 2", "call_days: ", 1, 100},
		{"offer_days: 3", "offer_days: ", 1, 100},
		{"places: 45", "places: ", 1, 100000},
		{"capital_max_yen: 300000000", "capital_max_yen: ", 0, 1000000000000},
		{"employees_max: 300", "employees_max: ", 0, 1000000},
		{"ports: [21,", "ports: [", 1, 65535},
	};
	char text[80];

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *end = strchr(rows[i].text, ',') ? "," : "";
		for (int past = 0; past < 2; past++) {
			snprintf(text, sizeof(text), "%s%ld%s", rows[i].key, rows[i].min - past, end);
			if (is_taken_with(rows[i].text, text) != !past)
				fail_msg("%s: %s", text, past ? "taken" : "refused");
			snprintf(text, sizeof(text), "%s%ld%s", rows[i].key, rows[i].max + past, end);
			if (is_taken_with(rows[i].text, text) != !past)
				fail_msg("%s: %s", text, past ? "taken" : "refused");
		}
	}
}

/* Receipts stand in addresses of pages, and their number is cut off at its digits. */
static void a_receipt_prefix_is_letters_and_ends_without_a_digit(void **state)
{
	assert_true(is_taken_with("receipt_prefix: \"R7-\"", "receipt_prefix: \"r7x\""));
	assert_false(is_taken_with("receipt_prefix: \"R7-\"", "receipt_prefix: \"\""));
	assert_false(is_taken_with("receipt_prefix: \"R7-\"", "receipt_prefix: \"R0\""));
	assert_false(is_taken_with("receipt_prefix: \"R7-\"", "receipt_prefix: \"R9\""));
	assert_false(is_taken_with("receipt_prefix: \"R7-\"", "receipt_prefix: \"/R-\""));
	assert_false(is_taken_with("receipt_prefix: \"R7-\"", "receipt_prefix: \"R/-\""));
}

int test_edition_keys(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_an_edition_must_say_cannot_be_left_out),
		cmocka_unit_test(a_key_that_nobody_knows_is_refused_also_as_the_first),
		cmocka_unit_test(numbers_stand_between_their_bounds),
		cmocka_unit_test(a_receipt_prefix_is_letters_and_ends_without_a_digit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
