/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One banner against all fingerprints of its kind: through the filter and with every pattern run, on the same banners
 * in one run. Every example of recog's files is one banner, asked in its file's kind, all matches wanted. Usage:
 * bench/recog [FOLDER]; prints the median and the 99th percentile per banner in microseconds, and the ratio.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "library/recog_files.h"

#define ROUNDS 5

struct banner {
	const char *kind;
	struct str text;
};

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static size_t collect(struct arena *arena, const struct recog_files *files, struct banner **ret_banners)
{
	struct banner *banners = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < files->count; i++)
		for (size_t j = 0; j < files->files[i]->count; j++) {
			const struct fingerprint *one = &files->files[i]->fingerprints[j];
			for (size_t k = 0; k < one->example_count; k++) {
				banners = arena_grow(arena, banners, count, &cap, sizeof(*banners));
				banners[count++] = (struct banner){files->files[i]->kind, one->examples[k].text};
			}
		}
	*ret_banners = banners;
	return count;
}

/* Microseconds of one question. */
static double measure(const struct fingerprint_set *set, struct fingerprint_matcher *matcher, struct arena *arena,
		      const struct banner *banner, bool is_unfiltered)
{
	const struct fingerprint_question question = {
		.kind = banner->kind, .text = banner->text, .is_all = true, .is_unfiltered = is_unfiltered};
	struct fingerprint_answer answer;
	double start = now_us(), spent;
	struct fault why;

	if (fingerprint_set_ask(set, matcher, arena, &question, &answer, &why)) {
		fprintf(stderr, "%s\n", why.text);
		exit(1);
	}
	spent = now_us() - start;
	arena_reset(arena);
	return spent;
}

static double report(const char *name, double *times, size_t count)
{
	qsort(times, count, sizeof(*times), compare);
	printf("%-22s median %8.2f us, 99th percentile %8.2f us, longest %8.2f us\n", name, times[count / 2],
	       times[count * 99 / 100], times[count - 1]);
	return times[count / 2];
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "../shared/data/recog/xml";
	struct fingerprint_matcher *matcher;
	struct fingerprint_set *set;
	struct banner *banners;
	struct recog_files files;
	double *fast, *slow, start = now_us();
	ARENA_SCOPED arena;
	ARENA_SCOPED scratch;
	struct fault why;
	size_t count;

	arena_init(&arena);
	arena_init(&scratch);
	if (recog_files_load(&arena, folder, &files, &why)) {
		fprintf(stderr, "%s\n", why.text);
		return 1;
	}
	set = fingerprint_set_new(files.files, files.count);
	matcher = fingerprint_matcher_new(set);
	count = collect(&arena, &files, &banners);
	printf("%zu fingerprints of %zu files ready in %.0f ms; %zu banners\n", fingerprint_set_count(set), files.count,
	       (now_us() - start) / 1000, count);
	fast = arena_array(&arena, ROUNDS * count, sizeof(*fast));
	slow = arena_array(&arena, ROUNDS * count, sizeof(*slow));
	for (size_t i = 0; i < ROUNDS * count; i++) {
		fast[i] = measure(set, matcher, &scratch, &banners[i % count], false);
		slow[i] = measure(set, matcher, &scratch, &banners[i % count], true);
	}
	double quick = report("with the filter", fast, ROUNDS * count);
	double straight = report("every pattern", slow, ROUNDS * count);
	printf("ratio of the medians   %.1f\n", straight / quick);
	fingerprint_matcher_free(matcher);
	fingerprint_set_free(set);
	return 0;
}
