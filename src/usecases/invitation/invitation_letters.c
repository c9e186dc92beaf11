/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/invitation_letters.h"

#include "report/pdf/page_pdf.h"
#include "report/plain_letter.h"
#include "usecases/call.h"
#include "usecases/invitation/invitation_text.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

struct letters_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	const char *edition;
	int64_t at_ms;
	const struct outline **letters;
	size_t count;
};

/* An instant that no printing has. */
static enum err find_instant(struct tx *tx, struct letters_work *work, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&work->office->clock);
	struct invitation_batch *batches;
	size_t count = 0;
	enum err err = invitation_store_batches(tx, work->arena, work->edition, 1, &batches, &count, why);

	if (!err)
		work->at_ms = count && batches[0].at_ms >= now_ms ? batches[0].at_ms + 1 : now_ms;
	return err;
}

static enum err take(struct tx *tx, void *context, struct fault *why)
{
	struct letters_work *work = context;
	const struct invitation_filter filter = {
		.edition = work->edition, .list = INVITATION_LIST_UNPRINTED, .limit = INVITATION_LETTERS_MAX};
	struct invitation_row *rows;
	struct call call;
	enum err err = call_load(tx, work->office, work->edition, &call, why);

	if (!err && call.window == WINDOW_AFTER)
		err = fault_set(why, ERR_CONFLICT, "the reception of the call \"%s\" is over", work->edition);
	if (!err)
		err = invitation_store_list(tx, work->arena, &filter, &rows, &work->count, why);
	if (!err)
		err = find_instant(tx, work, why);
	if (err)
		return err;
	for (size_t i = 0; !err && i < work->count; i++) {
		rows[i].letter_ms = work->at_ms;
		err = invitation_store_save(tx, &rows[i], why);
	}
	if (!err && work->count)
		say_deed_on_edition(tx, &work->office->clock, work->actor, "invitations_printed", work->edition);
	return err;
}

enum err invitation_letters_take(const struct office *office, const struct actor *actor, const char *edition,
				 int64_t *ret_at_ms, struct fault *why)
{
	struct letters_work work = {.office = office, .actor = actor, .edition = edition};
	ARENA_SCOPED arena;
	enum err err = permission_demand(permission_may_invite(actor), actor, "invite companies", why);

	arena_init(&arena);
	work.arena = &arena;
	if (!err)
		err = db_write(office->db, take, &work, why);
	if (!err)
		*ret_at_ms = work.count ? work.at_ms : 0;
	return err;
}

/* The code and the page where it is typed stand in one paragraph. */
static enum err write_letter(struct tx *tx, const struct letters_work *work, const struct edition *edition,
			     const struct invitation_row *row, const struct outline **ret_letter, struct fault *why)
{
	struct invitation_text text;
	enum err err = invitation_text_letter(tx, work->arena, work->office, edition, row, &text, why);
	const struct plain_letter letter = {
		.lang = LANG_JA,
		.made_ms = row->letter_ms,
		.author = edition->operator_name.ja,
		.postcode = row->postal_code,
		.address = row->address,
		.company = row->company_name,
		.person = "",
		.organiser = edition->organiser.ja,
		.programme = edition->short_name.ja,
		.operator_name = edition->contact.name.ja,
		.title = err ? "" : text.subject,
		.body = err ? "" : text.body,
		.notice = err ? "" : text.secret,
	};

	if (!err)
		*ret_letter = plain_letter_outline(work->arena, work->office->texts, &letter);
	return err;
}

static enum err write_letters(struct tx *tx, void *context, struct fault *why)
{
	struct letters_work *work = context;
	const struct invitation_filter filter = {.edition = work->edition,
						 .list = INVITATION_LIST_PRINTED,
						 .at_ms = work->at_ms,
						 .limit = INVITATION_LETTERS_MAX};
	struct invitation_row *rows = NULL;
	struct call call;
	enum err err = call_load(tx, work->office, work->edition, &call, why);

	if (!err)
		err = invitation_store_list(tx, work->arena, &filter, &rows, &work->count, why);
	if (err)
		return err;
	work->letters = arena_array(work->arena, work->count, sizeof(*work->letters));
	for (size_t i = 0; !err && i < work->count; i++)
		err = write_letter(tx, work, call.edition, &rows[i], &work->letters[i], why);
	return err;
}

enum err invitation_letters_print(const struct office *office, struct arena *arena, const struct actor *actor,
				  const char *edition, int64_t at_ms, struct buf *out, struct fault *why)
{
	struct letters_work work = {
		.office = office, .arena = arena, .actor = actor, .edition = edition, .at_ms = at_ms};
	enum err err = permission_demand(permission_may_invite(actor), actor, "invite companies", why);

	if (!err)
		err = db_read(office->db, write_letters, &work, why);
	if (!err && !work.count)
		err = fault_set(why, ERR_NOT_FOUND, "no letter was printed at that time");
	return err ? err : page_pdf_render_letters(work.letters, work.count, out, why);
}
