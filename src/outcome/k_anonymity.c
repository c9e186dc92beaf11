/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/k_anonymity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One combination of steps. */
struct k_anonymity_way {
	unsigned char step[K_ANONYMITY_QUASI_MAX];
	double loss; /* without rows that are left out */
	size_t number;
};

/* Rows that are equal in all quasi-identifiers as written. */
struct k_anonymity_tuple {
	size_t value[K_ANONYMITY_QUASI_MAX];
	size_t rows;
	size_t *members; /* in the order of the rows */
	double loss;     /* of one row that is left out */
};

struct k_anonymity_run {
	struct arena *arena;
	const struct csv_table *table;
	const struct k_anonymity_order *order;
	struct ladder ladder[K_ANONYMITY_QUASI_MAX];
	struct k_anonymity_tuple *tuples;
	size_t tuple_count;
	size_t *slots, *class_rows, *class_tuple, *class_of, slot_count; /* a hash table of classes, for one way */
	struct k_anonymity_way best;
	double best_loss;
	struct k_anonymity result;
};

/* ---- tuples ---- */

static uint64_t mix(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ (hash >> 29);
}

static bool is_row_of(const struct k_anonymity_run *r, size_t row, const struct k_anonymity_tuple *tuple)
{
	for (size_t q = 0; q < r->order->quasi_count; q++)
		if (r->ladder[q].value_of_row[row] != tuple->value[q])
			return false;
	return true;
}

static size_t tuple_slot(struct k_anonymity_run *r, size_t row)
{
	uint64_t hash = 0;
	size_t at;

	for (size_t q = 0; q < r->order->quasi_count; q++)
		hash = mix(hash, r->ladder[q].value_of_row[row]);
	for (at = hash & (r->slot_count - 1); r->slots[at] && !is_row_of(r, row, &r->tuples[r->slots[at] - 1]);)
		at = (at + 1) & (r->slot_count - 1);
	return at;
}

static double loss_when_left_out(const struct k_anonymity_run *r, const struct k_anonymity_tuple *tuple)
{
	double rows = (double)r->table->rows, loss = log2(rows);

	for (size_t q = 0; q < r->order->quasi_count; q++)
		loss += log2(rows / (double)r->ladder[q].value_rows[tuple->value[q]]);
	return loss;
}

static void collect_tuples(struct k_anonymity_run *r)
{
	size_t rows = r->table->rows, *tuple_of = arena_array(r->arena, rows, sizeof(*tuple_of));

	for (r->slot_count = 16; r->slot_count < 2 * rows;)
		r->slot_count *= 2;
	r->slots = arena_array(r->arena, r->slot_count, sizeof(*r->slots));
	r->tuples = arena_array(r->arena, rows, sizeof(*r->tuples));
	for (size_t row = 0; row < rows; row++) {
		size_t at = tuple_slot(r, row);
		if (!r->slots[at]) {
			struct k_anonymity_tuple *tuple = &r->tuples[r->tuple_count++];
			for (size_t q = 0; q < r->order->quasi_count; q++)
				tuple->value[q] = r->ladder[q].value_of_row[row];
			tuple->loss = loss_when_left_out(r, tuple);
			r->slots[at] = r->tuple_count;
		}
		tuple_of[row] = r->slots[at] - 1;
		r->tuples[tuple_of[row]].rows++;
	}
	for (size_t i = 0; i < r->tuple_count; i++)
		r->tuples[i].members = arena_array(r->arena, r->tuples[i].rows, sizeof(size_t));
	for (size_t i = 0; i < r->tuple_count; i++)
		r->tuples[i].rows = 0;
	for (size_t row = 0; row < rows; row++) {
		struct k_anonymity_tuple *tuple = &r->tuples[tuple_of[row]];
		tuple->members[tuple->rows++] = row;
	}
}

/* The order of the rows that came in must not decide in which order numbers are added. */
static int compare_tuples(const void *left, const void *right)
{
	const struct k_anonymity_tuple *a = left, *b = right;

	return memcmp(a->value, b->value, sizeof(a->value));
}

/* ---- one way ---- */

static size_t group(const struct k_anonymity_run *r, const struct k_anonymity_way *way, size_t tuple, size_t q)
{
	return r->ladder[q].step[way->step[q]].group[r->tuples[tuple].value[q]];
}

static bool is_same_class(const struct k_anonymity_run *r, const struct k_anonymity_way *way, size_t a, size_t b)
{
	for (size_t q = 0; q < r->order->quasi_count; q++)
		if (group(r, way, a, q) != group(r, way, b, q))
			return false;
	return true;
}

