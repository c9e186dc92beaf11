/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_plan.h"

#include <string.h>

static bool has_same_headers(const struct nuclei_request *a, const struct nuclei_request *b)
{
	if (a->header_count != b->header_count)
		return false;
	for (size_t i = 0; i < a->header_count; i++)
		if (!str_eq_ascii_case(str_from(a->headers[i].name), str_from(b->headers[i].name)) ||
		    strcmp(a->headers[i].value, b->headers[i].value) != 0)
			return false;
	return true;
}

static bool is_same(const struct nuclei_request *a, const struct nuclei_request *b)
{
	return strcmp(a->method, b->method) == 0 && strcmp(a->path, b->path) == 0 && has_same_headers(a, b);
}

static void add_request(struct nuclei_plan *plan, const struct nuclei_request *request, unsigned redirects)
{
	size_t i = 0;

	while (i < plan->count && !is_same(plan->items[i].request, request))
		i++;
	if (i == NUCLEI_PLAN_MAX) {
		plan->left_out++;
		return;
	}
	if (i == plan->count)
		plan->items[plan->count++] = (struct nuclei_planned){.request = request};
	plan->items[i].wanted_by++;
	if (redirects > plan->items[i].redirects)
		plan->items[i].redirects = redirects;
}

void nuclei_plan_add(struct nuclei_plan *plan, const struct nuclei_template *template)
{
	if (template->refusal.reason != NUCLEI_SAFE)
		return;
	for (size_t b = 0; b < template->block_count; b++)
		for (size_t r = 0; r < template->blocks[b].request_count; r++)
			add_request(plan, &template->blocks[b].requests[r], template->blocks[b].redirects);
}
