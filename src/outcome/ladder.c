/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome/ladder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"

#define SPREAD       20 /* from this factor on bands grow with the number */
#define BANDS_MAX    20
#define TEXT_STEPS   4
#define NUMBER_LIMIT INT64_C(1000000000000000)

struct ladder_row {
	struct str text;
	size_t row;
};

struct ladder_work {
	struct arena *arena;
	struct ladder *ladder;
	int64_t *numbers; /* of each value, for LADDER_NUMBER */
};

const char *ladder_kind_name(enum ladder_kind kind)
{
	static const char *const names[] = {"number", "date", "code", "text"};

	return names[kind];
}

/* ---- the values ---- */

static int compare_text(struct str a, struct str b)
{
	int order = memcmp(a.p ? a.p : "", b.p ? b.p : "", a.n < b.n ? a.n : b.n);

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static int compare_rows(const void *left, const void *right)
{
	const struct ladder_row *a = left, *b = right;
	int order = compare_text(a->text, b->text);

	return order ? order : (a->row > b->row) - (a->row < b->row);
}

void ladder_collect(struct arena *arena, const struct str *cells, size_t stride, size_t rows, struct ladder *ladder)
{
	struct ladder_row *sorted = arena_array(arena, rows, sizeof(*sorted));

	*ladder = (struct ladder){0};
	ladder->values = arena_array(arena, rows, sizeof(*ladder->values));
	ladder->value_rows = arena_array(arena, rows, sizeof(*ladder->value_rows));
	ladder->value_of_row = arena_array(arena, rows, sizeof(*ladder->value_of_row));
	for (size_t i = 0; i < rows; i++)
		sorted[i] = (struct ladder_row){cells[i * stride], i};
	qsort(sorted, rows, sizeof(*sorted), compare_rows);
	for (size_t i = 0; i < rows; i++) {
		if (!i || compare_text(sorted[i].text, sorted[i - 1].text) != 0)
			ladder->values[ladder->count++] = sorted[i].text;
		ladder->value_rows[ladder->count - 1]++;
		ladder->value_of_row[sorted[i].row] = ladder->count - 1;
	}
}

/* ---- of which kind ---- */

static bool is_whole_number(struct str text, int64_t *ret_number)
{
	struct str digits = text.n && *text.p == '-' ? str_skip(text, 1) : text;

	return digits.n && (digits.n == 1 || *digits.p != '0') && str_to_i64(text, ret_number) &&
	       *ret_number<NUMBER_LIMIT && * ret_number> - NUMBER_LIMIT;
}

static bool is_date(struct str text)
{
	int64_t day;

	return day_parse(text, &day);
}

static bool is_code(struct str text, size_t length)
{
	bool has_digit = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] <= ' ' || text.p[i] > '~')
			return false;
		has_digit = has_digit || (text.p[i] >= '0' && text.p[i] <= '9');
	}
	return text.n == length && has_digit;
}

/* Empty cells say nothing about it. */
static enum ladder_kind find_kind(struct ladder_work *w)
{
	const struct ladder *ladder = w->ladder;
	size_t first = ladder->values[0].n ? 0 : 1, numbers = first, dates = first, codes = first;

	w->numbers = arena_array(w->arena, ladder->count, sizeof(*w->numbers));
	for (size_t i = first; i < ladder->count; i++) {
		numbers += is_whole_number(ladder->values[i], &w->numbers[i]);
		dates += is_date(ladder->values[i]);
		codes += is_code(ladder->values[i], ladder->values[first].n);
	}
	if (first == ladder->count)
		return LADDER_TEXT;
	if (numbers == ladder->count)
		return LADDER_NUMBER;
	if (dates == ladder->count)
		return LADDER_DATE;
	return codes == ladder->count && ladder->values[first].n >= 2 ? LADDER_CODE : LADDER_TEXT;
}

/* ---- steps ---- */

