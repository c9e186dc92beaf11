/* SPDX-License-Identifier: Apache-2.0 */
/* A file of fingerprints and a banner, parted by the first NUL. A bad file must say where; a good one must answer the
 * same through the filter as with every pattern run. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge/fingerprint/fingerprint_set.h"

#define BANNER_MAX 4096 /* more only makes slow patterns slower */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct fingerprint_answer ask(const struct fingerprint_set *set, struct fingerprint_matcher *matcher,
				     struct arena *arena, struct fingerprint_question question, bool is_unfiltered)
{
	struct fingerprint_answer answer = {0};

	question.is_unfiltered = is_unfiltered;
	if (fingerprint_set_ask(set, matcher, arena, &question, &answer, NULL))
		abort();
	return answer;
}

static void compare_ways(struct arena *arena, const struct fingerprint_file *file, struct str banner)
{
	const struct fingerprint_question question = {.kind = file->kind, .text = banner, .is_all = true};
	struct fingerprint_set *set = fingerprint_set_new(&file, 1);
	struct fingerprint_matcher *matcher = fingerprint_matcher_new(set);
	struct fingerprint_answer fast = ask(set, matcher, arena, question, false);
	struct fingerprint_answer slow = ask(set, matcher, arena, question, true);

	if (fast.count != slow.count || fast.given_up > slow.given_up)
		abort();
	for (size_t i = 0; i < fast.count; i++)
		if (fast.matches[i].fingerprint != slow.matches[i].fingerprint ||
		    fast.matches[i].values.count != slow.matches[i].values.count)
			abort();
	fingerprint_matcher_free(matcher);
	fingerprint_set_free(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_of(data, size), text = str_cut(&rest, '\0');
	const struct fingerprint_file *file = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (fingerprint_file_parse(&arena, "f.xml", text, &file, &why)) {
		if (file || strncmp(why.text, "f.xml:", 6) != 0)
			abort();
		return 0;
	}
	if (rest.n <= BANNER_MAX)
		compare_ways(&arena, file, rest.p ? rest : STR(""));
	return 0;
}
