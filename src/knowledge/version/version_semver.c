/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_priv.h"

static bool is_number(struct str identifier)
{
	version_take_digits(&identifier);
	return identifier.n == 0;
}

/* Section 11.4: numbers as numbers, and below words; words by their bytes. */
static int identifier_order(struct str a, struct str b)
{
	bool number_a = is_number(a), number_b = is_number(b);

	if (number_a != number_b)
		return number_a ? -1 : 1;
	return number_a ? version_number_order(a, b) : version_bytes_order(a, b);
}

/* Parts of a release number; those that are missing count as 0. */
static int release_order(struct str a, struct str b)
{
	while (a.p || b.p) {
		struct str part_a = str_cut(&a, '.'), part_b = str_cut(&b, '.');
		int order = identifier_order(part_a, part_b);
		if (order)
			return order;
	}
	return 0;
}

/* A pre-release is below its release; with all parts equal, more parts are newer. */
static int pre_release_order(struct str a, struct str b)
{
	if (!a.p || !b.p)
		return (a.p == NULL) - (b.p == NULL);
	while (a.p && b.p) {
		struct str part_a = str_cut(&a, '.'), part_b = str_cut(&b, '.');
		int order = identifier_order(part_a, part_b);
		if (order)
			return order;
	}
	return (a.p != NULL) - (b.p != NULL);
}

/* Cuts "v" and the build metadata, and splits the rest at the first hyphen. */
static struct str take_release(struct str version, struct str *pre_release)
{
	*pre_release = str_cut(&version, '+');
	if (pre_release->n > 1 && (*pre_release->p == 'v' || *pre_release->p == 'V') &&
	    ascii_is_digit(pre_release->p[1]))
		*pre_release = str_skip(*pre_release, 1);
	return str_cut(pre_release, '-');
}

int version_semver_order(struct str a, struct str b)
{
	struct str pre_a, pre_b;
	struct str release_a = take_release(a, &pre_a), release_b = take_release(b, &pre_b);
	int order = release_order(release_a, release_b);

	return order ? order : pre_release_order(pre_a, pre_b);
}
