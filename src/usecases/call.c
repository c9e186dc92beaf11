/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/call.h"

#include <stdlib.h>

#include "calendar/era.h"
#include "store/system/edition_store.h"
#include "usecases/edition_shelf.h"

const char *call_year(struct arena *arena, enum lang lang, const struct edition *edition)
{
	return lang == LANG_EN ? arena_printf(arena, "FY%d", edition->fiscal_year)
			       : era_format_fiscal_year(arena, edition->fiscal_year);
}

const char *call_path(struct arena *arena, const struct edition *edition)
{
	return arena_printf(arena, "/calls/%s", edition->id);
}

static enum err take(struct tx *tx, const struct office *office, const struct edition_row *row, struct call *ret_call,
		     struct fault *why)
{
	struct call call = {.state = row->state};
	enum err err = edition_shelf_get(office->editions, tx, row->id, row->version, &call.edition, why);

	if (err)
		return err;
	call.window = row->state == EDITION_STATE_CLOSED ? WINDOW_AFTER
							 : window_at(call.edition, clock_now_ms(&office->clock));
	*ret_call = call;
	return ERR_OK;
}

enum err call_load(struct tx *tx, const struct office *office, const char *id, struct call *ret_call, struct fault *why)
{
	struct edition_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = edition_store_load(tx, &arena, id, &row, why);
	if (!err && row.state == EDITION_STATE_DRAFT)
		err = fault_set(why, ERR_NOT_FOUND, "the edition \"%s\" is not published", id);
	return err ? err : take(tx, office, &row, ret_call, why);
}

static int by_opening(const void *a, const void *b)
{
	int64_t left = ((const struct call *)a)->edition->opens_ms, right = ((const struct call *)b)->edition->opens_ms;

	return (left < right) - (left > right);
}

enum err call_list(struct tx *tx, const struct office *office, struct arena *arena, struct call **ret_calls,
		   size_t *ret_count, struct fault *why)
{
	struct edition_row *rows;
	struct call *calls;
	size_t count, n = 0;
	enum err err = edition_store_list(tx, arena, &rows, &count, why);

	if (err)
		return err;
	calls = arena_array(arena, count, sizeof(*calls));
	for (size_t i = 0; !err && i < count; i++)
		if (rows[i].state != EDITION_STATE_DRAFT)
			err = take(tx, office, &rows[i], &calls[n++], why);
	if (err)
		return err;
	qsort(calls, n, sizeof(*calls), by_opening);
	*ret_calls = calls;
	*ret_count = n;
	return ERR_OK;
}

struct call_work {
	const struct office *office;
	const char *id;
	struct call call;
};

static enum err find(struct tx *tx, void *context, struct fault *why)
{
	struct call_work *work = context;

	return call_load(tx, work->office, work->id, &work->call, why);
}

enum err call_find(const struct office *office, const char *id, struct call *ret_call, struct fault *why)
{
	struct call_work work = {.office = office, .id = id};
	enum err err = db_read(office->db, find, &work, why);

	if (!err)
		*ret_call = work.call;
	return err;
}

static const struct call *choose(const struct call *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (call_is_open(&calls[i]))
			return &calls[i];
	for (size_t i = 0; i < count; i++)
		if (calls[i].state == EDITION_STATE_PUBLISHED)
			return &calls[i];
	return count ? &calls[0] : NULL;
}

static enum err find_front(struct tx *tx, void *context, struct fault *why)
{
	struct call_work *work = context;
	const struct call *chosen;
	struct call *calls;
	size_t count;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = call_list(tx, work->office, &arena, &calls, &count, why);
	if (err)
		return err;
	chosen = choose(calls, count);
	if (!chosen)
		return fault_set(why, ERR_NOT_FOUND, "no call is published");
	work->call = *chosen;
	return ERR_OK;
}

enum err call_front(const struct office *office, struct call *ret_call, struct fault *why)
{
	struct call_work work = {.office = office};
	enum err err = db_read(office->db, find_front, &work, why);

	if (!err)
		*ret_call = work.call;
	return err;
}
