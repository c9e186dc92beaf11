/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/suppression_bounds.h"

#include <math.h>
#include <string.h>

#include "outcome/linear_program.h"

#define ROUNDING     1e-4
#define TOTAL_WEIGHT 8 /* of a total against the cells below it */
#define ZERO_WEIGHT  3 /* of a cell that counts nothing */

/* One system of equations over the unknown counts; what a single equation fixes is taken out of it. */
struct suppression_system {
	struct suppression_bounds *bounds;
	struct arena *arena;
	double *fixed;    /* of each count; below 0 while it is unknown */
	size_t *variable; /* of each count that is unknown */
	size_t variables;
	struct linear_program program;
};

/* ---- axes and cells ---- */

static size_t find_axis(const struct suppression_bounds *bounds, struct str name)
{
	size_t at = 0;

	while (at < bounds->axis_count && !str_eq(bounds->axes[at].name, name))
		at++;
	return at;
}

static size_t find_value(const struct count_axis *axis, struct str value)
{
	size_t at = 0;

	while (at < axis->count && !str_eq(axis->values[at], value))
		at++;
	return at;
}

static bool hangs_together(const struct suppression_bounds *bounds, const struct count_table *table)
{
	for (size_t i = 0; i < table->axis_count; i++)
		if (find_axis(bounds, table->axes[i].name) < bounds->axis_count)
			return true;
	return false;
}

static void add_axes(struct suppression_bounds *bounds, const struct count_table *table)
{
	for (size_t i = 0; i < table->axis_count; i++) {
		const struct count_axis *from = &table->axes[i];
		size_t at = find_axis(bounds, from->name);
		struct count_axis *to = &bounds->axes[at];
		struct str *values;
		if (at == bounds->axis_count)
			bounds->axes[bounds->axis_count++].name = from->name;
		values = arena_array(bounds->arena, to->count + from->count, sizeof(*values));
		if (to->count)
			memcpy(values, to->values, to->count * sizeof(*values));
		to->values = values;
		for (size_t v = 0; v < from->count; v++)
			if (find_value(to, from->values[v]) == to->count)
				to->values[to->count++] = from->values[v];
	}
}

/* Tables that share a column with the others, until none is left that does. */
static void take_tables(struct suppression_bounds *bounds, const struct count_table *published, size_t count,
			bool *is_taken)
{
	bool goes_on = true;

	while (goes_on) {
		goes_on = false;
		for (size_t i = 0; i < count; i++)
			if (!is_taken[i] && hangs_together(bounds, &published[i])) {
				add_axes(bounds, &published[i]);
				is_taken[i] = goes_on = true;
			}
	}
}

/* ---- which counts a number adds up ---- */

static bool counts_in(const struct suppression_bounds *bounds, const struct suppression_cell *cell, size_t count)
{
	const struct count_table *table = cell->table;

	for (size_t i = 0; i < bounds->axis_count; i++) {
		const struct count_axis *axis = &bounds->axes[i];
		struct str value = axis->values[count % axis->count];
		count /= axis->count;
		for (size_t t = 0; t < table->axis_count; t++) {
			size_t place;
			if (!str_eq(table->axes[t].name, axis->name))
				continue;
			place = count_table_place(table, cell->cell, t);
			if (place < table->axes[t].count && !str_eq(table->axes[t].values[place], value))
				return false;
		}
	}
	return true;
}

static void add_cell(struct suppression_bounds *bounds, const struct count_table *table, size_t at)
{
	struct suppression_cell *cell = &bounds->cells[bounds->cell_count++];
	size_t room = 0;

	*cell = (struct suppression_cell){.table = table,
					  .cell = at,
					  .count = table->count[at],
					  .is_hidden = table->state[at] == COUNT_TABLE_NOT_TOLD,
					  .is_least = table->is_least};
	for (size_t i = 0; i < bounds->counts; i++) {
		if (!counts_in(bounds, cell, i))
			continue;
		cell->members =
			arena_grow(bounds->arena, cell->members, cell->member_count, &room, sizeof(*cell->members));
		cell->members[cell->member_count++] = (uint32_t)i;
	}
}

