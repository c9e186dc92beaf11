/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/diagnose_past.h"

#include <string.h>

#include "findings/observation.h"

struct diagnose_past diagnose_past_read(struct arena *arena, const struct str *lines, size_t count)
{
	struct diagnose_past past = {.places = arena_array(arena, AUTHORISATION_PAST_MAX, sizeof(*past.places))};
	size_t begun = 0;

	for (size_t i = 0; i < count && begun < AUTHORISATION_PAST_MAX; i++) {
		struct observation seen;

		if (observation_parse(arena, lines[i], &seen, NULL))
			break;
		if (strcmp(seen.kind, "port.summary") != 0)
			continue;
		past.places[begun++] = (struct authorisation_past){seen.target, seen.address};
		past.kept = begun > 1 ? i : 0;
	}
	past.place_count = begun > 1 ? begun - 1 : 0;
	return past;
}
