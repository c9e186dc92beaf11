/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of main/route_table.c. What is not in the table does not exist; a role that is not in
 * a row's mask gets 403 (or, as a visitor, the sign-in page).
 */
#ifndef TENKEN_WEB_ROUTE_H
#define TENKEN_WEB_ROUTE_H

#include "web/reply.h"
#include "web/request.h"

struct route {
	enum method method;
	const char *pattern; /* "/desk/cases/:number"; a ":name" matches one path segment */
	unsigned roles;      /* bits of enum role */
	void (*answer)(const struct request *request, struct reply *reply);
};

/* Beside the roles of a POST that no form of ours sends: who sends it proves itself by what it sends, and no session
 * counts. */
#define ROUTE_WITHOUT_FORM (1u << 31)

#endif
