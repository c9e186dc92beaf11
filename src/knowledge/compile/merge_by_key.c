/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/compile/merge_by_key.h"

/* Which of two rows with one key stays. */
static enum merge_side settle(const struct merge_row *old, const struct merge_row *newer,
			      struct catalog_changes *changes)
{
	if (newer->modified_ms < old->modified_ms) {
		changes->older++;
		return MERGE_OLD;
	}
	if (old->is_rejected != newer->is_rejected) {
		changes->added += old->is_rejected;
		changes->removed += newer->is_rejected;
	} else if (!newer->is_rejected && newer->digest != old->digest) {
		changes->changed++;
	}
	changes->touched += old->digest != newer->digest;
	return MERGE_NEWER;
}

static void add(const struct merge_row *newer, struct catalog_changes *changes)
{
	changes->added += !newer->is_rejected;
	changes->touched++;
}

void merge_by_key(const struct merge_ops *ops, void *context, size_t old_count, size_t newer_count,
		  struct catalog_changes *changes)
{
	size_t old = 0, newer = 0;

	while (old < old_count || newer < newer_count) {
		int order = 0;
		struct merge_row was, is;
		if (old == old_count || newer == newer_count)
			order = old == old_count ? 1 : -1;
		else
			order = ops->order(context, old, newer);
		if (order < 0) {
			ops->copy(context, MERGE_OLD, old++);
			continue;
		}
		is = ops->row_at(context, MERGE_NEWER, newer);
		if (order > 0) {
			add(&is, changes);
			ops->copy(context, MERGE_NEWER, newer++);
			continue;
		}
		was = ops->row_at(context, MERGE_OLD, old);
		if (settle(&was, &is, changes) == MERGE_OLD)
			ops->copy(context, MERGE_OLD, old);
		else
			ops->copy(context, MERGE_NEWER, newer);
		old++;
		newer++;
	}
}
