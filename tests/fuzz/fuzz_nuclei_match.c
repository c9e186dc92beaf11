/* SPDX-License-Identifier: Apache-2.0 */
/* A template and one observation as a line of JSON, parted by the first NUL. Whatever is asked of whatever was seen,
 * the answer comes and is the same twice, and a refused template has none. */
#include <stdint.h>
#include <stdlib.h>

#include "nuclei/nuclei_match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_of(data, size), text = str_cut(&rest, '\0');
	const struct nuclei_template *template;
	struct observation observation;
	const struct observation *items[] = {&observation};
	const struct nuclei_seen seen = {items, 1, 1748826000000}, nothing = {items, 0, 1748826000000};
	struct nuclei_patterns *patterns;
	enum nuclei_answer answer;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (nuclei_template_parse(&arena, "t.yaml", text, &template, NULL) ||
	    observation_parse(&arena, rest, &observation, NULL))
		return 0;
	patterns = nuclei_pattern_store_new();
	answer = nuclei_match_run(template, &seen, patterns, &arena).answer;
	if (answer != nuclei_match_run(template, &seen, patterns, &arena).answer)
		abort();
	if (template->refusal.reason != NUCLEI_SAFE && answer != NUCLEI_CANNOT_TELL)
		abort();
	(void)nuclei_match_run(template, &nothing, patterns, &arena);
	nuclei_pattern_store_free(patterns);
	return 0;
}
