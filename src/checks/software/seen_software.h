/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Software as one line that holds just what its vulnerabilities follow from, so that a new CVE can be judged without
 * the observations that showed the software, and once for all companies that run the same. Knows the line; must never
 * know where it is kept.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_SEEN_SOFTWARE_H
#define TENKEN_CHECKS_SOFTWARE_SEEN_SOFTWARE_H

#include "checks/software.h"

#define SEEN_SOFTWARE_LINE_MAX    8192
#define SEEN_SOFTWARE_PRODUCT_MAX 512

/* Whether vulnerabilities of it are looked for: it has a name, and what its greeting says is of itself. */
bool seen_software_is_judged(const struct software *software);

/* "vendor:product" as in a CPE name, whichever of a product's names is given: what a line is found by. In the arena. */
const char *seen_software_product(struct arena *arena, struct str vendor, struct str product);

/* Of software that is judged. The same software always gives the same line. */
void seen_software_format(const struct software *software, struct buf *out);
/* In the arena. ERR_INVALID for what is no such line. */
MUST_USE enum err seen_software_parse(struct arena *arena, struct str line, struct software *ret_software,
				      struct fault *why);

enum seen_software_verdict {
	SEEN_SOFTWARE_CONFIRMED, /* as in enum confidence */
	SEEN_SOFTWARE_LIKELY,
	SEEN_SOFTWARE_POSSIBLE,
	SEEN_SOFTWARE_UNKNOWN, /* the product is one of the CVE's, and shows no version */
	SEEN_SOFTWARE_NOT,     /* another version, or its distribution has mended it */
	SEEN_SOFTWARE_VERDICTS
};

const char *seen_software_verdict_name(enum seen_software_verdict verdict); /* "confirmed" */

/* Whether a CVE of its product hits it. cve: "CVE-2024-1234" as the catalog writes it. */
enum seen_software_verdict seen_software_judge(const struct catalog *catalog, const struct software *software,
					       const char *cve);

#endif
