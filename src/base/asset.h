/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files built into the program by tools/embed: templates, texts, migrations, styles.
 * The names are paths below the project's root: "texts/ja/report.yaml".
 */
#ifndef TENKEN_BASE_ASSET_H
#define TENKEN_BASE_ASSET_H

#include "base/str.h"

struct asset {
	const char *name;
	struct str bytes; /* followed by a NUL that is not counted */
	const char *hash; /* first 16 hex digits of its SHA-256, for cache-proof addresses */
};

/* All assets in the order of their names. */
extern const struct asset asset_table[];
extern const size_t asset_count;

/* NULL when there is none of that name. */
const struct asset *asset_find(struct str name);

#endif
