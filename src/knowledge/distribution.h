/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which distribution a program came from, as far as its greeting tells. Distributions repair old versions without
 * changing their number ("back-ports"), so that a version alone says little once one of them is named. Knows the marks
 * that they leave; must never know a vulnerability.
 *
 * Marks, as the daemons of Debian 8 to 13, Ubuntu 12.04 to 24.04 and Red Hat's family leave them: OpenSSH and BIND show
 * the package's whole revision, old PHP and MariaDB too, Apache, Postfix and Dovecot the distribution's name, nginx on
 * Ubuntu as well, others nothing (Debian policy 5.6.12 on revisions).
 */
#ifndef TENKEN_KNOWLEDGE_DISTRIBUTION_H
#define TENKEN_KNOWLEDGE_DISTRIBUTION_H

#include "base/str.h"

enum distribution {
	DISTRIBUTION_NONE, /* none is named */
	DISTRIBUTION_DEBIAN,
	DISTRIBUTION_UBUNTU,
	DISTRIBUTION_RED_HAT, /* Red Hat Enterprise Linux */
	DISTRIBUTION_CENTOS,
	DISTRIBUTION_OTHER, /* Fedora, SUSE, Amazon ...: back-ports too, and nothing more is known of it */
};

struct distribution_package {
	enum distribution distribution;
	/* The package's version without an epoch, in dpkg's order: "9.2p1-2+deb12u3". "" unless the greeting shows it
	 * and the package is Debian's or Ubuntu's own. */
	const char *version;
	const char *release;   /* "12", "22.04", "7"; "" when it does not follow */
	const char *code_name; /* of a Debian or Ubuntu release: "bookworm"; "" */
	bool is_release_shown; /* the revision names the release; else it follows from the version that it shipped */
};

/* product and version as in a CPE name ("openssh", "9.2p1"), text the whole greeting or header. The texts live in the
 * arena. */
struct distribution_package distribution_read(struct arena *arena, struct str product, struct str version,
					      struct str text);

/* "Debian", "Ubuntu", "Red Hat Enterprise Linux", "CentOS"; "Linux" for others; "" for none. */
const char *distribution_name(enum distribution distribution);

/* As in a CPE name of the system; false for those of which no releases are known. */
bool distribution_cpe(enum distribution distribution, const char **ret_vendor, const char **ret_product);

#endif
