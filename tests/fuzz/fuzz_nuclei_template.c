/* SPDX-License-Identifier: Apache-2.0 */
/* A template. An invalid one must name the place; a safe one must hold only GET and HEAD requests to its own host. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nuclei/nuclei_template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_requests(const struct nuclei_block *block)
{
	for (size_t i = 0; i < block->request_count; i++) {
		const struct nuclei_request *request = &block->requests[i];
		if (request->path[0] != '/' || strstr(request->path, "../") ||
		    (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct nuclei_template *template = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (nuclei_template_parse(&arena, "t.yaml", str_of(data, size), &template, &why)) {
		if (template || strncmp(why.text, "t.yaml:", 7) != 0)
			abort();
		return 0;
	}
	for (size_t i = 0; i < template->block_count && template->refusal.reason == NUCLEI_SAFE; i++)
		check_requests(&template->blocks[i]);
	return 0;
}
