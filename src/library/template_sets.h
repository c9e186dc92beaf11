/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Imported templates, and which of them are turned on. The templates stand in one file, DATA/knowledge/nuclei (a line
 * of JSON each: set, id, tags, yaml), which an import replaces whole; the names of what is turned on in
 * DATA/knowledge/nuclei.sets, one a line. After an import everything is as it was before: what nobody turned on is off.
 *
 * A name is a folder ("http/technologies", with all below it), "tag:TAG", or the id of one template.
 */
#ifndef TENKEN_LIBRARY_TEMPLATE_SETS_H
#define TENKEN_LIBRARY_TEMPLATE_SETS_H

#include "nuclei/nuclei_template.h"

#define TEMPLATE_SETS_MAX 256 /* names that are turned on */

/* ERR_NOT_FOUND when no imported template is meant by the name; *ret_count templates are. Turning on twice is fine. */
MUST_USE enum err template_sets_enable(const char *data, const char *name, size_t *ret_count, struct fault *why);

/* ERR_NOT_FOUND when the name is not turned on. */
MUST_USE enum err template_sets_disable(const char *data, const char *name, struct fault *why);

struct template_sets {
	const struct nuclei_template *const *templates; /* by id; none is refused */
	const struct str *yamls;                        /* what each was read from */
	size_t count;
};

/* What is turned on, in the arena; nothing is no error. ERR_CORRUPT names file and line. */
MUST_USE enum err template_sets_load(struct arena *arena, const char *data, struct template_sets *ret_sets,
				     struct fault *why);

#endif
