/* SPDX-License-Identifier: Apache-2.0 */
/* What an outline says, and where. */
#ifndef TENKEN_TESTS_REPORT_READING_H
#define TENKEN_TESTS_REPORT_READING_H

#include <string.h>

#include "unit/report/sample.h"

static inline const struct outline *build(struct sample *sample)
{
	struct outline *outline;

	assert_int_equal(outline_build(&sample->arena, &sample->input, &outline, NULL), ERR_OK);
	return outline;
}

static inline bool holds(const struct outline_block *block, const char *text)
{
	if (strstr(block->text, text) || strstr(block->mark_text, text))
		return true;
	for (size_t row = 0; row < block->row_count; row++)
		for (size_t i = 0; i < OUTLINE_CELLS_MAX && block->rows[row].cells[i]; i++)
			if (strstr(block->rows[row].cells[i], text))
				return true;
	return false;
}

/* Index of the first block that holds a text, or count. */
static inline size_t where(const struct outline *outline, const char *text)
{
	size_t i = 0;

	while (i < outline->count && !holds(&outline->blocks[i], text))
		i++;
	return i;
}

/* Index of the last block that holds a text. */
static inline size_t last(const struct outline *outline, const char *text)
{
	size_t i = outline->count;

	while (i && !holds(&outline->blocks[i - 1], text))
		i--;
	return i - 1;
}

#define assert_says(outline, text)   assert_true(where(outline, text) < (outline)->count)
#define assert_silent(outline, text) assert_int_equal(where(outline, text), (outline)->count)

#endif
