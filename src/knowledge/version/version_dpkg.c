/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_priv.h"

/* Debian policy 5.6.12: '~' before everything, even the end; letters before all other bytes. */
static int weight(struct str s)
{
	if (!s.n || ascii_is_digit(*s.p))
		return 0;
	if (*s.p == '~')
		return -1;
	return ascii_is_letter(*s.p) ? (unsigned char)*s.p : (unsigned char)*s.p + 256;
}

static bool has_text(struct str s)
{
	return s.n && !ascii_is_digit(*s.p);
}

/* Text and numbers in turn, each part against its counterpart. */
static int part_order(struct str a, struct str b)
{
	while (a.n || b.n) {
		while (has_text(a) || has_text(b)) {
			int difference = weight(a) - weight(b);
			if (difference)
				return difference < 0 ? -1 : 1;
			a = str_skip(a, 1);
			b = str_skip(b, 1);
		}
		struct str number_a = version_take_digits(&a), number_b = version_take_digits(&b);
		int order = version_number_order(number_a, number_b);
		if (order)
			return order;
	}
	return 0;
}

/* Cuts the revision, which stands behind the last hyphen; none counts as "0". */
static struct str take_revision(struct str *version)
{
	for (size_t i = version->n; i > 0; i--) {
		if (version->p[i - 1] == '-') {
			struct str revision = str_skip(*version, i);
			*version = str_head(*version, i - 1);
			return revision;
		}
	}
	return STR("");
}

int version_dpkg_order(struct str a, struct str b)
{
	struct str epoch_a = version_take_epoch(&a), epoch_b = version_take_epoch(&b);
	int order = version_number_order(epoch_a, epoch_b);

	if (order)
		return order;
	struct str revision_a = take_revision(&a), revision_b = take_revision(&b);
	order = part_order(a, b);
	return order ? order : part_order(revision_a, revision_b);
}
