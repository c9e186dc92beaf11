/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One product, several names: NVD has filed nginx under three vendors and IIS under three products over the years, and
 * Debian calls Apache's server "apache2". Knows the names of what runs on the Internet; must never know versions.
 *
 * Sources: the vendor and product pairs of NVD's feeds; Debian's archive (source packages).
 */
#ifndef TENKEN_KNOWLEDGE_PRODUCT_NAMES_H
#define TENKEN_KNOWLEDGE_PRODUCT_NAMES_H

#include "base/str.h"

#define PRODUCT_NAMES_MAX 4

struct product_name {
	const char *vendor, *product; /* as in a CPE name */
};

struct product_names {
	struct product_name names[PRODUCT_NAMES_MAX]; /* the one in use today first; ended by NULLs unless full */
	/* The source package, without the number that some bear ("php" of php8.2); NULL when Debian has none. */
	const char *debian;
	const char *title; /* for people, where the fingerprints' own names puzzle them; or NULL */
};

/* Finds the row by any of the names of the product; NULL for a product without a row. */
const struct product_names *product_names_find(struct str vendor, struct str product);

#endif
