/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: what Nmap says of a service (kind "nmap.service"). Its probes often tell a range of versions ("9.6.0 or
 * later", "3.X - 4.X", "2.2.X"), which is no version: whoever took its first word for one would call up-to-date
 * software old.
 */
#ifndef TENKEN_CHECKS_NMAP_SERVICE_H
#define TENKEN_CHECKS_NMAP_SERVICE_H

#include "findings/observation.h"

struct nmap_service_version {
	struct str exact; /* a view of the text; empty when it names none or several */
	bool is_range;    /* it names several, or that of another product, which it does not name */
	bool is_mariadb;  /* what Nmap calls MySQL is MariaDB */
};

/* The protocol by the name that service.banner and service.answer have for it, of a service that Nmap asked; "" when it
 * knows the port alone, or does not know. */
const char *nmap_service_name(const struct observation *seen);

enum nmap_service_access { NMAP_SERVICE_UNTOLD, NMAP_SERVICE_GUARDED, NMAP_SERVICE_OPEN };

/* Whether it saw that the service asks who is there ("unauthorized"), or that it does not ("No authentication"). */
enum nmap_service_access nmap_service_access(const struct observation *seen);

/* "ProFTPD 1.3.8", or the protocol's name where no product is named. */
const char *nmap_service_shown(struct arena *arena, const struct observation *seen);

struct nmap_service_version nmap_service_version(struct str product, struct str text);

#endif
