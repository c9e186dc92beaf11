/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Catalogs for tests: made of records as NVD's JSON 1.1 has them, and held in memory.
 */
#ifndef TENKEN_TESTS_CATALOG_FIXTURE_H
#define TENKEN_TESTS_CATALOG_FIXTURE_H

#include "codec/value.h"
#include "knowledge/compile/catalog_rows.h"

/* A catalog and its bytes. */
struct fixture {
	struct arena arena;
	struct str bytes; /* aligned; the test may change them */
	const struct catalog *catalog;
	struct catalog_changes changes;
};

void fixture_release(struct fixture *fixture);

/* An item of CVE_Items: cve.CVE_data_meta.ID, configurations, impact, lastModifiedDate; the missing parts are absent.
 */
enum err fixture_add_nvd(struct catalog_build *build, const struct value *item, uint64_t position, struct fault *why);

/* Finishes and frees the build; the catalog is opened. */
void fixture_finish(struct catalog_build *build, int64_t dated_ms, struct fixture *ret_fixture);

/* A catalog of those records, texts of JSON ended by NULL, over an old one (may be NULL). */
void fixture_of(const struct catalog *old, const char *const *records, struct fixture *ret_fixture);

/* A small catalog with something of every source in it. */
void fixture_of_all(struct fixture *ret_fixture);

/* "CVE-2024-1 CVE-2024-2?" with a question mark behind conditional ones. */
const char *fixture_match(const struct fixture *fixture, struct arena *arena, const char *name, const char *platform);

#endif