static void add_cells(struct suppression_bounds *bounds, const struct count_table *table)
{
	for (size_t i = 0; i < table->cells; i++)
		if (table->state[i] != COUNT_TABLE_UNTOLD)
			add_cell(bounds, table, i);
}

enum err suppression_bounds_init(struct arena *arena, const struct count_table *table,
				 const struct count_table *published, size_t published_count,
				 struct suppression_bounds *ret_bounds, size_t *ret_new, struct fault *why)
{
	struct suppression_bounds bounds = {.arena = arena, .counts = 1};
	bool *is_taken = arena_array(arena, published_count, sizeof(*is_taken));
	size_t cells = table->cells;

	bounds.axes = arena_array(arena, (published_count + 1) * COUNT_TABLE_AXES_MAX, sizeof(*bounds.axes));
	add_axes(&bounds, table);
	take_tables(&bounds, published, published_count, is_taken);
	for (size_t i = 0; i < published_count; i++)
		cells += published[i].cells;
	bounds.cells = arena_array(arena, cells, sizeof(*bounds.cells));
	for (size_t i = 0; i < bounds.axis_count; i++) {
		bounds.counts *= bounds.axes[i].count;
		if (bounds.counts > SUPPRESSION_BOUNDS_COUNTS_MAX)
			return fault_set(why, ERR_TOO_LARGE,
					 "the tables have more than %d combinations of values: publish fewer columns",
					 SUPPRESSION_BOUNDS_COUNTS_MAX);
	}
	add_cells(&bounds, table);
	*ret_new = bounds.cell_count;
	for (size_t i = 0; i < published_count; i++)
		if (is_taken[i])
			add_cells(&bounds, &published[i]);
	*ret_bounds = bounds;
	return ERR_OK;
}

/* ---- equations ---- */

static enum err contradiction(struct fault *why)
{
	return fault_set(
		why, ERR_INVALID,
		"the tables contradict each other: they cannot count the same companies. A table of another year "
		"needs a column that says so");
}

/* What an equation leaves for its unknown counts. */
static double rest_of(const struct suppression_system *s, const struct suppression_cell *cell, size_t *ret_unknown)
{
	double rest = (double)cell->count;

	*ret_unknown = 0;
	for (size_t i = 0; i < cell->member_count; i++)
		if (s->fixed[cell->members[i]] < 0)
			(*ret_unknown)++;
		else
			rest -= s->fixed[cell->members[i]];
	return rest;
}

static void fix_all(struct suppression_system *s, const struct suppression_cell *cell, double value)
{
	for (size_t i = 0; i < cell->member_count; i++)
		if (s->fixed[cell->members[i]] < 0)
			s->fixed[cell->members[i]] = value;
}

/* All of the first but the total of its table, which is always told. */
static bool is_bending(const struct suppression_system *s, size_t at, size_t bending)
{
	const struct suppression_cell *cell = &s->bounds->cells[at];

	for (size_t i = 0; at < bending && i < cell->table->axis_count; i++)
		if (cell->table->axes[i].count > 1 &&
		    count_table_place(cell->table, cell->cell, i) < cell->table->axes[i].count)
			return true;
	return false;
}

/* Sets what follows from single equations until nothing more does. The first bending cells may change: they fix
 * nothing. */
static enum err fix_counts(struct suppression_system *s, size_t bending, struct fault *why)
{
	const struct suppression_cell *cells = s->bounds->cells;
	bool goes_on = true;

