/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The places of a course, as whoever applies now finds them.
 */
#ifndef TENKEN_USECASES_APPLICATION_COURSE_PLACES_H
#define TENKEN_USECASES_APPLICATION_COURSE_PLACES_H

#include "codec/value_keys.h"
#include "usecases/office.h"

struct course_places {
	int64_t left;    /* also when they belong to those who wait already */
	int64_t waiting; /* companies on the waiting list */
	bool is_full;    /* a new application gets no place: one that became free is for those who wait already */
	bool is_closed;  /* full, and the edition has no waiting list: no application is taken */
};

MUST_USE enum err course_places_load(struct tx *tx, const struct edition *edition, const struct edition_course *course,
				     struct course_places *ret_places, struct fault *why);

/* Every course with its places, to choose from. */
extern const struct value_key course_places_keys[];
MUST_USE enum err course_places_list(const struct office *office, struct arena *arena, enum lang lang,
				     const struct edition *edition, struct value **ret_list, struct fault *why);

/* Sets the members of course_places_keys. */
void course_places_set(struct arena *arena, struct value *map, enum lang lang, const struct edition_course *course,
		       const struct course_places *places);

#endif
