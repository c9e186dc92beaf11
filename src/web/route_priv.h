/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finds the row of a route table that answers a path.
 */
#ifndef TENKEN_WEB_ROUTE_PRIV_H
#define TENKEN_WEB_ROUTE_PRIV_H

#include "web/route.h"

#define ROUTE_PARAMS_MAX 4

/* The first row whose method and pattern fit, or NULL; a literal segment does not come before a ":name" by
 * itself, the order of the table says it. The params are cut from path into the arena. *ret_methods becomes
 * the bits (1 << enum method) of all rows that fit the path, for "Allow". */
const struct route *route_find(const struct route *routes, size_t count, enum method method, struct str path,
			       struct arena *arena, const char *params[ROUTE_PARAMS_MAX], unsigned *ret_methods);

/* Whether the target of a request, as it stands in its head, leads to a POST that takes files. */
bool route_takes_files(const struct route *routes, size_t count, struct str target);

#endif
