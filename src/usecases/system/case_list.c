/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/case_list.h"

#include <string.h>

#include "calendar/day.h"
#include "store/application/case_list_store.h"
#include "store/desk/note_store.h"
#include "usecases/receipt.h"

#define CASES_AT_ONCE 500

struct list_work {
	struct arena *arena;
	const char *edition;
	struct value *list;
};

static struct value *case_map(struct arena *arena, const struct case_row *row)
{
	struct value *map = value_map(arena);

	value_set_int(arena, map, "number", row->number);
	value_set_text(arena, map, "receipt", receipt_format(arena, row));
	value_set_text(arena, map, "edition", row->edition);
	value_set_text(arena, map, "state", case_state_name(row->state));
	value_set_text(arena, map, "course", row->course);
	value_set_bool(arena, map, "holds_place", case_state_holds_place(row->state));
	value_set_text(arena, map, "arrived", day_format_instant(arena, row->arrived_ms));
	return map;
}

static enum err list_all(struct tx *tx, void *context, struct fault *why)
{
	struct list_work *work = context;
	size_t count = CASES_AT_ONCE;
	int64_t last = 0;
	enum err err = ERR_OK;

	while (!err && count == CASES_AT_ONCE) {
		struct case_row *rows;
		ARENA_SCOPED arena;
		arena_init(&arena);
		err = case_list_store_after(tx, &arena, last, CASES_AT_ONCE, &rows, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			last = rows[i].id;
			if (!work->edition[0] || strcmp(work->edition, rows[i].edition) == 0)
				value_add(work->arena, work->list, case_map(work->arena, &rows[i]));
		}
	}
	return err;
}

enum err case_list(const struct office *office, struct arena *arena, const char *edition, struct value **ret_list,
		   struct fault *why)
{
	struct list_work work = {arena, edition, value_list(arena)};
	enum err err = db_read(office->db, list_all, &work, why);

	if (!err)
		*ret_list = work.list;
	return err;
}

struct one_work {
	struct arena *arena;
	int64_t case_id;
	struct value *map;
};

static struct value *entry_map(struct arena *arena, const struct history_entry *entry)
{
	struct value *map = value_map(arena);

	value_set_int(arena, map, "position", entry->position);
	value_set_text(arena, map, "at", day_format_instant(arena, entry->at_ms));
	value_set_text(arena, map, "event", case_state_event_name(entry->event));
	value_set_text(arena, map, "state", case_state_name(entry->state));
	value_set_text(arena, map, "actor", actor_kind_name(entry->actor_kind));
	value_set_int(arena, map, "edition_version", entry->edition_version);
	return map;
}

/* That there is one, and of what kind: what it says is of people. */
static struct value *note_map(struct arena *arena, const struct note_row *note)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "at", day_format_instant(arena, note->noted_ms));
	value_set_text(arena, map, "kind", note_kind_name(note->kind));
	return map;
}

static enum err load_one(struct tx *tx, void *context, struct fault *why)
{
	struct one_work *work = context;
	struct value *history = value_list(work->arena), *written = value_list(work->arena);
	struct history_entry *entries;
	struct note_row *notes;
	struct case_row row;
	size_t count = 0, note_count = 0;
	enum err err = case_store_load(tx, work->arena, work->case_id, &row, why);

	if (!err)
		err = case_store_history(tx, work->arena, work->case_id, &entries, &count, why);
	if (!err)
		err = note_store_list(tx, work->arena, work->case_id, &notes, &note_count, why);
	if (err)
		return err;
	for (size_t i = 0; i < count; i++)
		value_add(work->arena, history, entry_map(work->arena, &entries[i]));
	work->map = case_map(work->arena, &row);
	value_set(work->arena, work->map, "history", history);
	for (size_t i = 0; i < note_count; i++)
		value_add(work->arena, written, note_map(work->arena, &notes[i]));
	value_set(work->arena, work->map, "notes", written);
	return ERR_OK;
}

enum err case_list_one(const struct office *office, struct arena *arena, struct str receipt, struct value **ret_map,
		       struct fault *why)
{
	struct one_work work = {.arena = arena};
	enum err err = receipt_find(office, receipt, &work.case_id, why);

	if (!err)
		err = db_read(office->db, load_one, &work, why);
	if (!err)
		*ret_map = work.map;
	return err;
}
