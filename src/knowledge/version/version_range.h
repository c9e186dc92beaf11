/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a version is one of those that an NVD cpeMatch names: a criteria name with, perhaps, bounds. Knows the
 * rules, and of products only whose "p1" is no later release; whether the rest of the criteria fits is cpe_compare's
 * part.
 */
#ifndef TENKEN_KNOWLEDGE_VERSION_VERSION_RANGE_H
#define TENKEN_KNOWLEDGE_VERSION_VERSION_RANGE_H

#include "knowledge/cpe/cpe.h"

/* Bounds that are not given have a NULL p. */
struct version_range {
	struct cpe criteria;
	struct str start_including, start_excluding, end_including, end_excluding;
	bool has_ports; /* version_range_has_ports of the product */
};

/* Whether "7.7p1" is the portable form of release 7.7 and no later one, as of OpenSSH, OpenSMTPD and OpenNTPD. Of NTP
 * it is the contrary: 4.2.8p15 comes fifteen patches after 4.2.8. */
bool version_range_has_ports(const struct cpe *name);

/*
 * The version as upstream writes it, its update included ("9.2p1"); "-" when the product has none; "" when it is not
 * known.
 * - "*" without bounds names all versions, the unknown and "-" too; with bounds those between them by VERSION_AUTO.
 *   A bound that names no port takes in those of its release: up to and including 7.7 is up to 7.7p1. The update of the
 *   criteria belongs to the bound: "*" with the update p2, up to and including 7.2, ends with 7.2p2.
 * - "-" names "-" alone.
 * - A version names itself however written ("1.2" and "v1.2.0"); build metadata counts when it names any. The update
 *   "*" takes every update in ("9.2" names 9.2p1 and 9.2rc1, but "1.0.2" not OpenSSL's 1.0.2k, which is another
 *   version); "-" none; "p1" that one.
 * - A version with wildcards names those that fit NISTIR 7696. Bounds beside a version both have to hold.
 * - Outside "*" the unknown version is not named: a guess is no match.
 */
bool version_range_matches(const struct version_range *range, struct str version);

#endif
