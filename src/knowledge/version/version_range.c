/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_range.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/count.h"
#include "knowledge/version/version_order.h"

static bool is_equal(struct str a, struct str b)
{
	return version_order(VERSION_AUTO, a, b) == 0;
}

static bool has_bounds(const struct version_range *range)
{
	return range->start_including.p || range->start_excluding.p || range->end_including.p || range->end_excluding.p;
}

bool version_range_has_ports(const struct cpe *name)
{
	static const char *const products[] = {"openssh", "opensmtpd",
					       "openntpd"}; /* OpenBSD's, ported to other systems */

	if (name->at[CPE_PRODUCT].kind != CPE_VALUE)
		return false;
	for (size_t i = 0; i < COUNT(products); i++)
		if (str_is(name->at[CPE_PRODUCT].text, products[i]))
			return true;
	return false;
}

/* "7.7" of "7.7p1" and "7.7-p1"; anything else as it is. */
static struct str without_port(struct str version)
{
	size_t end = version.n;

	while (end && ascii_is_digit(version.p[end - 1]))
		end--;
	if (end == version.n || end < 2 || ascii_lower(version.p[end - 1]) != 'p')
		return version;
	end -= version.p[end - 2] == '-' ? 2 : 1;
	return end && ascii_is_digit(version.p[end - 1]) ? str_head(version, end) : version;
}

static int order(const struct version_range *range, struct str version, struct str bound)
{
	if (range->has_ports && without_port(bound).n == bound.n)
		version = without_port(version);
	return version_order(VERSION_AUTO, version, bound);
}

/* The last version that is meant: that of the bound, with the update that the criteria name for all versions. */
static struct str last_version(struct arena *arena, const struct version_range *range)
{
	const struct cpe_value *update = &range->criteria.at[CPE_UPDATE];
	struct str bound = range->end_including, word;

	if (range->criteria.at[CPE_VERSION].kind != CPE_ANY || update->kind != CPE_VALUE ||
	    cpe_value_has_wildcard(update))
		return bound;
	word = cpe_value_plain(arena, update);
	return str_from(arena_printf(arena, "%.*s-%.*s", (int)bound.n, bound.p, (int)word.n, word.p));
}

static bool is_between(struct arena *arena, const struct version_range *range, struct str version)
{
	if (range->start_including.p && order(range, version, range->start_including) < 0)
		return false;
	if (range->start_excluding.p && order(range, version, range->start_excluding) <= 0)
		return false;
	if (range->end_including.p && order(range, version, last_version(arena, range)) > 0)
		return false;
	return !range->end_excluding.p || order(range, version, range->end_excluding) < 0;
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
	if (is_na || version.n == 0 || !is_between(&arena, range, version))
		return false;
	if (named->kind == CPE_ANY)
		return true;
	if (cpe_value_has_wildcard(named))
		return fits_wildcards(&arena, named, version);
	return names(&arena, &range->criteria, version);
}
