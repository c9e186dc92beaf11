/* SPDX-License-Identifier: Apache-2.0 */
/* What is new in a file of fingerprints against an older one of the same name. */
#ifndef TENKEN_LIBRARY_RECOG_DIFF_PRIV_H
#define TENKEN_LIBRARY_RECOG_DIFF_PRIV_H

#include "library/recog_import.h"

/* Adds to the counts; older may be NULL. Fingerprints that cannot be run are in neither, those of the newer file are
 * added to the skipped ones. */
void recog_diff_count(struct arena *arena, const struct fingerprint_file *older, const struct fingerprint_file *newer,
		      struct recog_import *import);

#endif
