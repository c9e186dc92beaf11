/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of main/route_table.c. What is not in the table does not exist; a role that is not in
 * a row's mask gets 403 (or, as a visitor, the sign-in page, and for a company's page the one that gives a link).
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

/* Beside the roles of a page for machines of the house: it is there only for who asks us directly, from this machine or
 * a private network, and not through a server in front (X-Forwarded-For and its like). For others it does not exist. */
#define ROUTE_NEAR (1u << 30)

/* Beside the roles of a POST that ends the session by which it is sent: a second click sends it again when the session
 * is over. A visitor whose form was of the session that has ended gets there too, and is to be told what was done. */
#define ROUTE_ENDS_SESSION (1u << 29)

/* Beside the roles of a POST whose form may hold files; any other refuses them. */
#define ROUTE_UPLOAD (1u << 28)

#endif
