/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/approve_selection.h"

#include "usecases/screening/screening_deed.h"

/* A form's token does one deed; each case takes a part of it. */
static enum err approve(const struct office *office, const struct actor *actor, const struct once *once,
			int64_t case_id, struct fault *why)
{
	struct once own;
	ARENA_SCOPED arena;

	arena_init(&arena);
	own.nonce = str_from(arena_printf(&arena, "%.*s%lld", (int)once->nonce.n, once->nonce.p, (long long)case_id));
	return case_deed_do(&screening_deed_approve, office, actor, &own, case_id, NULL, why);
}

static bool is_a_no(enum err err)
{
	return err == ERR_CONFLICT || err == ERR_DENIED || err == ERR_NOT_FOUND;
}

enum err approve_selection(const struct office *office, const struct actor *actor, const struct once *once,
			   const int64_t *case_ids, size_t case_count, size_t *ret_count, struct fault *why)
{
	size_t count = 0;
	enum err err = ERR_OK;

	for (size_t i = 0; i < case_count && (!err || is_a_no(err)); i++) {
		err = approve(office, actor, once, case_ids[i], why);
		count += !err;
	}
	if (err && !is_a_no(err))
		return err;
	*ret_count = count;
	return ERR_OK;
}
