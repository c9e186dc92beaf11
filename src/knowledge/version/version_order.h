/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which of two versions is the newer one. Knows the ways in which software counts; must never know a product: a
 * distribution's version and an upstream one are never compared with each other, which is the caller's part.
 *
 * Every scheme is a total preorder over all byte strings, valid or not: exactly one of <, =, > holds, both ways round,
 * and it is transitive, so that versions can be sorted and ranges can be searched.
 */
#ifndef TENKEN_KNOWLEDGE_VERSION_VERSION_ORDER_H
#define TENKEN_KNOWLEDGE_VERSION_VERSION_ORDER_H

#include <stdbool.h>

#include "base/str.h"

enum version_scheme {
	VERSION_AUTO,   /* upstream versions as NVD, vendors and banners write them; see version_auto.c */
	VERSION_DPKG,   /* Debian policy 5.6.12: [epoch:]upstream[-revision] */
	VERSION_RPM,    /* [epoch:]version[-release], with '~' and '^' */
	VERSION_SEMVER, /* semver.org 2.0.0, section 11; a missing minor or patch number counts as 0 */
};

/* False when the name is not one of "auto", "dpkg", "rpm", "semver". */
bool version_scheme_parse(struct str name, enum version_scheme *ret_scheme);

/* -1, 0 or 1. No memory, time linear in the length. */
int version_order(enum version_scheme scheme, struct str a, struct str b);

/* For VERSION_AUTO: the version without the update that ends it ("9.2p1" -> "9.2", "8u291" -> "8", "1.0-rc1" ->
 * "1.0"), or the whole version when there is none. A lone letter belongs to the version ("1.0.2k"). */
struct str version_without_update(struct str version);

#endif
