/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kinds of observations that the probe writes (docs/observation.schema.json), and which process may write them:
 * what a talker says is no better than what it was sent, so it says no more than these.
 */
#ifndef TENKEN_DIAGNOSIS_KIND_H
#define TENKEN_DIAGNOSIS_KIND_H

#include <stdbool.h>

extern const char *const kind_of_services[];  /* by talkers; ended by NULL */
extern const char *const kind_of_scheduler[]; /* likewise */

/* Those that checks read and no process of the probe writes: import only. They come from other tools' reports, and from
 * whoever else observes names and domains (docs/observation-kinds.md). */
extern const char *const kind_of_imports[];

bool kind_is_among(const char *const *kinds, const char *kind);

#endif
