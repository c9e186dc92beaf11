/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For what a company lets itself be diagnosed. Each purpose is permitted by itself, has its own end, and can be ended
 * alone; a run is for one of them.
 */
#ifndef TENKEN_FINDINGS_AUTHORISATION_PURPOSE_H
#define TENKEN_FINDINGS_AUTHORISATION_PURPOSE_H

#include "base/fault.h"
#include "codec/value.h"

enum authorisation_purpose {
	AUTHORISATION_FIRST_DIAGNOSIS,
	AUTHORISATION_RECHECK,   /* whether what was found is mended */
	AUTHORISATION_WATCH,     /* the same once a month */
	AUTHORISATION_OWNERSHIP, /* no diagnosis: whether the target is the company's (findings/ownership.h) */
};
#define AUTHORISATION_PURPOSE_COUNT (AUTHORISATION_OWNERSHIP + 1)

struct authorisation_term {
	bool is_given;
	int64_t not_after_ms; /* permitted while t < not_after */
	int64_t ended_ms;     /* when the company ended it before that; 0: it has not */
};

const char *authorisation_purpose_name(enum authorisation_purpose purpose); /* "first_diagnosis" */
bool authorisation_purpose_parse(struct str name, enum authorisation_purpose *ret_purpose);

/* The member "purposes": a map of names to {"not_after_ms", "ended_ms"}, of at least one, none of which ends outside
 * from_ms < t <= until_ms. NULL, as in a document that was written before there were purposes, permits the first
 * diagnosis until until_ms and no more. ERR_INVALID names what is wrong. */
MUST_USE enum err authorisation_purpose_read(const struct value *map, int64_t from_ms, int64_t until_ms,
					     struct authorisation_term ret_terms[AUTHORISATION_PURPOSE_COUNT],
					     struct fault *why);
struct value *authorisation_purpose_value(struct arena *arena,
					  const struct authorisation_term terms[AUTHORISATION_PURPOSE_COUNT]);

/* Given, not ended, and not over. */
bool authorisation_purpose_holds(const struct authorisation_term *term, int64_t now_ms);

#endif
