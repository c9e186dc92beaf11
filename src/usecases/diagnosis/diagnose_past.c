/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/diagnose_past.h"

#include <string.h>

static bool is_kind(const struct observation *seen, const char *kind)
{
	return strcmp(seen->kind, kind) == 0;
}

static bool is_of_names(const struct observation *seen)
{
	return is_kind(seen, "target.resolved") || is_kind(seen, "probe.problem");
}

struct diagnose_past diagnose_past_read(struct arena *arena, const struct str *lines, size_t count)
{
	struct observation *said = arena_array(arena, count, sizeof(*said));
	struct diagnose_past past = {.places = arena_array(arena, AUTHORISATION_PAST_MAX, sizeof(*past.places)),
				     .said = said};
	size_t names = 0;
	bool has_begun = false;

	for (size_t i = 0; i < count && past.place_count < AUTHORISATION_PAST_MAX; i++) {
		struct observation seen;

		if (observation_parse(arena, lines[i], &seen, NULL) || (has_begun && is_kind(&seen, "port.summary")))
			break;
		if (is_of_names(&seen))
			said[names++] = seen;
		if (is_kind(&seen, "port.summary"))
			has_begun = true;
		if (!is_kind(&seen, "probe.place"))
			continue;
		has_begun = false;
		past.places[past.place_count++] = (struct authorisation_past){seen.target, seen.address};
		past.kept = i + 1;
		past.said_count = names;
	}
	return past;
}

static const char *reason_of(const struct observation *seen)
{
	const char *reason = value_get_text(seen->data, "reason");

	return reason ? reason : "";
}

bool diagnose_past_has(const struct diagnose_past *past, const struct observation *seen)
{
	for (size_t i = 0; i < past->said_count; i++) {
		const struct observation *said = &past->said[i];

		if (is_kind(seen, said->kind) && strcmp(seen->target, said->target) == 0 &&
		    strcmp(seen->address, said->address) == 0 && strcmp(reason_of(seen), reason_of(said)) == 0)
			return true;
	}
	return false;
}
