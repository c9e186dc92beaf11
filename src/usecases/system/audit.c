/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/audit.h"

#include <string.h>

#include "store/application/case_store.h"

#define DIFFERENCES_MAX 100
#define CASES_AT_ONCE   200

struct audit_work {
	struct arena *arena;
	struct value *differences;
	int64_t cases, entries;
	int64_t last_id;
};

static void add_difference(struct audit_work *work, const char *text)
{
	if (work->differences->count < DIFFERENCES_MAX)
		value_add(work->arena, work->differences, value_text(work->arena, text));
}

/* The row of the case against what its history folds to. */
static void compare(struct audit_work *work, const struct case_row *row, const struct history_entry *entries,
		    size_t count, enum case_state folded)
{
	long long id = (long long)row->id;

	if (row->event_count != (int64_t)count)
		add_difference(work,
			       arena_printf(work->arena, "case %lld: %lld history entries were written, %zu are there",
					    id, (long long)row->event_count, count));
	else if (count == 0 || strcmp(row->event_hash, entries[count - 1].hash) != 0)
		add_difference(
			work, arena_printf(work->arena, "case %lld: the last history entry is not the sealed one", id));
	if (row->state != folded)
		add_difference(work, arena_printf(work->arena, "case %lld: it stands at %s, its history says %s", id,
						  case_state_name(row->state), case_state_name(folded)));
}

static enum err verify_case(struct tx *tx, struct audit_work *work, const struct case_row *row, struct fault *why)
{
	struct history_entry *entries;
	enum case_state folded;
	struct fault broken;
	size_t count;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_store_history(tx, &arena, row->id, &entries, &count, &broken);
	if (!err)
		err = history_fold(entries, count, row->edition, &folded, &broken);
	if (err && err != ERR_CORRUPT)
		return fault_set(why, err, "%s", broken.text);
	if (err)
		add_difference(work, broken.text);
	else
		compare(work, row, entries, count, folded);
	work->entries += err ? 0 : (int64_t)count;
	work->cases++;
	return ERR_OK;
}

/* Ids are given without gaps (counter "case"), so a gap is a case that was taken out. */
static void check_gaps(struct audit_work *work, int64_t id)
{
	for (int64_t missing = work->last_id + 1; missing < id; missing++) {
		if (work->differences->count == DIFFERENCES_MAX)
			break;
		add_difference(work, arena_printf(work->arena, "case %lld is gone", (long long)missing));
	}
	work->last_id = id;
}

static enum err verify_all(struct tx *tx, void *context, struct fault *why)
{
	struct audit_work *work = context;
	size_t count = CASES_AT_ONCE;
	int64_t given;
	enum err err = ERR_OK;

	while (!err && count == CASES_AT_ONCE) {
		struct case_row *rows;
		ARENA_SCOPED arena;
		arena_init(&arena);
		err = case_store_list_after(tx, &arena, work->last_id, CASES_AT_ONCE, &rows, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			check_gaps(work, rows[i].id);
			err = verify_case(tx, work, &rows[i], why);
		}
	}
	if (!err)
		err = case_store_last_id(tx, &given, why);
	if (!err)
		check_gaps(work, given + 1);
	return err;
}

enum err audit_verify(const struct office *office, struct arena *arena, struct value **ret_report, struct fault *why)
{
	struct audit_work work = {.arena = arena, .differences = value_list(arena)};
	struct value *report = value_map(arena);
	enum err err;

	err = db_read(office->db, verify_all, &work, why);
	if (err)
		return err;
	value_set_int(arena, report, "cases", work.cases);
	value_set_int(arena, report, "entries", work.entries);
	value_set(arena, report, "differences", work.differences);
	*ret_report = report;
	return ERR_OK;
}
