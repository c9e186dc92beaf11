/* SPDX-License-Identifier: Apache-2.0 */
/* Every example of recog's files, where they stand beside the project: it must match, and tell all it claims. */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include <glob.h>

#include "data/real_data.h"
#include "disk/read_file.h"
#include "knowledge/fingerprint/fingerprint_set.h"

#define RECOG "../shared/data/recog/xml"

/* The set as of 2026-06-29 (its COUNTS.tsv). */
enum { FILES = 50, FINGERPRINTS = 4657, EXAMPLES = 7525 };

struct recog {
	struct arena arena;
	const struct fingerprint_file **files;
	size_t file_count;
	struct fingerprint_set *set;
	struct fingerprint_matcher *matcher;
};

static int load(void **state)
{
	static struct recog recog;
	struct fault why;
	struct str bytes;
	glob_t found;

	arena_init(&recog.arena);
	if (glob(RECOG "/*.xml", 0, NULL, &found) != 0) {
		printf("absent: %s, so recog's examples are not tried\n", RECOG);
		return 0;
	}
	recog.files = arena_array(&recog.arena, found.gl_pathc, sizeof(*recog.files));
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *path = found.gl_pathv[i];
		if (read_file(&recog.arena, path, 16 << 20, &bytes, &why) ||
		    fingerprint_file_parse(&recog.arena, strrchr(path, '/') + 1, bytes, &recog.files[i], &why))
			fail_msg("%s", why.text);
	}
	recog.file_count = found.gl_pathc;
	globfree(&found);
	recog.set = fingerprint_set_new(recog.files, recog.file_count);
	recog.matcher = fingerprint_matcher_new(recog.set);
	*state = &recog;
	return 0;
}

static int unload(void **state)
{
	struct recog *recog = *state;

	if (recog) {
		fingerprint_matcher_free(recog->matcher);
		fingerprint_set_free(recog->set);
		arena_release(&recog->arena);
	}
	return 0;
}

static struct recog *need(void **state)
{
	if (!*state)
		skip();
	return *state;
}

typedef void visit_example(struct recog *recog, const struct fingerprint_file *file,
			   const struct fingerprint *fingerprint, const struct fingerprint_example *example);

static size_t for_each_example(struct recog *recog, visit_example *visit)
{
	size_t count = 0;

	for (size_t i = 0; i < recog->file_count; i++) {
		const struct fingerprint_file *file = recog->files[i];
		for (size_t j = 0; j < file->count; j++) {
			const struct fingerprint *fingerprint = &file->fingerprints[j];
			for (size_t k = 0; k < fingerprint->example_count; k++, count++)
				visit(recog, file, fingerprint, &fingerprint->examples[k]);
		}
	}
	return count;
}

static struct fingerprint_answer ask(struct recog *recog, struct arena *arena, const struct fingerprint_file *file,
				     struct str text, bool is_all, bool is_unfiltered)
{
	const struct fingerprint_question question = {
		.kind = file->kind, .text = text, .is_all = is_all, .is_unfiltered = is_unfiltered};
	struct fingerprint_answer answer;
	struct fault why;

	if (fingerprint_set_ask(recog->set, recog->matcher, arena, &question, &answer, &why))
		fail_msg("%s", why.text);
	return answer;
}

static void every_fingerprint_can_be_run(void **state)
{
	struct recog *recog = need(state);
	size_t refused;
	const struct fingerprint_refusal *refusals = fingerprint_set_refusals(recog->set, &refused);

	for (size_t i = 0; i < refused; i++)
		printf("%s:%u: %s\n", refusals[i].file, refusals[i].line, refusals[i].text);
	assert_int_equal(refused, 0);
	assert_int_equal(recog->file_count, FILES);
	assert_int_equal(fingerprint_set_count(recog->set), FINGERPRINTS);
}

static size_t wrong, first;

static void check_example(struct recog *recog, const struct fingerprint_file *file,
			  const struct fingerprint *fingerprint, const struct fingerprint_example *example)
{
	const struct fingerprint_match *own = NULL;
	struct fingerprint_answer answer;
	ARENA_SCOPED arena;

	arena_init(&arena);
	answer = ask(recog, &arena, file, example->text, true, false);
	first += answer.count && answer.matches[0].fingerprint == fingerprint;
	for (size_t i = 0; i < answer.count; i++)
		if (answer.matches[i].fingerprint == fingerprint)
			own = &answer.matches[i];
	if (!own || answer.given_up) {
		printf("%s:%u: does not match %s\n", file->name, example->line, fingerprint->pattern);
		wrong++;
		return;
	}
	for (size_t i = 0; i < example->claim_count; i++) {
		const struct fingerprint_claim *claim = &example->claims[i];
		const struct str *value = fingerprint_value_find(&own->values, str_from(claim->name));
		if (value && str_is(*value, claim->value))
			continue;
		printf("%s:%u: %s is \"%.*s\", not \"%s\"\n", file->name, example->line, claim->name,
		       value ? (int)value->n : 0, value ? value->p : "", claim->value);
		wrong++;
		return;
	}
}

static void every_example_matches_and_tells_what_it_claims(void **state)
{
	size_t count = for_each_example(need(state), check_example);

	printf("%zu of %zu examples hold, %zu of them as the first match of their kind\n", count - wrong, count, first);
	assert_int_equal(count, EXAMPLES);
	assert_int_equal(wrong, 0);
}

static void compare_ways(struct recog *recog, const struct fingerprint_file *file,
			 const struct fingerprint *fingerprint, const struct fingerprint_example *example)
{
	struct fingerprint_answer fast, slow;
	ARENA_SCOPED arena;

	arena_init(&arena);
	fast = ask(recog, &arena, file, example->text, true, false);
	slow = ask(recog, &arena, file, example->text, true, true);
	if (fast.count != slow.count)
		fail_msg("%s:%u: %zu matches with the filter, %zu without", file->name, example->line, fast.count,
			 slow.count);
	for (size_t i = 0; i < fast.count; i++) {
		assert_ptr_equal(fast.matches[i].fingerprint, slow.matches[i].fingerprint);
		assert_int_equal(fast.matches[i].values.count, slow.matches[i].values.count);
	}
}

static void the_filter_loses_no_match(void **state)
{
	for_each_example(need(state), compare_ways);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fingerprint_can_be_run),
		cmocka_unit_test(every_example_matches_and_tells_what_it_claims),
		cmocka_unit_test(the_filter_loses_no_match),
	};

	return real_data_run(tests, load, unload);
}