/* Fills class_of of each tuple and class_rows of each class; returns how many classes there are. */
static size_t find_classes(struct k_anonymity_run *r, const struct k_anonymity_way *way)
{
	size_t classes = 0;

	memset(r->slots, 0, r->slot_count * sizeof(*r->slots));
	for (size_t i = 0; i < r->tuple_count; i++) {
		uint64_t hash = 0;
		size_t at;
		for (size_t q = 0; q < r->order->quasi_count; q++)
			hash = mix(hash, group(r, way, i, q));
		for (at = hash & (r->slot_count - 1);
		     r->slots[at] && !is_same_class(r, way, i, r->class_tuple[r->slots[at] - 1]);)
			at = (at + 1) & (r->slot_count - 1);
		if (!r->slots[at]) {
			r->class_tuple[classes] = i;
			r->class_rows[classes] = 0;
			r->slots[at] = ++classes;
		}
		r->class_of[i] = r->slots[at] - 1;
		r->class_rows[r->class_of[i]] += r->tuples[i].rows;
	}
	return classes;
}

/* What the tuple loses as long as it stays. */
static double loss_when_kept(const struct k_anonymity_run *r, const struct k_anonymity_way *way, size_t i)
{
	double loss = 0;

	for (size_t q = 0; q < r->order->quasi_count; q++)
		loss += log2((double)r->ladder[q].step[way->step[q]].group_rows[group(r, way, i, q)] /
			     (double)r->ladder[q].value_rows[r->tuples[i].value[q]]);
	return loss;
}

static void try_way(struct k_anonymity_run *r, const struct k_anonymity_way *way)
{
	double loss = way->loss;

	find_classes(r, way);
	for (size_t i = 0; i < r->tuple_count && loss < r->best_loss; i++)
		if (r->class_rows[r->class_of[i]] < r->order->k)
			loss += (double)r->tuples[i].rows * (r->tuples[i].loss - loss_when_kept(r, way, i));
	if (loss < r->best_loss) {
		r->best_loss = loss;
		r->best = *way;
	}
}

/* ---- all ways, by what they lose ---- */

