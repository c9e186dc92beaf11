/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "records/spf_syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool lies_within(struct str part, struct str whole)
{
	return !part.n || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

/* Every term is a piece of the record, in order; what is refused names a piece of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_of(data, size), wrong = {NULL, 0};
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!spf_syntax_parse(&arena, text, &record, &wrong)) {
		if (!lies_within(wrong, text))
			abort();
		return 0;
	}
	for (size_t i = 0; i < record.count; i++) {
		struct spf_term *term = &record.terms[i];
		if (!lies_within(term->text, text) || !lies_within(term->domain, term->text))
			abort();
		if (i && term->text.p <= record.terms[i - 1].text.p)
			abort();
	}
	if (spf_syntax_all(&record) && spf_syntax_redirect(&record))
		abort();
	return 0;
}
