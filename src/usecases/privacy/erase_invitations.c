/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/privacy/erase_invitations.h"

#include "calendar/day.h"
#include "people/erased_key.h"
#include "store/invitation/invitation_store.h"
#include "usecases/call.h"
#include "usecases/say_deed.h"

#define AT_ONCE 200 /* in a transaction */

struct erase_work {
	const struct office *office;
	size_t count; /* in this transaction */
};

static enum err erase_one(struct tx *tx, struct arena *arena, const struct office *office,
			  const struct invitation_row *row, struct fault *why)
{
	char key[ERASED_KEY_LENGTH + 1];
	/* Of its own, so that it matches no company again. */
	const char *of = arena_printf(arena, "invitation %lld", (long long)row->id);

	if (row->answer == INVITATION_ANSWER_NEVER)
		of = row->company_key;
	erased_key_make(office->secret, str_from(of), key);
	return invitation_store_erase(tx, row->id, key, why);
}

static enum err erase_of(struct tx *tx, struct arena *arena, struct erase_work *work, const struct edition *edition,
			 struct fault *why)
{
	const struct actor program = actor_program();
	struct invitation_row *rows;
	size_t count = 0;
	enum err err = invitation_store_list_unused(tx, arena, edition->id, AT_ONCE, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		err = erase_one(tx, arena, work->office, &rows[i], why);
	if (!err && count)
		say_deed_on_edition(tx, &work->office->clock, &program, "invitations_erased", edition->id);
	work->count += count;
	return err;
}

/* The calls one after the other: an entry of the log is about one of them. */
static enum err erase_some(struct tx *tx, void *context, struct fault *why)
{
	struct erase_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	struct call *calls;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->count = 0;
	err = call_list(tx, work->office, &arena, &calls, &count, why);
	for (size_t i = 0; !err && !work->count && i < count; i++) {
		const struct edition *edition = calls[i].edition;
		if (edition->invitations_end && now_ms >= day_start_ms(edition->invitations_end + 1))
			err = erase_of(tx, &arena, work, edition, why);
	}
	return err;
}

enum err erase_invitations_due(const struct office *office, int64_t *ret_erased, struct fault *why)
{
	struct erase_work work = {.office = office, .count = 1};
	int64_t erased = 0;
	enum err err = ERR_OK;

	while (!err && work.count) {
		err = db_write(office->db, erase_some, &work, why);
		erased += err ? 0 : (int64_t)work.count;
	}
	if (!err) /* with none erased too: the process that erased may have been killed here, or held up by a reader */
		err = db_scrub(office->db, why);
	if (!err)
		*ret_erased = erased;
	return err;
}