static double loss_of(const struct ladder *ladder, const struct ladder_step *step)
{
	double loss = 0;

	for (size_t i = 0; i < ladder->count; i++)
		loss += (double)ladder->value_rows[i] *
			log2((double)step->group_rows[step->group[i]] / (double)ladder->value_rows[i]);
	return loss;
}

static uint64_t hash_of(struct str text)
{
	uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * UINT64_C(1099511628211);
	return hash;
}

/* Equal labels are one group, in the order in which they come. */
static void find_groups(struct arena *arena, const struct str *labels, size_t count, struct ladder_step *step)
{
	size_t slot_count = 16, *slots;

	while (slot_count < 2 * count)
		slot_count *= 2;
	slots = arena_array(arena, slot_count, sizeof(*slots));
	for (size_t i = 0; i < count; i++) {
		size_t at = hash_of(labels[i]) & (slot_count - 1);
		while (slots[at] && !str_eq(step->label[slots[at] - 1], labels[i]))
			at = (at + 1) & (slot_count - 1);
		if (!slots[at]) {
			step->label[step->groups++] = labels[i];
			slots[at] = step->groups;
		}
		step->group[i] = slots[at] - 1;
	}
}

/* labels: of each value. A step that is no coarser than the one before is none. */
static void add_step(struct ladder_work *w, const struct str *labels, const char *width)
{
	struct ladder *ladder = w->ladder;
	struct ladder_step step = {.width = width};

	step.group = arena_array(w->arena, ladder->count, sizeof(*step.group));
	step.group_rows = arena_array(w->arena, ladder->count, sizeof(*step.group_rows));
	step.label = arena_array(w->arena, ladder->count, sizeof(*step.label));
	find_groups(w->arena, labels, ladder->count, &step);
	for (size_t i = 0; i < ladder->count; i++)
		step.group_rows[step.group[i]] += ladder->value_rows[i];
	step.loss = loss_of(ladder, &step);
	if (ladder->steps == LADDER_STEPS_MAX ||
	    (ladder->steps && step.groups == ladder->step[ladder->steps - 1].groups))
		return;
	ladder->step[ladder->steps++] = step;
}

/* The band of a width that the number lies in: -7 by 10 is -10 to -1. */
static int64_t band_from(int64_t number, int64_t width)
{
	int64_t rest = number % width;

	return number - (rest < 0 ? rest + width : rest);
}

static struct str band_label(struct arena *arena, int64_t from, int64_t to)
{
	return str_from(from == to ? arena_printf(arena, "%lld", (long long)from)
				   : arena_printf(arena, "%lld-%lld", (long long)from, (long long)to));
}

static void add_even_bands(struct ladder_work *w, size_t first, int64_t low, int64_t high)
{
	static const int64_t series[] = {1, 2, 5};
	struct str *labels = arena_array(w->arena, w->ladder->count, sizeof(*labels));
	int64_t power = 1;

	for (size_t n = 1; power < NUMBER_LIMIT; n++) {
		int64_t width = series[n % 3] * power;
		int64_t bands = (band_from(high, width) - band_from(low, width)) / width + 1;
		power *= n % 3 == 2 ? 10 : 1;
		if (bands > BANDS_MAX)
			continue;
		for (size_t i = first; i < w->ladder->count; i++) {
			int64_t from = band_from(w->numbers[i], width);
			labels[i] = band_label(w->arena, from, from + width - 1);
		}
		add_step(w, labels, arena_printf(w->arena, "%lld", (long long)width));
		if (bands <= 2)
			return;
	}
}

/* The band of 0, 1-4, 5-9, 10-19, 20-49 ...; with decades only of 0, 1-9, 10-99 ... */
static struct str growing_band(struct arena *arena, int64_t number, bool in_decades)
{
	static const int64_t edges[] = {1, 2, 5, 10};
	int64_t power = 1;
	size_t i = 0;

