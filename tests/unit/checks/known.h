/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known in a test of a check: the fingerprints that ship with the program, and a small catalog in memory.
 */
#ifndef TENKEN_TESTS_CHECKS_KNOWN_H
#define TENKEN_TESTS_CHECKS_KNOWN_H

#include "checks/check.h"

/* A CVE that takes in all versions of a product below one. */
struct known_cve {
	const char *id;
	const char *name;     /* "a:f5:nginx" */
	const char *fixed_in; /* "1.20.1" */
	const char *vector;   /* CVSS v3.1 */
	bool is_exploited;    /* stands in KEV */
	const char *platform; /* "o:microsoft:windows": only when it runs on that; or NULL */
};

/* What Debian's tracker says. */
struct known_fix {
	const char *package, *release, *cve;
	const char *version; /* NULL: no fix yet */
};

struct known;

/* Both lists end with an entry whose first member is NULL, and may be NULL themselves: then nothing was imported. */
struct known *known_new(const struct known_cve *cves, const struct known_fix *fixes);
void known_free(struct known *known);

/* The knowledge, with a memo. */
const struct check_knowledge *known_of(struct known *known);

#endif
