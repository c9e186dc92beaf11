/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "knowledge/cpe/cpe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_again(struct arena *arena, const struct cpe *cpe, const struct buf *text)
{
	struct cpe again;

	if (text->full || text->size > CPE_NAME_MAX)
		return;
	if (cpe_parse(arena, buf_str(text), &again, NULL))
		abort();
	for (int i = 0; i < CPE_ATTRIBUTES; i++)
		if (cpe->at[i].kind != again.at[i].kind || !str_eq(cpe->at[i].text, again.at[i].text))
			abort();
}

/* What is read is written and read again as the same name, in both spellings; comparing it with itself is sane. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cpe cpe;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, 8 * CPE_NAME_MAX);
	if (cpe_parse(&arena, str_of(data, size), &cpe, NULL))
		return 0;
	cpe_format(&text, &cpe);
	check_again(&arena, &cpe, &text);
	buf_clear(&text);
	cpe_format_uri(&text, &cpe);
	check_again(&arena, &cpe, &text);
	enum cpe_relation itself = cpe_compare(&cpe, &cpe);
	if (itself != CPE_EQUAL && itself != CPE_UNDEFINED)
		abort();
	return 0;
}
