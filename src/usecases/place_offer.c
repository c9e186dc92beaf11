/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/place_offer.h"

#include "jobs/queue.h"
#include "programme/edition_find.h"
#include "store/application/waiting_store.h"
#include "store/bound.h"
#include "usecases/call.h"
#include "usecases/case_step.h"
#include "usecases/case_task.h"

enum place_order place_offer_order(const struct edition *edition)
{
	return edition->change_keeps_order ? PLACE_ORDER_APPLICATION : PLACE_ORDER_COURSE;
}

enum err place_offer_course(struct tx *tx, const struct edition *edition, const char *course,
			    struct place_course *ret_course, struct fault *why)
{
	const struct edition_course *of = edition_find_course(edition, str_from(course));
	struct case_count count;
	enum err err = case_count_load(tx, edition->id, course, &count, why);

	if (!err)
		*ret_course = case_count_ledger(&count, of ? of->places : 0);
	return err;
}

/* The end of the last day on which it can be accepted. */
static int64_t end_ms(const struct office *office, const struct edition *edition)
{
	int64_t today = day_of_ms(clock_now_ms(&office->clock));

	return day_start_ms(
		business_day_after(today, edition->offer_days, edition->closed_days, edition->closed_day_count) + 1);
}

static enum err offer(struct tx *tx, struct arena *arena, const struct office *office, const struct edition *edition,
		      struct case_row *row, struct fault *why)
{
	const char *occasion = arena_printf(arena, "%lld", (long long)row->event_count + 1);
	const struct actor program = actor_program();
	const struct case_step step = {
		.office = office,
		.edition = edition,
		.actor = &program,
		.event = CASE_EVENT_PLACE_OFFERED,
		.mail = "offer",
		.occasion = occasion,
	};
	bool is_new = false;
	enum err err;

	bound_turn(tx);
	row->answer_due_ms = end_ms(office, edition);
	err = case_step_take(tx, arena, &step, row, why);
	if (!err)
		err = case_store_save(tx, row, why);
	if (!err)
		err = case_task_make(tx, office, edition, row->id, TASK_KIND_PLACE_OFFERED, occasion, &is_new, why);
	return err ? err : queue_add(tx, PLACE_OFFER_JOB, row->id, row->answer_due_ms, why);
}

static enum err offer_first(struct tx *tx, const struct office *office, const struct edition *edition,
			    const char *course, bool *ret_is_owed, struct fault *why)
{
	struct place_course ledger;
	struct case_row row = {0};
	ARENA_SCOPED arena;
	enum err err = place_offer_course(tx, edition, course, &ledger, why);

	arena_init(&arena);
	*ret_is_owed = !err && place_ledger_owes_offer(&ledger);
	if (*ret_is_owed)
		err = waiting_store_first(tx, &arena, edition->id, course, place_offer_order(edition), &row, why);
	/* Where the numbers say that somebody waits and nobody does, they are wrong: the audit tells of that. */
	*ret_is_owed = *ret_is_owed && !err && row.id;
	return *ret_is_owed ? offer(tx, &arena, office, edition, &row, why) : err;
}

enum err place_offer_follows(struct tx *tx, const struct office *office, const struct edition *edition,
			     const char *course, bool *ret_follows, struct fault *why)
{
	struct place_course ledger;
	struct call call;
	enum err err = call_load(tx, office, edition->id, &call, why);

	if (!err)
		err = place_offer_course(tx, edition, course, &ledger, why);
	if (!err)
		*ret_follows = call.state != EDITION_STATE_CLOSED && !place_ledger_is_full(&ledger);
	return err;
}

enum err place_offer_owed(struct tx *tx, const struct office *office, const struct edition *edition, const char *course,
			  struct fault *why)
{
	struct call call;
	enum err err = call_load(tx, office, edition->id, &call, why);
	bool is_owed = !err && call.state != EDITION_STATE_CLOSED;

	while (!err && is_owed)
		err = offer_first(tx, office, edition, course, &is_owed, why);
	return err;
}
