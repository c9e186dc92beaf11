/* SPDX-License-Identifier: Apache-2.0 */
#include "web/route_priv.h"

/* Compares segment by segment; values[] are views of what stood at the ":name"s. */
static bool fits(const char *pattern, struct str path, struct str values[ROUTE_PARAMS_MAX], size_t *ret_count)
{
	struct str left = str_from(pattern), right = path;

	*ret_count = 0;
	while (left.p && right.p) {
		struct str want = str_cut(&left, '/'), have = str_cut(&right, '/');

		if (!str_starts(want, ":")) {
			if (!str_eq(want, have))
				return false;
		} else if (!have.n || *ret_count == ROUTE_PARAMS_MAX) {
			return false;
		} else {
			values[(*ret_count)++] = have;
		}
	}
	return !left.p && !right.p;
}

const struct route *route_find(const struct route *routes, size_t count, enum method method, struct str path,
			       struct arena *arena, const char *params[ROUTE_PARAMS_MAX], unsigned *ret_methods)
{
	const struct route *found = NULL;

	*ret_methods = 0;
	for (size_t i = 0; i < count; i++) {
		struct str values[ROUTE_PARAMS_MAX];
		size_t value_count = 0;

		if (!fits(routes[i].pattern, path, values, &value_count))
			continue;
		*ret_methods |= 1u << routes[i].method;
		if (found || routes[i].method != method)
			continue;
		found = &routes[i];
		for (size_t j = 0; j < value_count; j++)
			params[j] = str_dup(arena, values[j]);
	}
	return found;
}

bool route_takes_files(const struct route *routes, size_t count, struct str target)
{
	struct str path = str_cut(&target, '?'), values[ROUTE_PARAMS_MAX];
	size_t value_count;

	if (str_starts(path, "/en/"))
		path = str_skip(path, sizeof("/en") - 1);
	for (size_t i = 0; i < count; i++)
		if ((routes[i].roles & ROUTE_UPLOAD) && fits(routes[i].pattern, path, values, &value_count))
			return true;
	return false;
}
