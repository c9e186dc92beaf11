/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>

#include "codec/json.h"
#include "codec/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any source either is refused or renders within its caps. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char json[] = "{\"a\":\"<b>\",\"l\":[1,{\"x\":[2,3]},\"y\"],\"m\":{\"n\":{\"o\":true}}}";
	struct template *template;
	struct value *context;
	struct fault why;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 1024 * 1024);
	if (json_decode(&arena, str_from(json), &context, &why) ||
	    template_compile(&arena, "f", str_of(data, size), &template, &why))
		return 0;
	if (template_render(template, NULL, TEMPLATE_HTML, LANG_JA, context, &out, &why))
		return 0;
	return 0;
}
