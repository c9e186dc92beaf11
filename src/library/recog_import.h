/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes recog files into DATA/knowledge/recog. All files are validated before anything is written; the new set is made
 * whole in a folder of its own, which then takes the place of the old one in one step. So a reader finds either
 * the old set or the new one, and a full disk or a kill leaves the old. Files that are not named stay as they are.
 */
#ifndef TENKEN_LIBRARY_RECOG_IMPORT_H
#define TENKEN_LIBRARY_RECOG_IMPORT_H

#include "knowledge/fingerprint/fingerprint_set.h"

struct recog_import {
	/* Fingerprints by file, pattern and flags; changed: what a match tells is another. */
	size_t added, changed, removed;
	struct fingerprint_refusal *skipped; /* their patterns are refused */
	size_t skipped_count;
};

/* In the arena. ERR_INVALID names the file and line, ERR_BUSY when another import runs, ERR_IO. DATA is made when it
 * does not exist. */
MUST_USE enum err recog_import(struct arena *arena, const char *data, const char *const *paths, size_t count,
			       struct recog_import *ret_import, struct fault *why);

#endif
