/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: what Nmap writes as the version of a service. Its probes often tell a range ("9.6.0 or later", "3.X - 4.X",
 * "2.2.X"), which is no version: whoever took its first word for one would call up-to-date software old.
 */
#ifndef TENKEN_CHECKS_NMAP_VERSION_H
#define TENKEN_CHECKS_NMAP_VERSION_H

#include "base/str.h"

struct nmap_version {
	struct str exact; /* a view of the text; empty when it names none or several */
	bool is_range;    /* it names several */
	bool is_mariadb;  /* what Nmap calls MySQL is MariaDB */
};

struct nmap_version nmap_version_read(struct str product, struct str text);

#endif
