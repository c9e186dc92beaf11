/* SPDX-License-Identifier: Apache-2.0 */
/* tenken effect, as a person or another program meets it. */
#include "story/process.h"

#include <string.h>

static int ask(struct scene *scene, const char *input, struct process *process)
{
	scene_give(scene, input);
	return RUN(scene, process, TENKEN, "effect", "--input", "-");
}

static void a_difference_comes_with_its_interval_as_an_observation(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *out;

	assert_int_equal(ask(scene,
			     "{\"participants\":{\"companies\":800,\"mended\":320},"
			     "\"waiting\":{\"companies\":800,\"mended\":160}}",
			     &process),
			 0);
	out = process_out(scene, &process);
	assert_non_null(strstr(out, "\"answer\":\"estimate\",\"kind\":\"observation\""));
	assert_non_null(strstr(out, "\"difference_points\":20"));
	assert_non_null(strstr(out, "\"is_different\":true,\"method\":\"Newcombe 1998"));
	assert_non_null(strstr(out, "nobody was drawn by lot"));
}

static void the_places_of_this_call_are_too_few_for_a_number(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(ask(scene,
			     "{\"participants\":{\"companies\":50,\"mended\":45},"
			     "\"waiting\":[{\"found\":3,\"mended\":0},{\"found\":0,\"mended\":0}]}",
			     &process),
			 0);
	assert_non_null(strstr(process_out(scene, &process), "\"answer\":\"cannot tell\""));
	assert_null(strstr(process_out(scene, &process), "difference_points"));
	assert_null(strstr(process_out(scene, &process), "percent"));
}

static void a_wrong_file_is_told_by_its_place(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(ask(scene, "{\"participants\":{\"companies\":5,\"mended\":6},\"waiting\":[]}", &process), 2);
	assert_non_null(strstr(process_err(scene, &process), "\"mended\" (6) is more than \"companies\" (5)"));
	assert_int_equal(ask(scene, "{\"participants\":[{\"found\":-1,\"mended\":0}],\"waiting\":[]}", &process), 2);
	assert_non_null(strstr(process_err(scene, &process), "company 1"));
	assert_int_equal(ask(scene, "{\"participants\":[]}", &process), 2);
	assert_non_null(strstr(process_err(scene, &process), "\"waiting\""));
	assert_int_equal(ask(scene, "{", &process), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(a_difference_comes_with_its_interval_as_an_observation),
		SCENE(the_places_of_this_call_are_too_few_for_a_number),
		SCENE(a_wrong_file_is_told_by_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
