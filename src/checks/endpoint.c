/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/endpoint.h"

#include <stdlib.h>
#include <string.h>

static int compare_places(const struct observation *a, const struct observation *b)
{
	int order = strcmp(a->target, b->target);

	return order ? order : a->port - b->port;
}

/* The pointers point into one array, so that they also say which came first. */
static int compare_pointers(const void *left, const void *right)
{
	const struct observation *a = *(const struct observation *const *)left;
	const struct observation *b = *(const struct observation *const *)right;
	int order = compare_places(a, b);

	return order ? order : (a > b) - (a < b);
}

static const struct observation **sorted(struct arena *arena, const struct check_input *input, size_t *ret_count)
{
	const struct observation **pointers = arena_array(arena, input->count, sizeof(*pointers));
	size_t count = 0;

	for (size_t i = 0; i < input->count; i++)
		if (*input->observations[i].target) /* progress and the like is about no target */
			pointers[count++] = &input->observations[i];
	if (count)
		qsort(pointers, count, sizeof(*pointers), compare_pointers);
	*ret_count = count;
	return pointers;
}

struct endpoint *endpoint_gather(struct arena *arena, const struct check_input *input, size_t *ret_count)
{
	struct endpoint *endpoints = NULL;
	size_t seen, count = 0, cap = 0;
	const struct observation **pointers = sorted(arena, input, &seen);

	for (size_t i = 0; i < seen; i++) {
		if (!i || compare_places(pointers[i - 1], pointers[i])) {
			endpoints = arena_grow(arena, endpoints, count, &cap, sizeof(*endpoints));
			endpoints[count++] = (struct endpoint){
				.target = pointers[i]->target, .port = pointers[i]->port, .seen = &pointers[i]};
		}
		endpoints[count - 1].count++;
	}
	*ret_count = count;
	return endpoints;
}

struct finding endpoint_finding(const struct endpoint *endpoint, const char *check, const struct observation *seen)
{
	return (struct finding){.check = check,
				.verdict = VERDICT_GOOD,
				.confidence = CONFIDENCE_CONFIRMED,
				.target = endpoint->target,
				.address = seen ? seen->address : endpoint->seen[0]->address,
				.port = endpoint->port,
				.variant = "",
				.evidence = ""};
}

size_t endpoint_next(const struct endpoint *endpoint, size_t from, const char *kind)
{
	while (from < endpoint->count && strcmp(endpoint->seen[from]->kind, kind) != 0)
		from++;
	return from;
}
