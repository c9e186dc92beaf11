/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/linear_program.h"

#include <math.h>
#include <string.h>

#define TINY 1e-7

enum err linear_program_init(struct arena *arena, size_t equations, size_t variables,
			     struct linear_program *ret_program, struct fault *why)
{
	/* Behind the variables stands one of its own for each equation, with which the search begins. */
	size_t width = variables + equations + 1;

	if (equations && width > LINEAR_PROGRAM_CELLS_MAX / equations)
		return fault_set(why, ERR_TOO_LARGE, "%zu counts with %zu sums are too many to compute the bounds of",
				 variables, equations);
	*ret_program =
		(struct linear_program){equations, variables, arena_array(arena, equations * width, sizeof(double)),
					width, arena_array(arena, equations, sizeof(size_t))};
	return ERR_OK;
}

/* The variable takes the place of the one that the equation gave. cost: the row of the sum. */
static void pivot(struct linear_program *program, double *cost, size_t equation, size_t variable)
{
	size_t width = program->width;
	double *row = program->tableau + equation * width, by = row[variable];

	for (size_t i = 0; i < width; i++)
		row[i] /= by;
	row[variable] = 1;
	for (size_t other = 0; other <= program->equations; other++) {
		double *target = other < program->equations ? program->tableau + other * width : cost;
		double factor = target[variable];
		if (target == row || fabs(factor) < 1e-12)
			continue;
		for (size_t i = 0; i < width; i++)
			target[i] -= factor * row[i];
		target[variable] = 0;
	}
	program->basis[equation] = variable;
}

/* The equation that first forbids the variable to grow; program->equations when none does. */
static size_t limiting(const struct linear_program *program, size_t variable)
{
	size_t best = program->equations;
	double best_ratio = INFINITY;

	for (size_t i = 0; i < program->equations; i++) {
		const double *row = program->tableau + i * program->width;
		double ratio;
		if (row[variable] < TINY)
			continue;
		ratio = row[program->width - 1] / row[variable];
		if (ratio < best_ratio - TINY ||
		    (ratio < best_ratio + TINY && program->basis[i] < program->basis[best])) {
			best_ratio = ratio < best_ratio ? ratio : best_ratio;
			best = i;
		}
	}
	return best;
}

/* Bland's rule: the first variable that makes the sum smaller. variables: how many may enter. */
static enum err descend(struct linear_program *program, double *cost, size_t variables, bool *ret_has_end,
			struct fault *why)
{
	for (int step = 0; step < LINEAR_PROGRAM_STEPS_MAX; step++) {
		size_t variable = 0, equation;
		while (variable < variables && cost[variable] > -TINY)
			variable++;
		if (variable == variables) {
			*ret_has_end = true;
			return ERR_OK;
		}
		equation = limiting(program, variable);
		if (equation == program->equations) {
			*ret_has_end = false;
			return ERR_OK;
		}
		pivot(program, cost, equation, variable);
	}
	return fault_set(why, ERR_TIMEOUT, "the bounds of these tables could not be computed in %d steps",
			 LINEAR_PROGRAM_STEPS_MAX);
}

/* An equation that still gives its own variable says 0 = 0: any of its coefficients may take over, or it is empty. */
static void drop_own_variables(struct linear_program *program, double *cost)
{
	for (size_t i = 0; i < program->equations; i++) {
		double *row = program->tableau + i * program->width;
		size_t variable = 0;
		if (program->basis[i] < program->variables)
			continue;
		while (variable < program->variables && fabs(row[variable]) < TINY)
			variable++;
		if (variable < program->variables)
			pivot(program, cost, i, variable);
	}
}

enum err linear_program_solve(struct arena *arena, struct linear_program *program, bool *ret_is_possible,
			      struct fault *why)
{
	double *cost = arena_array(arena, program->width, sizeof(*cost));
	bool has_end;
	enum err err;

	for (size_t i = 0; i < program->equations; i++) {
		double *row = program->tableau + i * program->width;
		double sign = row[program->width - 1] < 0 ? -1 : 1;
		for (size_t at = 0; at < program->width; at++) {
			row[at] *= sign;
			cost[at] -= at < program->variables || at + 1 == program->width ? row[at] : 0;
		}
		row[program->variables + i] = 1;
		program->basis[i] = program->variables + i;
	}
	err = descend(program, cost, program->variables, &has_end, why);
	if (err)
		return err;
	*ret_is_possible = fabs(cost[program->width - 1]) < 1e-5;
	if (*ret_is_possible)
		drop_own_variables(program, cost);
	return ERR_OK;
}

enum err linear_program_minimise(struct arena *arena, struct linear_program *program, const double *cost,
				 double *ret_value, double *x, struct fault *why)
{
	double *row = arena_array(arena, program->width, sizeof(*row));
	bool has_end;
	enum err err;

	memcpy(row, cost, program->variables * sizeof(*row));
	for (size_t i = 0; i < program->equations; i++) {
		size_t variable = program->basis[i];
		double factor = variable < program->variables ? row[variable] : 0;
		for (size_t at = 0; factor != 0 && at < program->width; at++)
			row[at] -= factor * program->tableau[i * program->width + at];
	}
	err = descend(program, row, program->variables, &has_end, why);
	if (err)
		return err;
	*ret_value = has_end ? -row[program->width - 1] : -INFINITY;
	if (x)
		memset(x, 0, program->variables * sizeof(*x));
	for (size_t i = 0; x && i < program->equations; i++)
		if (program->basis[i] < program->variables)
			x[program->basis[i]] = *linear_program_right(program, i);
	return ERR_OK;
}