	for (size_t i = 0; i < s->bounds->counts; i++)
		s->fixed[i] = -1;
	while (goes_on) {
		goes_on = false;
		for (size_t i = 0; i < s->bounds->cell_count; i++) {
			size_t unknown;
			double rest;
			if (cells[i].is_hidden || cells[i].is_least || is_bending(s, i, bending))
				continue;
			rest = rest_of(s, &cells[i], &unknown);
			if (rest < -ROUNDING || (!unknown && rest > ROUNDING))
				return contradiction(why);
			if (unknown == 1 || (unknown && rest < ROUNDING)) {
				fix_all(s, &cells[i], unknown == 1 ? fmax(rest, 0) : 0);
				goes_on = true;
			}
		}
	}
	for (size_t i = 0; i < s->bounds->counts; i++)
		if (s->fixed[i] < 0)
			s->variable[i] = s->variables++;
	return ERR_OK;
}

static enum err begin(struct suppression_system *s, struct suppression_bounds *bounds, struct arena *arena,
		      size_t bending, struct fault *why)
{
	*s = (struct suppression_system){.bounds = bounds, .arena = arena};
	s->fixed = arena_array(arena, bounds->counts, sizeof(*s->fixed));
	s->variable = arena_array(arena, bounds->counts, sizeof(*s->variable));
	return fix_counts(s, bending, why);
}

/* The next equation: the unknown counts of the cell add up to what the fixed ones leave of size. */
static void add_equation(struct suppression_system *s, size_t *equation, const struct suppression_cell *cell,
			 int64_t size)
{
	size_t unknown;
	double rest = rest_of(s, cell, &unknown) - (double)cell->count + (double)size;

	for (size_t i = 0; i < cell->member_count; i++)
		if (s->fixed[cell->members[i]] < 0)
			*linear_program_at(&s->program, *equation, s->variable[cell->members[i]]) = 1;
	*linear_program_right(&s->program, (*equation)++) = rest;
}

static bool is_equation(const struct suppression_system *s, const struct suppression_cell *cell)
{
	size_t unknown;

	return !cell->is_hidden && (cell->is_least || (rest_of(s, cell, &unknown), unknown > 0));
}

/* ---- bounds ---- */

static enum err bound(struct suppression_system *s, struct suppression_cell *cell, struct fault *why)
{
	double *cost = arena_array(s->arena, s->program.variables + 1, sizeof(*cost)), low, high;
	size_t unknown;
	double fixed = (double)cell->count - rest_of(s, cell, &unknown);
	enum err err;

	for (size_t i = 0; i < cell->member_count; i++)
		if (s->fixed[cell->members[i]] < 0)
			cost[s->variable[cell->members[i]]] = 1;
	err = linear_program_minimise(s->arena, &s->program, cost, &low, NULL, why);
	for (size_t i = 0; i < s->variables; i++)
		cost[i] = -cost[i];
	if (!err)
		err = linear_program_minimise(s->arena, &s->program, cost, &high, NULL, why);
	if (err)
		return err;
	cell->lo = (int64_t)ceil(fixed + low - ROUNDING);
	cell->hi = high < -COUNT_TABLE_COUNT_MAX ? COUNT_TABLE_COUNT_MAX : (int64_t)floor(fixed - high + ROUNDING);
	return ERR_OK;
}

enum err suppression_bounds_find(struct suppression_bounds *bounds, struct fault *why)
{
	struct suppression_system s;
	size_t equations = 0, at = 0, more = 0;
	bool is_possible;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = begin(&s, bounds, &arena, 0, why);
	for (size_t i = 0; !err && i < bounds->cell_count; i++) {
		equations += is_equation(&s, &bounds->cells[i]);
		more += bounds->cells[i].is_least;
	}
	if (!err)
		err = linear_program_init(&arena, equations, s.variables + more, &s.program, why);
	for (size_t i = 0, next = s.variables; !err && i < bounds->cell_count; i++) {
		if (!is_equation(&s, &bounds->cells[i]))
			continue;
		if (bounds->cells[i].is_least) /* how many there are above it */
			*linear_program_at(&s.program, at, next++) = -1;
		add_equation(&s, &at, &bounds->cells[i], bounds->cells[i].count);
	}
	if (!err)
		err = linear_program_solve(&arena, &s.program, &is_possible, why);
	if (!err && !is_possible)
		err = contradiction(why);
	for (size_t i = 0; !err && i < bounds->cell_count; i++)
		if (bounds->cells[i].is_hidden)
			err = bound(&s, &bounds->cells[i], why);
	return err;
}

