/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/audit_replay.h"

#include <string.h>

#include "store/application/case_count.h"
#include "store/application/case_list_store.h"
#include "store/seal/log_store.h"
#include "usecases/seal/difference_list.h"
#include "usecases/seal/replay.h"
#include "usecases/seal/replay_rules.h"

#define CASES_AT_ONCE 1000

struct replay_run {
	struct replay replay;
	struct difference_list differences;
	int64_t entries;
};

static void add_problem(struct replay_run *run, enum replay_problem problem, int64_t position)
{
	if (problem != REPLAY_GOOD)
		difference_list_add(&run->differences, replay_problem_name(problem), NULL, NULL, position);
}

static enum err take(void *context, struct arena *arena, const struct log_entry_row *row, struct fault *why)
{
	struct replay_run *run = context;
	struct log_entry entry;

	if (row->position != ++run->entries)
		difference_list_add(&run->differences, "entry_missing", NULL, NULL, run->entries);
	if (log_entry_read(arena, row->bytes, &entry, NULL))
		difference_list_add(&run->differences, "entry_unreadable", NULL, NULL, row->position);
	else
		add_problem(run, replay_add(&run->replay, &entry), row->position);
	return ERR_OK;
}

/* --- the tables beside it --- */

static bool is_row_of(struct replay *replay, const struct case_row *row)
{
	const struct place_claim *claim = replay_claim(replay, row->edition, row->number);

	return claim && claim->state == row->state && claim->rank.arrival == row->arrival &&
	       strcmp(replay->courses[claim->course].course, row->course) == 0;
}

/* Who waits is taken in the order of ids, so these must be that of the numbers. */
static enum err compare_cases(struct tx *tx, struct replay_run *run, struct fault *why)
{
	int64_t last_id = 0, seen = 0;
	size_t count = CASES_AT_ONCE;
	enum err err = ERR_OK;

	while (!err && count == CASES_AT_ONCE) {
		struct case_row *rows;
		ARENA_SCOPED arena;

		arena_init(&arena);
		err = case_list_store_after(tx, &arena, last_id, CASES_AT_ONCE, &rows, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			bool is_later = i == 0 || strcmp(rows[i].edition, rows[i - 1].edition) != 0 ||
					rows[i].number > rows[i - 1].number;
			if (!is_later || !is_row_of(&run->replay, &rows[i]))
				difference_list_add(&run->differences, "replay_row", "company_case",
						    arena_printf(&arena, "%lld", (long long)rows[i].id), 0);
			last_id = rows[i].id;
			seen++;
		}
	}
	if (!err && seen != run->replay.cases)
		difference_list_add(&run->differences, "replay_rows", "company_case", NULL, 0);
	return err;
}

static enum err compare_counts(struct tx *tx, struct replay_run *run, struct fault *why)
{
	bool is_right = true;
	const char *wrong;
	enum err err = case_count_verify(tx, run->replay.arena, &is_right, &wrong, why);

	if (!err && !is_right)
		difference_list_add(&run->differences, "case_count", "case_count", wrong, 0);
	return err;
}

static enum err replay_all(struct tx *tx, void *context, struct fault *why)
{
	struct replay_run *run = context;
	struct replay_rules_source source;
	enum err err;

	run->replay.rules = replay_rules_begin(&source, tx);
	err = log_store_scan(tx, take, run, why);
	if (!err)
		add_problem(run, replay_end(&run->replay), run->entries);
	if (!err)
		err = compare_cases(tx, run, why);
	if (!err)
		err = compare_counts(tx, run, why);
	replay_rules_end(&source);
	return err;
}

/* --- the report --- */

static struct value *waiting_list(struct arena *arena, struct replay *replay, size_t course)
{
	struct value *list = value_list(arena);
	int64_t *numbers;
	size_t count = replay_waiting(replay, course, &numbers);

	for (size_t i = 0; i < count; i++)
		value_add(arena, list, value_int(arena, numbers[i]));
	return list;
}

static struct value *courses(struct arena *arena, struct replay *replay)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < replay->course_count; i++) {
		const struct replay_course *course = &replay->courses[i];
		const struct place_course *ledger = &replay->ledgers[i];
		struct value *map = value_map(arena);

		value_set_text(arena, map, "edition", course->edition);
		value_set_text(arena, map, "course", course->course);
		value_set_int(arena, map, "places", course->is_known ? ledger->places : 0);
		value_set_int(arena, map, "applications", replay_applications(replay, i));
		value_set_int(arena, map, "holding", ledger->holding);
		value_set_int(arena, map, "waiting", ledger->waiting);
		value_set(arena, map, "waiting_list", waiting_list(arena, replay, i));
		value_add(arena, list, map);
	}
	return list;
}

enum err audit_replay(const struct office *office, struct arena *arena, struct value **ret_report, struct fault *why)
{
	struct replay_run run = {.replay = {.arena = arena}, .differences = {.arena = arena}};
	struct value *report = value_map(arena);
	enum err err = db_read(office->db, replay_all, &run, why);

	if (err)
		return err;
	value_set_int(arena, report, "entries", run.entries);
	value_set_int(arena, report, "cases", run.replay.cases);
	value_set(arena, report, "courses", courses(arena, &run.replay));
	value_set(arena, report, "differences", difference_list_value(&run.differences, arena));
	*ret_report = report;
	return ERR_OK;
}
