/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a template sees: observations of one target and port (findings/observation.h) under the names that templates
 * use: status_code, body, header, content_type, body_2 (http); answer, cname, rcode (dns); data (tcp); subject_dn,
 * not_after, cipher, expired ... (ssl). What was not observed is UNKNOWN, a header that was not sent is ABSENT.
 *
 * A response is recorded with its body only as far as "body" or "body_b64" and "body_cut" of the observation say; with
 * no body at all its title stands for a piece of one.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_VIEW_H
#define TENKEN_NUCLEI_NUCLEI_VIEW_H

#include "findings/observation.h"
#include "nuclei/nuclei_template.h"

#define NUCLEI_TAKEN_MAX 16 /* values that extractors give to matchers */

struct nuclei_seen {
	const struct observation *const *items;
	size_t count;
	int64_t now_ms;
};

struct nuclei_view {
	struct arena *arena;
	const struct nuclei_seen *seen;
	const struct nuclei_block *block;
	size_t request;                   /* http: the one whose answer plain names mean */
	const struct observation *answer; /* to it; NULL when it was not asked for, or led elsewhere */
	struct {
		const char *name;
		struct nuclei_value value;
	} taken[NUCLEI_TAKEN_MAX]; /* by internal extractors */
	size_t taken_count;
};

/* Looks up what stands for the request (always 0 but for http). */
void nuclei_view_init(struct nuclei_view *view, struct arena *arena, const struct nuclei_seen *seen,
		      const struct nuclei_block *block, size_t request);

/* Fits nuclei_scope.lookup with the view as its context; lower case. */
struct nuclei_value nuclei_view_lookup(const void *view, const char *name);

#endif
