/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random manipulations of a living store, each verified and taken back. Half are made by somebody who writes to the
 * tables only; half by somebody who then rewrites the log with its key so that everything agrees. The head that was
 * kept from before finds them all.
 */
#include "story/seal/forger.h"

#include <string.h>
#include <strings.h>

#include "store/bound_unit.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/screening/screening_deed.h"

#define MANIPULATIONS 600 /* of each half, on each engine */

struct column {
	const char *table, *name;
	bool is_number, is_bytes;
};

struct manipulating {
	struct forger forger;
	struct column columns[400];
	size_t count; /* of those to choose from */
	uint32_t random;
	const char *kept;
	int tried;
};

static uint32_t draw(struct manipulating *m, uint32_t below)
{
	m->random = m->random * 1664525u + 1013904223u;
	return (m->random >> 8) % below;
}

/* --- a store that has lived --- */

static void live(struct story *story)
{
	int64_t number;

	story_case_at(story, "one", "confirmed");
	number = story_case_at(story, "one", "authorised");
	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat,
				       story_case_at(story, "three", "received"), "都外の事業所のため。"),
		  &story->why);
	story_case_at(story, "three", "invited");
	story_case_at(story, "one", "received");
}

/* --- choosing --- */

/* "bigint", "text" or "bytea", in the letters of the engine. */
static const char *type_of(struct manipulating *m, const char *table, const char *column)
{
	struct arena *arena = &m->forger.story->arena;
	const char *sql = m->forger.story->store->is_postgres
				  ? "SELECT data_type FROM information_schema.columns "
				    "WHERE table_name = $1 AND column_name = $2"
				  : "SELECT type FROM pragma_table_info($1) WHERE name = $2";
	struct rows *rows;

	assert_ok(tx_query(&m->forger.tx, arena, sql, PARAMS(P_TEXT(table), P_TEXT(column)), &rows, &m->forger.why),
		  &m->forger.why);
	assert_int_equal(rows_count(rows), 1);
	return rows_text(rows, 0, 0);
}

static void add_columns(struct manipulating *m, const char *table, const char *names)
{
	struct str rest = str_from(names);

	while (rest.n) {
		const char *name = str_dup(&m->forger.story->arena, str_trim(str_cut(&rest, ',')));
		const char *type = type_of(m, table, name);

		assert_true(m->count < COUNT(m->columns));
		m->columns[m->count++] =
			(struct column){table, name, strcasecmp(type, "bigint") == 0, strcasecmp(type, "bytea") == 0};
	}
}

/* Every column that is bound; without the key those of the log too, which rewriting it would only mend. */
static void find_columns(struct manipulating *m, bool with_key)
{
	forger_begin(&m->forger);
	for (int i = 0; i < BOUND_UNITS; i++)
		add_columns(m, bound_unit_name((enum bound_unit)i), bound_unit_columns((enum bound_unit)i));
	if (!with_key) {
		add_columns(m, "log_entry", "position, edition, case_number, bytes, nodes");
		add_columns(m, "log_edge", "size, peaks, head");
		add_columns(m, "log_salt", "unit, key, position, salt");
	}
	forger_end(&m->forger);
}

static const char *any_row(struct manipulating *m, const char *table)
{
	bool is_postgres = m->forger.story->store->is_postgres;
	struct rows *rows;
	const char *row = is_postgres ? "ctid" : "rowid";
	struct arena *arena = &m->forger.arena;

	assert_ok(tx_query(&m->forger.tx, arena, arena_printf(arena, "SELECT %s FROM %s ORDER BY 1", row, table), NULL,
			   0, &rows, &m->forger.why),
		  &m->forger.why);
	if (!rows_count(rows))
		return NULL;
	return arena_printf(arena, "%s = '%s'", row, rows_text(rows, draw(m, (uint32_t)rows_count(rows)), 0));
}

/* --- one manipulation; false when there was nothing to do or the engine refused --- */

static bool change_cell(struct manipulating *m)
{
	const struct column *column = &m->columns[draw(m, (uint32_t)m->count)];
	const char *row = any_row(m, column->table);
	struct arena *arena = &m->forger.arena;
	const char *value;
	int64_t changed;

	if (!row)
		return false;
	if (column->is_number)
		value = arena_printf(arena, "COALESCE(%s, 0) + %d", column->name, 1 + (int)draw(m, 3));
	else if (column->is_bytes)
		value = m->forger.story->store->is_postgres
				? arena_printf(arena, "%s || '\\x00'::bytea", column->name)
				: arena_printf(arena, "CAST(%s || x'00' AS BLOB)", column->name);
	else
		value = arena_printf(arena, "COALESCE(%s, '') || 'x'", column->name);
	return forger_run(
		       &m->forger,
		       arena_printf(arena, "UPDATE %s SET %s = %s WHERE %s", column->table, column->name, value, row),
		       &changed) &&
	       changed == 1;
}

