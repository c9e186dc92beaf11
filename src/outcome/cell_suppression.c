/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/cell_suppression.h"

#include "outcome/suppression_bounds.h"

struct cell_suppression_run {
	struct suppression_bounds bounds;
	const struct count_table *table;
	size_t new_count; /* the cells of the new table come first */
	int64_t k;
	bool *is_primary;
};

/* ---- cells ---- */

static void hide_small(struct cell_suppression_run *r)
{
	for (size_t i = 0; i < r->new_count; i++) {
		struct suppression_cell *cell = &r->bounds.cells[i];
		r->is_primary[i] = cell->count > 0 && cell->count < r->k;
		cell->is_hidden = r->is_primary[i];
	}
}

static bool is_narrow(const struct suppression_cell *cell)
{
	return cell->is_hidden && cell->hi - cell->lo < cell->width_wanted;
}

static size_t first_narrow(const struct cell_suppression_run *r)
{
	size_t i = 0;

	while (i < r->bounds.cell_count && !is_narrow(&r->bounds.cells[i]))
		i++;
	return i;
}

/* How wide the older ones are without the new table: they need not get wider by it. */
static enum err find_wanted(struct cell_suppression_run *r, struct fault *why)
{
	struct suppression_bounds old = r->bounds;
	enum err err;

	old.cells += r->new_count;
	old.cell_count -= r->new_count;
	err = suppression_bounds_find(&old, why);
	for (size_t i = 0; i < r->bounds.cell_count; i++) {
		struct suppression_cell *cell = &r->bounds.cells[i];
		cell->width_wanted = r->k;
		if (i >= r->new_count && cell->is_hidden && cell->hi - cell->lo < r->k)
			cell->width_wanted = cell->hi - cell->lo;
	}
	return err;
}

/* ---- complementary suppression ---- */

/* Hides what has to give way so that the narrow one can grow; *ret_is_possible is false when nothing can. */
static enum err widen(struct cell_suppression_run *r, size_t narrow, bool *ret_is_possible, struct fault *why)
{
	bool *moves = arena_array(r->bounds.arena, r->bounds.cell_count, sizeof(*moves));
	const struct suppression_cell *cell = &r->bounds.cells[narrow];
	enum err err = suppression_bounds_pattern(&r->bounds, narrow, cell->lo + cell->width_wanted, r->new_count,
						  moves, ret_is_possible, why);
	size_t hidden = 0;

	if (err || !*ret_is_possible)
		return err;
	for (size_t i = 0; i < r->new_count; i++) {
		hidden += moves[i] && !r->bounds.cells[i].is_hidden;
		r->bounds.cells[i].is_hidden = r->bounds.cells[i].is_hidden || moves[i];
	}
	*ret_is_possible = hidden > 0;
	return ERR_OK;
}

static enum err hide_more(struct cell_suppression_run *r, bool *ret_is_possible, struct fault *why)
{
	enum err err = suppression_bounds_find(&r->bounds, why);
	size_t narrow;

	*ret_is_possible = true;
	while (!err && *ret_is_possible && (narrow = first_narrow(r)) < r->bounds.cell_count) {
		err = widen(r, narrow, ret_is_possible, why);
		if (!err)
			err = suppression_bounds_find(&r->bounds, why);
	}
	return err;
}

/* The largest first: those tell most. */
static enum err tell_needless(struct cell_suppression_run *r, struct fault *why)
{
	bool *tried = arena_array(r->bounds.arena, r->new_count, sizeof(*tried));
	enum err err = ERR_OK;

	while (!err) {
		size_t best = r->new_count;
		for (size_t i = 0; i < r->new_count; i++)
			if (r->bounds.cells[i].is_hidden && !r->is_primary[i] && !tried[i] &&
			    (best == r->new_count || r->bounds.cells[i].count > r->bounds.cells[best].count))
				best = i;
		if (best == r->new_count)
			break;
		tried[best] = true;
		r->bounds.cells[best].is_hidden = false;
		err = suppression_bounds_find(&r->bounds, why);
		r->bounds.cells[best].is_hidden = !err && first_narrow(r) < r->bounds.cell_count;
	}
	return err ? err : suppression_bounds_find(&r->bounds, why);
}

/* ---- the result ---- */

static bool is_useful(const struct cell_suppression_run *r)
{
	for (size_t i = 0; i < r->new_count; i++) {
		const struct suppression_cell *cell = &r->bounds.cells[i];
		if (!cell->is_hidden && cell->count && !count_table_stars(r->table, cell->cell))
			return true;
	}
	return false;
}

static void tell(struct cell_suppression_run *r, bool is_possible, struct cell_suppression *result)
{
	result->is_withheld = !is_possible || !is_useful(r);
	for (size_t i = 0; i < r->new_count; i++) {
		const struct suppression_cell *cell = &r->bounds.cells[i];
		result->is_hidden[cell->cell] = cell->is_hidden || result->is_withheld;
		result->lo[cell->cell] = cell->is_hidden ? cell->lo : cell->count;
		result->hi[cell->cell] = cell->is_hidden ? cell->hi : cell->count;
		result->primary += r->is_primary[i];
		result->complementary += cell->is_hidden && !r->is_primary[i];
	}
}

static enum err run(struct cell_suppression_run *r, bool *ret_is_possible, struct fault *why)
{
	enum err err = find_wanted(r, why);

	if (err)
		return fault_prefix(why, err, "the tables published so far");
	hide_small(r);
	err = hide_more(r, ret_is_possible, why);
	return err || !*ret_is_possible ? err : tell_needless(r, why);
}

enum err cell_suppression_make(struct arena *arena, const struct count_table *table,
			       const struct count_table *published, size_t published_count, int64_t k,
			       struct cell_suppression *ret_result, struct fault *why)
{
	struct cell_suppression result = {0};
	struct cell_suppression_run r = {.table = table, .k = k};
	bool is_possible = true;
	enum err err = suppression_bounds_init(arena, table, published, published_count, &r.bounds, &r.new_count, why);

	if (err)
		return err;
	r.is_primary = arena_array(arena, r.new_count, sizeof(*r.is_primary));
	result.is_hidden = arena_array(arena, table->cells, sizeof(*result.is_hidden));
	result.lo = arena_array(arena, table->cells, sizeof(*result.lo));
	result.hi = arena_array(arena, table->cells, sizeof(*result.hi));
	err = run(&r, &is_possible, why);
	if (err)
		return err;
	tell(&r, is_possible, &result);
	*ret_result = result;
	return ERR_OK;
}

enum err cell_suppression_judge(struct arena *arena, const struct count_table *rows,
				const struct count_table *published, size_t published_count, int64_t k,
				const struct count_table **ret_table, struct fault *why)
{
	struct cell_suppression_run r = {.table = rows, .k = k};
	size_t narrow;
	enum err err = suppression_bounds_init(arena, rows, published, published_count, &r.bounds, &r.new_count, why);

	if (!err)
		err = find_wanted(&r, why);
	if (!err)
		err = suppression_bounds_find(&r.bounds, why);
	if (err)
		return err;
	narrow = first_narrow(&r);
	*ret_table = narrow < r.bounds.cell_count ? r.bounds.cells[narrow].table : NULL;
	return ERR_OK;
}
