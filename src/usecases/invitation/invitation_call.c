/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/invitation_call.h"

#include "calendar/business_day.h"
#include "codec/utf8.h"
#include "store/account/form_use_store.h"
#include "store/invitation/invitation_store.h"
#include "usecases/edition_shelf.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct call_work {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t id;
	enum invitation_call outcome;
	int64_t again; /* business days */
	struct str note;
};

/* Of several calls each note is a line. */
static const char *join_notes(struct arena *arena, const char *before, struct str note)
{
	struct str all = str_from(!note.n   ? before
				  : *before ? arena_printf(arena, "%s\n%.*s", before, (int)note.n, note.p)
					    : str_dup(arena, note));

	while (utf8_count(all) > INVITATION_CALL_NOTES_CHARS_MAX && str_index(all, '\n') < all.n)
		all = str_skip(all, str_index(all, '\n') + 1);
	return str_dup(arena, all);
}

static void take_answer(const struct call_work *work, struct invitation_row *row, int64_t now_ms)
{
	enum invitation_answer answer = invitation_call_answer(work->outcome);

	if (answer == INVITATION_ANSWER_NONE || row->answer == INVITATION_ANSWER_NEVER)
		return;
	row->answer = answer;
	row->answered_ms = now_ms;
}

static enum err plan_next(struct tx *tx, const struct call_work *work, struct invitation_row *row, int64_t now_ms,
			  struct fault *why)
{
	int64_t days = work->outcome == INVITATION_CALL_NOT_REACHED && !work->again ? 1 : work->again;
	const struct edition *edition;
	enum err err = edition_shelf_current(work->office->editions, tx, row->edition, &edition, why);

	if (err)
		return err;
	row->call_day = days && row->answer == INVITATION_ANSWER_NONE
				? business_day_after(day_of_ms(now_ms), (int)days, edition->closed_days,
						     edition->closed_day_count)
				: 0;
	return ERR_OK;
}

static enum err note_call(struct tx *tx, void *context, struct fault *why)
{
	const struct call_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	bool is_repeated = false;
	struct invitation_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = invitation_store_load(tx, &arena, work->id, &row, why);
	if (!err && work->once)
		err = form_use_store_claim(tx, work->once->nonce, "invitation_called", work->id, now_ms, &is_repeated,
					   why);
	if (err || is_repeated)
		return err;
	row.calls++;
	row.call_outcome = work->outcome;
	row.call_note = join_notes(&arena, row.call_note, work->note);
	take_answer(work, &row, now_ms);
	err = plan_next(tx, work, &row, now_ms, why);
	if (!err)
		err = invitation_store_save(tx, &row, why);
	if (!err)
		say_deed_on_edition(tx, &work->office->clock, work->actor, "invitation_called", row.edition);
	return err;
}

enum err invitation_call_note(const struct office *office, const struct actor *actor, const struct once *once,
			      int64_t id, const struct invitation_call_result *result, const char **ret_problem,
			      struct fault *why)
{
	struct call_work work = {.office = office, .actor = actor, .once = once, .id = id};
	uint64_t again = 0;
	enum err err = permission_demand(permission_may_invite(actor), actor, "ring companies", why);

	if (err)
		return err;
	work.note = str_trim(result->note);
	*ret_problem = "";
	if (!invitation_call_parse(result->outcome, &work.outcome) || work.outcome == INVITATION_CALL_NONE)
		*ret_problem = "outcome";
	else if (result->again.n && (!str_to_u64(result->again, &again) || again > INVITATION_CALL_AGAIN_MAX))
		*ret_problem = "again";
	else if (utf8_count(work.note) > INVITATION_CALL_NOTE_CHARS_MAX || utf8_has_control(work.note))
		*ret_problem = "note";
	work.again = (int64_t)again;
	return **ret_problem ? ERR_OK : db_write(office->db, note_call, &work, why);
}
