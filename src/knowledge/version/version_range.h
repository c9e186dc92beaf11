/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a version is one of those that an NVD cpeMatch names: a criteria name with, perhaps, bounds. Knows the
 * rules; must never know products (whether the rest of the criteria fits is cpe_compare's part).
 */
#ifndef TENKEN_KNOWLEDGE_VERSION_VERSION_RANGE_H
#define TENKEN_KNOWLEDGE_VERSION_VERSION_RANGE_H

#include "knowledge/cpe/cpe.h"

/* Bounds that are not given have a NULL p. */
struct version_range {
	struct cpe criteria;
	struct str start_including, start_excluding, end_including, end_excluding;
};

/*
 * The version as upstream writes it, its update included ("9.2p1"); "-" when the product has none; "" when it is not
 * known.
 * - "*" without bounds names all versions, the unknown and "-" too; with bounds those between them by VERSION_AUTO.
 * - "-" names "-" alone.
 * - A version names itself however written ("1.2" and "v1.2.0"); build metadata counts when it names any. The update
 *   "*" takes every update in ("9.2" names 9.2p1 and 9.2rc1, but "1.0.2" not OpenSSL's 1.0.2k, which is another
 *   version); "-" none; "p1" that one.
 * - A version with wildcards names those that fit NISTIR 7696. Bounds beside a version both have to hold.
 * - Outside "*" the unknown version is not named: a guess is no match.
 */
bool version_range_matches(const struct version_range *range, struct str version);

#endif
