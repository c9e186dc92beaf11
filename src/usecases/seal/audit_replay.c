/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/audit_replay.h"

#include "store/seal/log_store.h"
#include "usecases/seal/difference_list.h"
#include "usecases/seal/replay.h"

struct replay_run {
	struct replay replay;
	struct difference_list differences;
	int64_t entries;
};

static enum err take(void *context, struct arena *arena, const struct log_entry_row *row, struct fault *why)
{
	struct replay_run *run = context;
	enum replay_problem problem;
	struct log_entry entry;

	if (row->position != ++run->entries)
		difference_list_add(&run->differences, "entry_missing", NULL, NULL, run->entries);
	if (log_entry_read(arena, row->bytes, &entry, NULL)) {
		difference_list_add(&run->differences, "entry_unreadable", NULL, NULL, row->position);
		return ERR_OK;
	}
	problem = replay_add(&run->replay, &entry);
	if (problem != REPLAY_GOOD)
		difference_list_add(&run->differences, replay_problem_name(problem), NULL, NULL, row->position);
	return ERR_OK;
}

static enum err replay_all(struct tx *tx, void *context, struct fault *why)
{
	return log_store_scan(tx, take, context, why);
}

static struct value *courses(struct arena *arena, const struct replay *replay)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < replay->course_count; i++) {
		const struct replay_course *course = &replay->courses[i];
		struct value *map = value_map(arena);

		value_set_text(arena, map, "edition", course->edition);
		value_set_text(arena, map, "course", course->course);
		value_set_int(arena, map, "applications", course->applications);
		value_set_int(arena, map, "holding", course->holding);
		value_set_int(arena, map, "waiting", course->waiting);
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