/* ---- what has to give way ---- */

static double weight(const struct suppression_cell *cell)
{
	double weight = cell->count ? 1 + log2(1 + (double)cell->count) / 8 : ZERO_WEIGHT;

	for (size_t stars = count_table_stars(cell->table, cell->cell); stars; stars--)
		weight *= TOTAL_WEIGHT;
	return weight;
}

/* Behind the counts stand two variables for each cell that bends: how much more, and how much less it says. */
static void add_pattern(struct suppression_system *s, size_t new_count, double *cost)
{
	const struct suppression_cell *cells = s->bounds->cells;
	size_t equation = 0, bend = s->variables;

	for (size_t i = 0; i < s->bounds->cell_count; i++) {
		if (is_bending(s, i, new_count) && !cells[i].is_hidden) {
			*linear_program_at(&s->program, equation, bend) = -1;
			*linear_program_at(&s->program, equation, bend + 1) = 1;
			cost[bend] = cost[bend + 1] = weight(&cells[i]);
			bend += 2;
			add_equation(s, &equation, &cells[i], cells[i].count);
		} else if (is_equation(s, &cells[i])) {
			add_equation(s, &equation, &cells[i], cells[i].count);
		}
	}
}

static void read_pattern(const struct suppression_system *s, size_t new_count, const double *x, bool *moves)
{
	const struct suppression_cell *cells = s->bounds->cells;
	size_t bend = s->variables;

	for (size_t i = 0; i < new_count; i++) {
		moves[i] = false;
		if (!is_bending(s, i, new_count) || cells[i].is_hidden)
			continue;
		moves[i] = x[bend] > ROUNDING || x[bend + 1] > ROUNDING;
		bend += 2;
	}
}

/* How many equations and further variables the pattern needs, the target's among them. */
static void measure(const struct suppression_system *s, size_t new_count, size_t *ret_equations, size_t *ret_bends)
{
	const struct suppression_cell *cells = s->bounds->cells;
	size_t equations = 1, bends = 0;

	for (size_t i = 0; i < s->bounds->cell_count; i++) {
		bool bends_here = is_bending(s, i, new_count) && !cells[i].is_hidden;
		bends += bends_here ? 2 : 0;
		equations += bends_here || is_equation(s, &cells[i]);
	}
	*ret_equations = equations;
	*ret_bends = bends;
}

enum err suppression_bounds_pattern(struct suppression_bounds *bounds, size_t target, int64_t size, size_t new_count,
				    bool *moves, bool *ret_is_possible, struct fault *why)
{
	struct suppression_system s;
	size_t equations, bends, last;
	double *cost, *x, value;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = begin(&s, bounds, &arena, new_count, why);
	if (err)
		return err;
	measure(&s, new_count, &equations, &bends);
	last = equations - 1;
	cost = arena_array(&arena, s.variables + bends + 1, sizeof(*cost));
	x = arena_array(&arena, s.variables + bends + 1, sizeof(*x));
	err = linear_program_init(&arena, equations, s.variables + bends, &s.program, why);
	if (err)
		return err;
	add_pattern(&s, new_count, cost);
	add_equation(&s, &last, &bounds->cells[target], size);
	err = linear_program_solve(&arena, &s.program, ret_is_possible, why);
	if (!err && *ret_is_possible)
		err = linear_program_minimise(&arena, &s.program, cost, &value, x, why);
	if (!err && *ret_is_possible)
		read_pattern(&s, new_count, x, moves);
	return err;
}
