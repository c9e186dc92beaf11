/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Imports templates: the safe ones among the given files take the place of all that were imported before.
 */
#ifndef TENKEN_LIBRARY_TEMPLATE_IMPORT_H
#define TENKEN_LIBRARY_TEMPLATE_IMPORT_H

#include "base/fault.h"
#include <stddef.h>

struct template_import {
	size_t added, changed, removed, skipped;
};

/* Who is told why a template was left out: what it is, with "file:line:column: ". */
typedef void template_skip(void *context, const char *text);

/* Replaces all templates by the safe ones among these files and folders. ERR_INVALID when none of them is, ERR_BUSY
 * when another import runs, ERR_IO: then the old ones stay. */
MUST_USE enum err template_import(const char *data, const char *const *paths, size_t count, template_skip *on_skip,
				  void *context, struct template_import *ret_import, struct fault *why);

#endif
