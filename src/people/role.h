/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who somebody is to the programme. The route table says which roles may open what; the use
 * cases say it again where it depends on the case.
 */
#ifndef TENKEN_PEOPLE_ROLE_H
#define TENKEN_PEOPLE_ROLE_H

#include "base/str.h"

/* Bits, so that a route can name several. */
enum role {
	ROLE_VISITOR = 1 << 0, /* nobody has signed in */
	ROLE_COMPANY = 1 << 1, /* came by the link in a mail; sees one case */
	ROLE_SECRETARIAT = 1 << 2,
	ROLE_TOKYO = 1 << 3,
	ROLE_EXPERT = 1 << 4,
	ROLE_DIAGNOSIS = 1 << 5,
	ROLE_ADMINISTRATOR = 1 << 6,
};

#define ROLE_STAFF (ROLE_SECRETARIAT | ROLE_TOKYO | ROLE_EXPERT | ROLE_DIAGNOSIS | ROLE_ADMINISTRATOR)
#define ROLE_ANY   (ROLE_VISITOR | ROLE_COMPANY | ROLE_STAFF)

const char *role_name(enum role role); /* "secretariat" */
bool role_parse(struct str name, enum role *ret_role);

#endif
