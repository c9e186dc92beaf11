/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/receipt.h"

const char *receipt_format(struct arena *arena, const struct case_row *row)
{
	return arena_printf(arena, "%s%04lld", row->receipt_prefix, (long long)row->number);
}

bool receipt_parse(struct arena *arena, struct str text, const char **ret_prefix, int64_t *ret_number)
{
	size_t digits = 0;
	int64_t number;

	text = str_trim(text);
	while (digits < text.n && text.p[text.n - 1 - digits] >= '0' && text.p[text.n - 1 - digits] <= '9')
		digits++;
	if (!str_to_i64(str_skip(text, text.n - digits), &number) || number < 1)
		return false;
	*ret_prefix = str_dup(arena, str_head(text, text.n - digits));
	*ret_number = number;
	return true;
}

struct receipt_work {
	const char *prefix;
	int64_t number, case_id;
};

static enum err find(struct tx *tx, void *context, struct fault *why)
{
	struct receipt_work *work = context;

	return case_store_find_receipt(tx, work->prefix, work->number, &work->case_id, why);
}

enum err receipt_find(const struct office *office, struct str text, int64_t *ret_case_id, struct fault *why)
{
	struct receipt_work work = {.prefix = ""};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	if (!receipt_parse(&arena, text, &work.prefix, &work.number))
		return fault_set(why, ERR_NOT_FOUND, "\"%.*s\" is no number of a case", (int)text.n, text.p);
	err = db_read(office->db, find, &work, why);
	if (!err)
		*ret_case_id = work.case_id;
	return err;
}
