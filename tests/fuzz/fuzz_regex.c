/* SPDX-License-Identifier: Apache-2.0 */
/* A pattern and a text, parted by the first NUL behind the byte of flags. What matches must be a view of the text, and
 * must hold what fingerprint_literal says that every match holds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/regex.h"
#include "knowledge/fingerprint/fingerprint_filter.h"

#define TEXT_MAX 4096 /* more only makes slow patterns slower */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_views(struct str text, const struct regex_match *match)
{
	for (size_t i = 0; i < match->count; i++) {
		struct str group = match->groups[i];
		if (group.p && (group.p < text.p || group.p + group.n > text.p + text.n))
			abort();
	}
}

static void check_filter(struct str pattern, struct str text)
{
	struct fingerprint_needs needs;
	uint64_t bits = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	needs = fingerprint_literal_find(&arena, pattern);
	fingerprint_filter_scan(fingerprint_filter_new(&arena, &needs, 1), text, &bits);
	if (!(bits & 1))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned flags = size ? data[0] & (REGEX_ANY_CASE | REGEX_DOT_NEWLINE | REGEX_LINES) : 0;
	struct str rest = size ? str_of(data + 1, size - 1) : STR("");
	struct str pattern = str_cut(&rest, '\0'), text = rest.p ? rest : STR("");
	struct regex_scratch *scratch;
	struct regex_match match;
	struct regex *regex;
	bool is_found = false;

	if (text.n > TEXT_MAX || regex_compile(pattern, flags, &regex, NULL))
		return 0;
	scratch = regex_scratch_new();
	if (!regex_find(regex, scratch, text, 0, &is_found, &match, NULL) && is_found) {
		check_views(text, &match);
		check_filter(pattern, text);
	}
	regex_scratch_free(scratch);
	regex_free(regex);
	return 0;
}
