/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/outline.h"
#include "report/outline_value.h"
#include "test.h"
#include "unit/report/sample.h"

static double part_of_light(uint32_t rgb, int shift)
{
	const double value = (rgb >> shift & 0xff) / 255.0;

	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* Against white: WCAG 2.2, "contrast ratio". */
static double contrast(uint32_t rgb)
{
	const double light =
		0.2126 * part_of_light(rgb, 16) + 0.7152 * part_of_light(rgb, 8) + 0.0722 * part_of_light(rgb, 0);

	return 1.05 / (light + 0.05);
}

static void each_mark_has_a_shape_of_its_own_that_is_seen_on_white(void **state)
{
	for (enum outline_mark mark = OUTLINE_MARK_P1; mark <= OUTLINE_MARK_UNTESTABLE; mark++) {
		const struct outline_sign *sign = outline_sign_of(mark);
		assert_int_equal(sign->path[0], 'M');
		assert_int_equal(strspn(sign->path, "MLCZ. 0123456789"), strlen(sign->path));
		assert_true(contrast(sign->rgb) >= 3);
		for (enum outline_mark other = OUTLINE_MARK_P1; other < mark; other++)
			assert_string_not_equal(sign->path, outline_sign_of(other)->path);
	}
}

static void assert_painted(const struct value *block, enum outline_mark mark)
{
	const struct outline_sign *sign = outline_sign_of(mark);
	const struct value *painted = value_get(block, "sign");
	char colour[16];

	snprintf(colour, sizeof(colour), "#%06x", (unsigned)sign->rgb);
	assert_string_equal(value_get_text(painted, "path"), sign->path);
	assert_string_equal(value_get_text(painted, sign->line_width > 0 ? "stroke" : "fill"), colour);
}

static void a_page_paints_the_sign_that_the_paper_draws(void **state)
{
	struct sample sample;
	struct outline *outline;
	const struct value *blocks;
	int marks = 0;

	sample_init(&sample, LANG_JA);
	assert_int_equal(outline_build(&sample.arena, &sample.input, &outline, NULL), ERR_OK);
	blocks = value_get(outline_value(&sample.arena, outline), "blocks");
	for (size_t i = 0; i < outline->count; i++) {
		if (!outline->blocks[i].mark)
			continue;
		assert_painted(value_at(blocks, i), outline->blocks[i].mark);
		marks++;
	}
	assert_true(marks > 1);
	sample_release(&sample);
}

int test_outline_mark(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mark_has_a_shape_of_its_own_that_is_seen_on_white),
		cmocka_unit_test(a_page_paints_the_sign_that_the_paper_draws),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
