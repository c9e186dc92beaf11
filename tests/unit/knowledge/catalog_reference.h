/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The slow, obvious matcher that the catalog is held against: all records in a list, every row of every one looked at,
 * configurations as NVD's feeds have them (all of some "one of these rows").
 */
#ifndef TENKEN_TESTS_CATALOG_REFERENCE_H
#define TENKEN_TESTS_CATALOG_REFERENCE_H

#include "codec/value.h"
#include "knowledge/version/version_range.h"

struct reference_row {
	struct version_range range;
	bool is_vulnerable;
};

struct reference_clause {
	struct reference_row *rows;
	size_t count;
};

struct reference_config {
	struct reference_clause *clauses;
	size_t count;
};

struct reference_cve {
	struct str id;
	struct reference_config *configs;
	size_t count;
};

struct reference {
	struct arena *arena;
	struct reference_cve *cves;
	size_t count, cap, rows;
};

void reference_add(struct reference *reference, const struct value *item);

/* As fixture_match does. */
const char *reference_match(const struct reference *reference, struct arena *arena, const struct cpe *name);

#endif
