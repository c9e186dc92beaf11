/* SPDX-License-Identifier: Apache-2.0 */
/* A form with files: the first line is its content type, the rest is the body. */
#include <stdlib.h>

#include "codec/utf8.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_inside(struct str part, struct str whole)
{
	return !part.n || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body = str_of(data, size), type = str_cut(&body, '\n');
	struct multipart multipart;
	struct fault why;
	struct arena arena;

	if (size > 262144)
		return 0;
	arena_init(&arena);
	if (multipart_decode(&arena, type, body, &multipart, &why) == ERR_OK) {
		if (multipart.file_count + multipart.fields->count > MULTIPART_PARTS_MAX)
			abort();
		for (size_t i = 0; i < multipart.fields->count; i++)
			if (!utf8_is_valid(multipart.fields->items[i]->text))
				abort();
		for (size_t i = 0; i < multipart.file_count; i++)
			if (!is_inside(multipart.files[i].bytes, body) || !utf8_is_valid(multipart.files[i].name) ||
			    str_index(multipart.files[i].name, '/') < multipart.files[i].name.n)
				abort();
	}
	arena_release(&arena);
	return 0;
}