static int compare_ways(const void *left, const void *right)
{
	const struct k_anonymity_way *a = left, *b = right;

	if (a->loss != b->loss)
		return a->loss < b->loss ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static enum err find_best(struct k_anonymity_run *r, struct fault *why)
{
	size_t count = 1;
	struct k_anonymity_way *ways;

	for (size_t q = 0; q < r->order->quasi_count; q++)
		count *= r->ladder[q].steps;
	if (count > K_ANONYMITY_WAYS_MAX)
		return fault_set(why, ERR_TOO_LARGE,
				 "there are %zu ways to make these quasi-identifiers coarser, more than %d: name fewer",
				 count, K_ANONYMITY_WAYS_MAX);
	ways = arena_array(r->arena, count, sizeof(*ways));
	for (size_t i = 0; i < count; i++) {
		size_t rest = i;
		ways[i].number = i;
		for (size_t q = 0; q < r->order->quasi_count; q++) {
			ways[i].step[q] = (unsigned char)(rest % r->ladder[q].steps);
			rest /= r->ladder[q].steps;
			ways[i].loss += r->ladder[q].step[ways[i].step[q]].loss;
		}
	}
	qsort(ways, count, sizeof(*ways), compare_ways);
	r->best_loss = INFINITY;
	/* A way loses at least what it loses while all rows stay: behind one that loses more none is better. */
	for (size_t i = 0; i < count && ways[i].loss < r->best_loss; i++)
		try_way(r, &ways[i]);
	return ERR_OK;
}

/* ---- the other columns ---- */

/* More than half of the filled cells hold what stands in no other row. */
static bool is_telling(struct k_anonymity_run *r, size_t column)
{
	struct ladder ladder;
	size_t alone = 0, filled = 0;

	ladder_collect(r->arena, r->table->cells + column, r->table->columns, r->table->rows, &ladder);
	for (size_t i = 0; i < ladder.count; i++) {
		if (!ladder.values[i].n)
			continue;
		filled += ladder.value_rows[i];
		alone += ladder.value_rows[i] == 1;
	}
	return 2 * alone > filled;
}

static void decide_columns(struct k_anonymity_run *r)
{
	const struct k_anonymity_order *order = r->order;
	struct k_anonymity_column *columns = arena_array(r->arena, r->table->columns, sizeof(*columns));

	for (size_t i = 0; i < r->table->columns; i++) {
		columns[i].width = "";
		columns[i].part = K_ANONYMITY_KEPT;
	}
	for (size_t q = 0; q < order->quasi_count; q++) {
		const struct ladder_step *step = &r->ladder[q].step[r->best.step[q]];
		columns[order->quasi[q]] =
			(struct k_anonymity_column){K_ANONYMITY_QUASI, r->ladder[q].kind, step->width, step->groups, 0};
	}
	for (size_t i = 0; i < r->table->columns; i++)
		if (columns[i].part == K_ANONYMITY_KEPT && !order->reviewed[i] && is_telling(r, i))
			columns[i].part = K_ANONYMITY_LEFT_OUT;
	r->result.columns = columns;
}

/* ---- what comes out ---- */

static void write_row(struct k_anonymity_run *r, size_t tuple, size_t row, struct str *out)
{
	for (size_t i = 0; i < r->table->columns; i++)
		out[i] = r->result.columns[i].part == K_ANONYMITY_KEPT ? csv_table_cell(r->table, row, i) : STR("");
	for (size_t q = 0; q < r->order->quasi_count; q++)
		out[r->order->quasi[q]] = r->ladder[q].step[r->best.step[q]].label[group(r, &r->best, tuple, q)];
}

struct k_anonymity_sort {
	const struct k_anonymity_order *order;
	size_t columns;
};

static int compare_cells(struct str a, struct str b)
{
	int order = memcmp(a.p ? a.p : "", b.p ? b.p : "", a.n < b.n ? a.n : b.n);

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static bool is_same_quasi(const struct k_anonymity_order *order, const struct str *a, const struct str *b)
{
	for (size_t q = 0; q < order->quasi_count; q++)
		if (compare_cells(a[order->quasi[q]], b[order->quasi[q]]) != 0)
			return false;
	return true;
}

/* By the quasi-identifiers, then by all columns: classes stand together, and nothing of the first order is left. */
static int compare_out(const void *left, const void *right, void *context)
{
	const struct k_anonymity_sort *sort = context;
	const struct str *a = left, *b = right;
	int order = 0;

	for (size_t q = 0; !order && q < sort->order->quasi_count; q++)
		order = compare_cells(a[sort->order->quasi[q]], b[sort->order->quasi[q]]);
	for (size_t i = 0; !order && i < sort->columns; i++)
		order = compare_cells(a[i], b[i]);
	return order;
}

static void write_rows(struct k_anonymity_run *r)
{
	size_t columns = r->table->columns;
	struct k_anonymity *result = &r->result;
	struct k_anonymity_sort sort = {r->order, columns};

	result->cells = arena_array(r->arena, r->table->rows * columns, sizeof(*result->cells));
	for (size_t i = 0; i < r->tuple_count; i++)
		for (size_t m = 0; m < r->tuples[i].rows && r->class_rows[r->class_of[i]] >= r->order->k; m++)
			write_row(r, i, r->tuples[i].members[m], result->cells + result->rows++ * columns);
	qsort_r(result->cells, result->rows, columns * sizeof(*result->cells), compare_out, &sort);
	result->left_out = r->table->rows - result->rows;
}

/* In how many classes all rows say the same, for each column that is kept. */
static void count_classes(struct k_anonymity_run *r)
{
	struct k_anonymity *result = &r->result;
	size_t columns = r->table->columns, begin = 0;

	for (size_t row = 1; row <= result->rows; row++) {
		const struct str *first = result->cells + begin * columns;
		if (row < result->rows && is_same_quasi(r->order, first, result->cells + row * columns))
			continue;
		for (size_t i = 0; i < columns; i++) {
			size_t same = begin;
			while (same < row && str_eq(result->cells[same * columns + i], first[i]))
				same++;
			result->columns[i].agreeing += result->columns[i].part == K_ANONYMITY_KEPT && same == row;
		}
		result->classes++;
		if (!result->smallest || row - begin < result->smallest)
			result->smallest = row - begin;
		begin = row;
	}
}

static bool is_useless(const struct k_anonymity_run *r)
{
	for (size_t q = 0; q < r->order->quasi_count; q++)
		if (r->best.step[q] + 1u < r->ladder[q].steps || r->ladder[q].count == 1)
			return r->result.rows == 0;
	return true;
}

enum err k_anonymity_make(struct arena *arena, const struct csv_table *table, const struct k_anonymity_order *order,
			  struct k_anonymity *ret_result, struct fault *why)
{
	struct k_anonymity_run *r = arena_alloc(arena, sizeof(*r));
	enum err err;

	*r = (struct k_anonymity_run){.arena = arena, .table = table, .order = order};
	for (size_t q = 0; q < order->quasi_count; q++)
		ladder_make(arena, table->cells + order->quasi[q], table->columns, table->rows, order->k, order->other,
			    &r->ladder[q]);
	collect_tuples(r);
	qsort(r->tuples, r->tuple_count, sizeof(*r->tuples), compare_tuples);
	r->class_rows = arena_array(arena, r->tuple_count, sizeof(*r->class_rows));
	r->class_tuple = arena_array(arena, r->tuple_count, sizeof(*r->class_tuple));
	r->class_of = arena_array(arena, r->tuple_count, sizeof(*r->class_of));
	err = find_best(r, why);
	if (err)
		return err;
	find_classes(r, &r->best);
	decide_columns(r);
	write_rows(r);
	count_classes(r);
	r->result.is_useless = is_useless(r);
	*ret_result = r->result;
	return ERR_OK;
}
