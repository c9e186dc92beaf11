/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_priv.h"

/*
 * RPM's order, as rpm-version(7) describes it: runs of digits and of letters are compared in turn, what stands between
 * them only separates. A number is newer than letters, and what goes on is newer than what ends. "~" is older than
 * the end (1.0~rc1 < 1.0), "^" newer than the end but older than everything else (1.0 < 1.0^git1 < 1.0.1).
 */

/* What comes next, from the oldest to the newest. */
enum next { NEXT_TILDE, NEXT_END, NEXT_CARET, NEXT_LETTERS, NEXT_DIGITS };

static enum next look(struct str *s)
{
	for (; s->n; *s = str_skip(*s, 1)) {
		if (*s->p == '~')
			return NEXT_TILDE;
		if (*s->p == '^')
			return NEXT_CARET;
		if (ascii_is_letter(*s->p))
			return NEXT_LETTERS;
		if (ascii_is_digit(*s->p))
			return NEXT_DIGITS;
	}
	return NEXT_END;
}

static int run_order(struct str *a, struct str *b, enum next kind)
{
	struct str run_a, run_b;

	switch (kind) {
	case NEXT_DIGITS:
		run_a = version_take_digits(a);
		run_b = version_take_digits(b);
		return version_number_order(run_a, run_b);
	case NEXT_LETTERS:
		run_a = version_take_letters(a);
		run_b = version_take_letters(b);
		return version_bytes_order(run_a, run_b);
	default: /* one '~' or '^' on both sides */
		*a = str_skip(*a, 1);
		*b = str_skip(*b, 1);
		return 0;
	}
}

static int part_order(struct str a, struct str b)
{
	for (;;) {
		enum next next_a = look(&a), next_b = look(&b);
		if (next_a != next_b)
			return next_a < next_b ? -1 : 1;
		if (next_a == NEXT_END)
			return 0;
		int order = run_order(&a, &b, next_a);
		if (order)
			return order;
	}
}

/* The release stands behind the last hyphen. */
static struct str take_release(struct str *version)
{
	for (size_t i = version->n; i > 0; i--) {
		if (version->p[i - 1] == '-') {
			struct str release = str_skip(*version, i);
			*version = str_head(*version, i - 1);
			return release;
		}
	}
	return STR("");
}

/* A version without a release is the oldest of its releases. (rpm's dependencies take it for equal to all of them,
 * which is no order.) */
int version_rpm_order(struct str a, struct str b)
{
	struct str epoch_a = version_take_epoch(&a), epoch_b = version_take_epoch(&b);
	int order = version_number_order(epoch_a, epoch_b);

	if (order)
		return order;
	struct str release_a = take_release(&a), release_b = take_release(&b);
	order = part_order(a, b);
	return order ? order : part_order(release_a, release_b);
}
