/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_range.h"

#include <stdio.h>

#include "knowledge/version/version_order.h"

static bool is_equal(struct str a, struct str b)
{
	return version_order(VERSION_AUTO, a, b) == 0;
}

static bool has_bounds(const struct version_range *range)
{
	return range->start_including.p || range->start_excluding.p || range->end_including.p || range->end_excluding.p;
}

static bool is_between(const struct version_range *range, struct str version)
{
	if (range->start_including.p && version_order(VERSION_AUTO, version, range->start_including) < 0)
		return false;
	if (range->start_excluding.p && version_order(VERSION_AUTO, version, range->start_excluding) <= 0)
		return false;
	if (range->end_including.p && version_order(VERSION_AUTO, version, range->end_including) > 0)
		return false;
	return !range->end_excluding.p || version_order(VERSION_AUTO, version, range->end_excluding) < 0;
}

/* What stands behind the first '+'. */
static struct str build_of(struct str version)
{
	str_cut(&version, '+');
	return version;
}

static bool names_update(struct arena *arena, const struct cpe_value *update, struct str named, struct str version)
{
	switch (update->kind) {
	case CPE_ANY: return is_equal(named, version) || is_equal(named, version_without_update(version));
	case CPE_NA: return is_equal(named, version);
	case CPE_VALUE: break;
	}
	if (cpe_value_has_wildcard(update))
		return is_equal(named, version_without_update(version)) && !is_equal(named, version);
	struct str word = cpe_value_plain(arena, update);
	char both[2 * CPE_NAME_MAX];
	int size = snprintf(both, sizeof(both), "%.*s-%.*s", (int)named.n, named.p, (int)word.n, word.p);
	return size > 0 && size < (int)sizeof(both) && is_equal(str_of(both, (size_t)size), version);
}

static bool names(struct arena *arena, const struct cpe *criteria, struct str version)
{
	struct str named = cpe_value_plain(arena, &criteria->at[CPE_VERSION]);
	struct str build = build_of(named);

	if (build.n && !str_eq_ascii_case(build, build_of(version)))
		return false;
	return names_update(arena, &criteria->at[CPE_UPDATE], named, version);
}

static bool fits_wildcards(struct arena *arena, const struct cpe_value *pattern, struct str version)
{
	struct cpe_value value;
	BUF_SCOPED text;

	buf_init(&text, 2 * CPE_NAME_MAX);
	for (size_t i = 0; i < version.n; i++) {
		buf_add_byte(&text, '\\');
		buf_add_byte(&text, version.p[i]);
	}
	if (text.full || cpe_value_parse(arena, buf_str(&text), &value, NULL))
		return false;
	return cpe_value_compare(pattern, &value) == CPE_SUPERSET;
}

bool version_range_matches(const struct version_range *range, struct str version)
{
	const struct cpe_value *named = &range->criteria.at[CPE_VERSION];
	bool bounded = has_bounds(range), is_na = str_is(version, "-");
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (named->kind == CPE_NA)
		return is_na && !bounded;
	if (named->kind == CPE_ANY && !bounded)
		return true;
	if (is_na || version.n == 0 || !is_between(range, version))
		return false;
	if (named->kind == CPE_ANY)
		return true;
	if (cpe_value_has_wildcard(named))
		return fits_wildcards(&arena, named, version);
	return names(&arena, &range->criteria, version);
}
