/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The smallest value of a linear sum over all x >= 0 with A x = b: the simplex method on a dense tableau, with Bland's
 * rule (1977), which never goes in circles and is deterministic. Made for counts: coefficients of -1, 0 and 1, right
 * sides that are whole numbers below 1e9. Many sums are asked of one system: it is solved once and kept.
 */
#ifndef TENKEN_OUTCOME_LINEAR_PROGRAM_H
#define TENKEN_OUTCOME_LINEAR_PROGRAM_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdbool.h>

#define LINEAR_PROGRAM_CELLS_MAX ((size_t)8 << 20) /* of the tableau, 8 bytes each */
#define LINEAR_PROGRAM_STEPS_MAX 200000

struct linear_program {
	size_t equations, variables;
	double *tableau; /* equations rows of width columns; the last column is the right side */
	size_t width;
	size_t *basis; /* of each equation, the variable that it gives */
};

/* All coefficients are 0. ERR_TOO_LARGE. */
MUST_USE enum err linear_program_init(struct arena *arena, size_t equations, size_t variables,
				      struct linear_program *ret_program, struct fault *why);

static inline double *linear_program_at(struct linear_program *program, size_t equation, size_t variable)
{
	return &program->tableau[equation * program->width + variable];
}

static inline double *linear_program_right(struct linear_program *program, size_t equation)
{
	return &program->tableau[(equation + 1) * program->width - 1];
}

/* Once, before anything is asked. *ret_is_possible: whether any x fulfils the equations. ERR_TIMEOUT. */
MUST_USE enum err linear_program_solve(struct arena *arena, struct linear_program *program, bool *ret_is_possible,
				       struct fault *why);

/* cost: of each variable. x may be NULL, or gets the values that give the smallest sum. -INFINITY when there is none.
 * ERR_TIMEOUT after LINEAR_PROGRAM_STEPS_MAX steps. */
MUST_USE enum err linear_program_minimise(struct arena *arena, struct linear_program *program, const double *cost,
					  double *ret_value, double *x, struct fault *why);

#endif