	if (number == 0)
		return STR("0");
	while (number >= 10 * power)
		power *= 10;
	if (in_decades)
		return band_label(arena, power, 10 * power - 1);
	if (power == 1)
		return number < 5 ? STR("1-4") : STR("5-9");
	while (number >= edges[i + 1] * power)
		i++;
	return band_label(arena, edges[i] * power, edges[i + 1] * power - 1);
}

static void add_bands(struct ladder_work *w)
{
	size_t first = w->ladder->values[0].n ? 0 : 1;
	struct str *labels = arena_array(w->arena, w->ladder->count, sizeof(*labels));
	int64_t low = w->numbers[first], high = low;

	for (size_t i = first; i < w->ladder->count; i++) {
		low = w->numbers[i] < low ? w->numbers[i] : low;
		high = w->numbers[i] > high ? w->numbers[i] : high;
	}
	if (low < 0 || high < SPREAD * (low ? low : 1)) {
		add_even_bands(w, first, low, high);
		return;
	}
	for (int in_decades = 0; in_decades < 2; in_decades++) {
		for (size_t i = first; i < w->ladder->count; i++)
			labels[i] = growing_band(w->arena, w->numbers[i], in_decades);
		add_step(w, labels, in_decades ? "1-10" : "1-2-5");
	}
}

/* Heads of the written value; with a filler its cut characters stay visible as such. */
static void add_heads(struct ladder_work *w, size_t length, bool is_filled, const char *width)
{
	const struct ladder *ladder = w->ladder;
	struct str *labels = arena_array(w->arena, ladder->count, sizeof(*labels));

	for (size_t i = 0; i < ladder->count; i++) {
		char *label = str_dup(w->arena, ladder->values[i]);
		for (size_t at = length; is_filled && at < ladder->values[i].n; at++)
			label[at] = '?';
		labels[i] = is_filled ? str_of(label, ladder->values[i].n) : str_head(ladder->values[i], length);
	}
	add_step(w, labels, width);
}

/* One character less each time; of long codes several. */
static void add_code_heads(struct ladder_work *w)
{
	size_t length = w->ladder->values[w->ladder->count - 1].n, less = 1 + (length - 1) / (LADDER_STEPS_MAX - 1);

	while (length > less) {
		length -= less;
		add_heads(w, length, true, arena_printf(w->arena, "%zu", length));
	}
}

static void add_rare(struct ladder_work *w, size_t few, struct str other)
{
	const struct ladder *ladder = w->ladder;

	for (int step = 0; step < TEXT_STEPS; step++, few *= 2) {
		struct str *labels = arena_array(w->arena, ladder->count, sizeof(*labels));
		for (size_t i = 0; i < ladder->count; i++)
			labels[i] = ladder->value_rows[i] < few && ladder->values[i].n ? other : ladder->values[i];
		add_step(w, labels, arena_printf(w->arena, "<%zu", few));
	}
}

static void add_all(struct ladder_work *w)
{
	struct str *labels = arena_array(w->arena, w->ladder->count, sizeof(*labels));

	for (size_t i = 0; i < w->ladder->count; i++)
		labels[i] = STR("*");
	if (w->ladder->steps == LADDER_STEPS_MAX)
		w->ladder->steps--;
	add_step(w, labels, "*");
}

void ladder_make(struct arena *arena, const struct str *cells, size_t stride, size_t rows, size_t few,
		 const char *other, struct ladder *ret_ladder)
{
	struct ladder ladder = {0};
	struct ladder_work w = {.arena = arena, .ladder = &ladder};

	ladder_collect(arena, cells, stride, rows, &ladder);
	ladder.kind = find_kind(&w);
	add_step(&w, ladder.values, "");
	switch (ladder.kind) {
	case LADDER_NUMBER: add_bands(&w); break;
	case LADDER_DATE:
		add_heads(&w, 7, false, "month");
		add_heads(&w, 4, false, "year");
		break;
	case LADDER_CODE: add_code_heads(&w); break;
	case LADDER_TEXT: add_rare(&w, few, str_from(other)); break;
	}
	add_all(&w);
	*ret_ladder = ladder;
}
