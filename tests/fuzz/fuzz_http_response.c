/* SPDX-License-Identifier: Apache-2.0 */
/* What a web server answers. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/http_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size), title;
	struct http_response response;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!http_wire_parse(&arena, bytes, &response))
		return 0;
	if (response.status < 100 || response.status > 999 || response.field_count > HTTP_WIRE_FIELDS_MAX ||
	    response.body.n > size)
		abort();
	for (size_t i = 0; i < response.field_count; i++)
		if (response.fields[i].name.p < bytes.p ||
		    response.fields[i].name.p + response.fields[i].name.n > bytes.p + size)
			abort();
	title = http_wire_title(response.body);
	if (title.n > response.body.n)
		abort();
	return 0;
}
