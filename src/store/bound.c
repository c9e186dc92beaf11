/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bound.h"

#include <string.h>

#include "store/engine.h"

void bound_work_init(struct bound_work *work)
{
	*work = (struct bound_work){0};
	arena_init(&work->arena);
}

void bound_work_release(struct bound_work *work)
{
	arena_release(&work->arena);
}

static bool is_same(const struct bound_touched *touched, enum bound_unit unit, const struct param *key, size_t parts)
{
	bool same = touched->unit == unit && touched->parts == parts;

	for (size_t i = 0; same && i < parts; i++)
		same = touched->key[i].kind == key[i].kind && touched->key[i].integer == key[i].integer &&
		       str_eq(touched->key[i].bytes, key[i].bytes);
	return same;
}

void bound_touch(struct tx *tx, enum bound_unit unit, const struct param *key, size_t parts)
{
	struct bound_work *work = tx->bound;
	struct bound_touched *fresh;

	if (!work)
		return;
	for (size_t i = 0; i < work->touched_count; i++)
		if (is_same(&work->touched[i], unit, key, parts))
			return;
	work->touched = arena_grow(&work->arena, work->touched, work->touched_count, &work->touched_room,
				   sizeof(*work->touched));
	fresh = &work->touched[work->touched_count++];
	*fresh = (struct bound_touched){.unit = unit, .parts = parts};
	for (size_t i = 0; i < parts; i++) {
		fresh->key[i] = key[i];
		fresh->key[i].bytes = str_of(str_dup(&work->arena, key[i].bytes), key[i].bytes.n);
	}
}

static const char *keep_word(struct arena *arena, const char *word)
{
	return word ? arena_strdup(arena, word) : "";
}

void bound_say(struct tx *tx, const struct log_entry *entry)
{
	struct bound_work *work = tx->bound;
	struct log_entry kept = *entry;

	if (!work)
		return;
	kept.kind = keep_word(&work->arena, entry->kind);
	kept.edition = keep_word(&work->arena, entry->edition);
	kept.actor_kind = keep_word(&work->arena, entry->actor_kind);
	kept.state = keep_word(&work->arena, entry->state);
	kept.course = keep_word(&work->arena, entry->course);
	kept.rule = keep_word(&work->arena, entry->rule);
	work->said = arena_grow(&work->arena, work->said, work->said_count, &work->said_room, sizeof(*work->said));
	work->said[work->said_count++] = kept;
}

void bound_turn(struct tx *tx)
{
	struct bound_work *work = tx->bound;

	if (!work || (!work->touched_count && !work->said_count))
		return;
	work->turns = arena_grow(&work->arena, work->turns, work->turn_count, &work->turn_room, sizeof(*work->turns));
	work->turns[work->turn_count++] = (struct bound_part){work->touched_count, work->said_count};
}

size_t bound_part_count(const struct bound_work *work)
{
	return work->turn_count + 1;
}

struct bound_part bound_part_end(const struct bound_work *work, size_t part)
{
	return part < work->turn_count ? work->turns[part] : (struct bound_part){work->touched_count, work->said_count};
}

/* --- refusing --- */

static enum err check_part(const struct bound_work *work, struct bound_part from, struct bound_part end,
			   struct fault *why)
{
	const struct log_entry *first = &work->said[from.said];

	if (from.said == end.said && from.touched < end.touched)
		return fault_set(why, ERR_UNSUPPORTED, "a write to the table %s without a word of what happened",
				 bound_unit_name(work->touched[from.touched].unit));
	for (size_t i = from.said + 1; i < end.said; i++)
		if (first->case_number != work->said[i].case_number ||
		    strcmp(first->edition, work->said[i].edition) != 0)
			return fault_set(why, ERR_UNSUPPORTED, "one work on two cases: \"%s\" and \"%s\"", first->kind,
					 work->said[i].kind);
	return ERR_OK;
}

enum err bound_check_said(const struct bound_work *work, struct fault *why)
{
	struct bound_part from = {0, 0};
	enum err err = ERR_OK;

	for (size_t part = 0; !err && part < bound_part_count(work); part++) {
		struct bound_part end = bound_part_end(work, part);
		err = check_part(work, from, end, why);
		from = end;
	}
	return err;
}

/* The table that a statement writes to; empty for one that only reads. */
static struct str written_table(const char *sql)
{
	static const char *const verbs[] = {"INSERT INTO ", "UPDATE ", "DELETE FROM "};

	for (size_t i = 0; i < COUNT(verbs); i++) {
		size_t length = strlen(verbs[i]);

		if (strncmp(sql, verbs[i], length) == 0)
			return str_of(sql + length, strcspn(sql + length, " "));
	}
	return str_of("", 0);
}

enum err bound_check(const struct bound_work *work, const char *sql, struct fault *why)
{
	struct str table = written_table(sql);
	enum bound_unit unit;

	if (!table.n || !bound_unit_parse(table, &unit))
		return ERR_OK;
	for (size_t i = 0; i < work->touched_count; i++)
		if (work->touched[i].unit == unit)
			return ERR_OK;
	return fault_set(why, ERR_UNSUPPORTED, "a write to the table %.*s that the log is not told of", (int)table.n,
			 table.p);
}
