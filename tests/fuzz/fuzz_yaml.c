/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "codec/json.h"
#include "codec/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What decodes must encode to JSON that decodes again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct value *value, *again;
	struct fault why;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, 16 * 1024 * 1024);
	if (yaml_decode(&arena, str_of(data, size), "f", &value, &why))
		return 0;
	json_encode(&text, value);
	if (!text.full && json_decode(&arena, buf_str(&text), &again, &why))
		abort();
	return 0;
}