static bool remove_row(struct manipulating *m)
{
	const char *table = m->columns[draw(m, (uint32_t)m->count)].table;
	const char *row = any_row(m, table);

	return row &&
	       forger_run(&m->forger, arena_printf(&m->forger.arena, "DELETE FROM %s WHERE %s", table, row), NULL);
}

/* Two rows exchange what a column holds. */
static bool swap_cells(struct manipulating *m)
{
	const struct column *column = &m->columns[draw(m, (uint32_t)m->count)];
	const char *one = any_row(m, column->table), *other = any_row(m, column->table);
	struct arena *arena = &m->forger.arena;
	int64_t changed;

	if (!one || strcmp(one, other) == 0)
		return false;
	return forger_run(&m->forger,
			  arena_printf(arena,
				       "UPDATE %s SET %s = CASE WHEN %s THEN (SELECT %s FROM %s WHERE %s) ELSE "
				       "(SELECT %s FROM %s WHERE %s) END WHERE (%s OR %s) AND "
				       "(SELECT COUNT(DISTINCT %s) FROM %s WHERE %s OR %s) = 2",
				       column->table, column->name, one, column->name, column->table, other,
				       column->name, column->table, one, one, other, column->name, column->table, one,
				       other),
			  &changed) &&
	       changed == 2;
}

static bool shift_clock(struct manipulating *m)
{
	static const char *const times[][2] = {
		{"company_case", "arrived_ms"}, {"event", "at_ms"}, {"message", "queued_ms"}, {"consent", "given_ms"}};
	size_t i = draw(m, COUNT(times));
	int64_t changed;

	return forger_run(&m->forger,
			  arena_printf(&m->forger.arena, "UPDATE %s SET %s = %s - 86400000", times[i][0], times[i][1],
				       times[i][1]),
			  &changed) &&
	       changed > 0;
}

static bool remove_case(struct manipulating *m)
{
	static const char *const tables[] = {"message", "consent", "answer_sheet", "event", "authorisation"};
	struct arena *arena = &m->forger.arena;
	long long id = 1 + draw(m, 5);

	forger_run(&m->forger,
		   arena_printf(arena,
				"DELETE FROM log_salt WHERE position IN (SELECT position FROM log_entry WHERE "
				"case_number = (SELECT number FROM company_case WHERE id = %lld))",
				id),
		   NULL);
	forger_run(&m->forger,
		   arena_printf(arena,
				"DELETE FROM log_entry WHERE case_number = "
				"(SELECT number FROM company_case WHERE id = %lld)",
				id),
		   NULL);
	forger_run(&m->forger, arena_printf(arena, "DELETE FROM diagnosis WHERE case_id = %lld", id), NULL);
	for (size_t i = 0; i < COUNT(tables); i++)
		forger_run(&m->forger, arena_printf(arena, "DELETE FROM %s WHERE case_id = %lld", tables[i], id), NULL);
	return forger_run(&m->forger, arena_printf(arena, "DELETE FROM company_case WHERE id = %lld", id), NULL);
}

/* The log forgets what happened last. */
static bool cut_log(struct manipulating *m)
{
	int64_t changed;

	return forger_run(
		       &m->forger,
		       arena_printf(&m->forger.arena,
				    "DELETE FROM log_entry WHERE position > (SELECT MAX(position) FROM log_entry) - %u",
				    1 + draw(m, 5)),
		       &changed) &&
	       changed > 0;
}

static bool manipulate(struct manipulating *m)
{
	switch (draw(m, 12)) {
	case 0:
	case 1: return remove_row(m);
	case 2:
	case 3: return swap_cells(m);
	case 4: return shift_clock(m);
	case 5: return remove_case(m);
	case 6: return cut_log(m);
	default: return change_cell(m);
	}
}

/* --- all of them --- */

static void try_one(struct manipulating *m, bool with_key)
{
	uint32_t before = m->random;

	forger_begin(&m->forger);
	if (manipulate(m)) {
		if (with_key)
			forger_rewrite_log(&m->forger);
		m->tried++;
		if (!value_count(value_get(forger_verify(&m->forger, m->kept), "differences")))
			fail_msg("manipulation %d (random %u) %s was not found", m->tried, before,
				 with_key ? "with the key" : "without the key");
	}
	forger_end(&m->forger);
}

static void try_many(struct story *story, bool with_key)
{
	struct manipulating m = {.random = 20251128};

	live(story);
	m.kept = forger_head(story);
	forger_open(&m.forger, story);
	find_columns(&m, with_key);
	while (m.tried < MANIPULATIONS)
		try_one(&m, with_key);
	forger_begin(&m.forger);
	assert_int_equal(value_count(value_get(forger_verify(&m.forger, m.kept), "differences")), 0);
	forger_end(&m.forger);
	forger_close(&m.forger);
}

static void every_manipulation_of_the_tables_is_found(void **state)
{
	try_many(*state, false);
}

static void every_manipulation_with_the_signing_key_is_found(void **state)
{
	try_many(*state, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(every_manipulation_of_the_tables_is_found),
		STORY(every_manipulation_with_the_signing_key_is_found),
	};

	return test_store_run("manipulations", tests, COUNT(tests));
}
