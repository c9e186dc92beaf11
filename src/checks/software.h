/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which software runs at an endpoint, read from what it says of itself: greetings, HTTP headers, titles, certificates;
 * or as Nmap named it ("nmap.service").
 * Knows how to ask the fingerprints and what their params mean; must never know what follows for the company.
 *
 * A greeting is a claim. It may hide or change its version, and a reverse proxy speaks for what is behind it: whatever
 * rests on a greeting is "likely" at most, unless a distribution's whole revision stands in it.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_H
#define TENKEN_CHECKS_SOFTWARE_H

#include "checks/check.h"
#include "knowledge/distribution.h"

#define SOFTWARE_SEEN_MAX 120 /* bytes of the text that named it, for the evidence */

/* What a text says, wherever it was seen. Shared by all endpoints that say the same. */
struct software_facts {
	char part;                  /* as in a CPE name: 'a', 'o' or 'h' */
	const char *title;          /* for people: "Apache HTTP Server" */
	const char *vendor;         /* as in a CPE name, the one in use today (product_names.h); "" when it has none */
	const char *product;        /* the same */
	const char *version;        /* as upstream writes it; "" when the text does not say */
	const struct cpe *name;     /* with the version; NULL when it has no CPE name */
	const struct cpe *platform; /* the operating system that the same text names; or NULL */
	const char *where;          /* "greeting", "Server header" */
	const char *seen;           /* the text, cut short */
	double certainty;           /* 0 to 1, of the fingerprint */
	struct distribution_package package;
};

struct software {
	const struct software_facts *is;
	const struct endpoint *endpoint;
	const char *address; /* where it was seen first */
	/* Taken from its own text. A program that distributions carry may take it from another text of the endpoint:
	 * the web server's tells of the PHP behind it, but nothing of WordPress. */
	struct distribution_package package;
};

/* All software at all endpoints, in their order; at one endpoint a product once for each version. Programs and hardware
 * come before the operating system, which is named by a fingerprint or follows from a distribution's revision.
 * Empty without fingerprints. In the arena, and in the knowledge's memo when there is one. */
struct software *software_gather(struct arena *arena, const struct check_input *input, size_t *ret_count);

/* "nginx 1.14.0", or the title alone. */
const char *software_shown(struct arena *arena, const struct software_facts *facts);

/* Whether it is a system whose packages a program's greeting says nothing of: Linux distributions, Windows, BSD. */
bool software_is_general_system(const struct software_facts *facts);

#endif
