/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "codec/digest.h"
#include "library/recog_diff_priv.h"

#define CONTENT_MAX (1u << 20) /* bytes; more than the caps of a fingerprint allow */

/* One fingerprint as two digests. */
struct record {
	unsigned char key[DIGEST_SIZE];
	unsigned char content[DIGEST_SIZE];
	bool is_paired;
};

struct records {
	struct record *items;
	size_t count;
};

static int compare_records(const void *a, const void *b)
{
	const struct record *left = a, *right = b;
	int order = memcmp(left->key, right->key, DIGEST_SIZE);

	return order ? order : memcmp(left->content, right->content, DIGEST_SIZE);
}

static void add_part(struct buf *out, const char *text)
{
	buf_add_text(out, text);
	buf_add_byte(out, '\0');
}

static struct record make_record(const struct fingerprint_file *file, const struct fingerprint *fingerprint)
{
	struct record record = {.is_paired = false};
	BUF_SCOPED out;

	buf_init(&out, CONTENT_MAX);
	buf_printf(&out, "%u ", fingerprint->flags);
	add_part(&out, fingerprint->pattern);
	digest_sha256(buf_str(&out), record.key);
	buf_clear(&out);
	add_part(&out, file->kind);
	add_part(&out, file->protocol);
	add_part(&out, fingerprint->description);
	add_part(&out, fingerprint->certainty);
	for (size_t i = 0; i < fingerprint->param_count; i++) {
		const struct fingerprint_param *param = &fingerprint->params[i];
		buf_printf(&out, "%u ", param->position);
		add_part(&out, param->name);
		add_part(&out, param->value);
	}
	digest_sha256(buf_str(&out), record.content);
	return record;
}

static void add_skipped(struct arena *arena, const struct fingerprint_file *file, unsigned line, const char *text,
			struct recog_import *import)
{
	size_t cap = import->skipped_count;

	/* Refusals are few: growing by eight at a time is enough. */
	if (cap % 8 == 0) {
		struct fingerprint_refusal *larger = arena_array(arena, cap + 8, sizeof(*larger));
		if (cap)
			memcpy(larger, import->skipped, cap * sizeof(*larger));
		import->skipped = larger;
	}
	import->skipped[import->skipped_count++] =
		(struct fingerprint_refusal){file->name, line, arena_strdup(arena, text)};
}

/* Sorted; import is NULL for the older file, whose refusals were told when it came. */
static struct records make_records(struct arena *arena, const struct fingerprint_file *file,
				   struct recog_import *import)
{
	struct records records = {0};
	struct fault why;

	if (!file)
		return records;
	records.items = arena_array(arena, file->count, sizeof(*records.items));
	for (size_t i = 0; i < file->count; i++) {
		const struct fingerprint *fingerprint = &file->fingerprints[i];
		if (!fingerprint_check(fingerprint, &why))
			records.items[records.count++] = make_record(file, fingerprint);
		else if (import)
			add_skipped(arena, file, fingerprint->line, why.text, import);
	}
	if (records.count)
		qsort(records.items, records.count, sizeof(*records.items), compare_records);
	return records;
}

/* Pairs records that compare equal over size bytes; both lists are sorted. */
static size_t pair(struct records *older, struct records *newer, size_t size)
{
	size_t i = 0, j = 0, pairs = 0;

	while (i < older->count && j < newer->count) {
		struct record *left = &older->items[i], *right = &newer->items[j];
		int order = memcmp(left, right, size);
		if (left->is_paired || (!right->is_paired && order < 0)) {
			i++;
		} else if (right->is_paired || order > 0) {
			j++;
		} else {
			left->is_paired = right->is_paired = true;
			pairs++;
		}
	}
	return pairs;
}

void recog_diff_count(struct arena *arena, const struct fingerprint_file *older, const struct fingerprint_file *newer,
		      struct recog_import *import)
{
	struct records before = make_records(arena, older, NULL), after = make_records(arena, newer, import);
	size_t same = pair(&before, &after, offsetof(struct record, is_paired));
	size_t changed = pair(&before, &after, DIGEST_SIZE);

	import->changed += changed;
	import->removed += before.count - same - changed;
	import->added += after.count - same - changed;
}
