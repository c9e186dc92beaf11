/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/rehearse_earlier.h"

#include <string.h>

#include "calendar/day.h"
#include "jobs/worker.h"
#include "store/new_id.h"
#include "usecases/diagnosis/diagnose_run.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/system/edition_deed.h"

#define COMPANIES_MAX 100
#define PAUSE_MS      ((int64_t)20 * 60 * 1000) /* between two deeds of a round */
#define TEN_O_CLOCK   (DAY_MS / 24 * 10)

struct company {
	const struct value *item; /* of the file */
	const char *step;         /* how its case ended */
	int64_t case_id;
};

struct earlier {
	struct rehearse_play play; /* with the office below */
	struct office then;        /* the office, with the clock of that time */
	struct company companies[COMPANIES_MAX];
	size_t count;
};

typedef enum err (*deed)(struct earlier *e, struct company *company, struct fault *why);

static struct actor actor_of(const struct company *company)
{
	const struct value *answers = value_get(company->item, "answers");

	return (struct actor){
		.role = ROLE_COMPANY, .case_id = company->case_id, .name = value_get_text(answers, "company_name")};
}

static enum err apply(struct earlier *e, struct company *company, struct fault *why)
{
	return rehearse_play_apply(&e->play, company->item, &company->case_id, why);
}

static enum err decline(struct earlier *e, struct company *company, struct fault *why)
{
	return case_deed_do(&screening_deed_decline, &e->then, &e->play.secretariat, NULL, company->case_id,
			    &(struct case_deed_input){.reason = STR("今回は、ほかの事業での支援をご案内しました。")},
			    why);
}

static enum err check(struct earlier *e, struct company *company, struct fault *why)
{
	return case_deed_do(&screening_deed_check, &e->then, &e->play.secretariat, NULL, company->case_id, NULL, why);
}

static enum err withdraw(struct earlier *e, struct company *company, struct fault *why)
{
	const struct actor actor = actor_of(company);

	return case_deed_do(&screening_deed_withdraw, &e->then, &actor, NULL, company->case_id,
			    &(struct case_deed_input){.reason = STR("日程の都合がつかなくなりました。")}, why);
}

static enum err approve(struct earlier *e, struct company *company, struct fault *why)
{
	return case_deed_do(&screening_deed_approve, &e->then, &e->play.tokyo, NULL, company->case_id, NULL, why);
}

static enum err answer(struct earlier *e, struct company *company, struct fault *why)
{
	const struct actor actor = actor_of(company);
	enum err err = rehearse_play_answer(&e->play, &actor, why);

	return err ? err : rehearse_play_authorise(&e->play, &actor, why);
}

/* The very run of a diagnosis, of this machine as it is now. */
static enum err diagnose(struct earlier *e, struct company *company, struct fault *why)
{
	const struct case_deed_input input = {.id = new_id()};
	const struct job job = {.subject = input.id, .attempts = DIAGNOSE_JOB_ATTEMPTS_MAX};
	enum err err = case_deed_do(&diagnosis_deed_start, &e->then, &e->play.secretariat, NULL, company->case_id,
				    &input, why);

	return err ? err : diagnose_run(&e->then, &job, why);
}

static enum err release(struct earlier *e, struct company *company, struct fault *why)
{
	return case_deed_do(&diagnosis_deed_release, &e->then, &e->play.secretariat, NULL, company->case_id, NULL, why);
}

/* In the order of their days, counted from the end of the reception. */
static const struct {
	int day;
	const char *steps; /* of the companies that take part */
	deed deed;
} rounds[] = {
	{4, "declined", decline},  {4, "withdrawn released", check}, {6, "withdrawn", withdraw},
	{7, "released", approve},  {11, "released", answer},         {20, "released", diagnose},
	{27, "released", release},
};

/* --- time --- */

static void set_clock(struct office *office, int64_t at_ms)
{
	const struct clock real = {0};

	office->clock = (struct clock){.offset_ms = at_ms - clock_now_ms(&real)};
}

static void pass(struct earlier *e)
{
	e->then.clock.offset_ms += PAUSE_MS;
}

/* --- the call --- */

static enum err read_companies(struct earlier *e, const struct value *file, struct fault *why)
{
	const struct value *list = reader_list(&e->play.reader, file, "companies");

	for (size_t i = 0; i < value_count(list) && e->count < COMPANIES_MAX; i++)
		e->companies[e->count++] = (struct company){
			.item = value_at(list, i), .step = reader_text(&e->play.reader, value_at(list, i), "step")};
	return reader_finish(&e->play.reader, why);
}

/* One a day from the first day of the reception on. */
static enum err play_applications(struct earlier *e, struct fault *why)
{
	int64_t opens_ms = e->play.call.edition->opens_ms;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < e->count; i++) {
		set_clock(&e->then, opens_ms + (int64_t)i * DAY_MS + TEN_O_CLOCK);
		err = call_front(&e->then, &e->play.call, why); /* which is open at that time */
		if (!err)
			err = apply(e, &e->companies[i], why);
	}
	return err;
}

static bool takes_part(const struct company *company, const char *steps)
{
	struct str rest = str_from(steps);

	while (rest.n)
		if (str_is(str_cut(&rest, ' '), company->step))
			return true;
	return false;
}

static enum err play_rounds(struct earlier *e, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t r = 0; !err && r < COUNT(rounds); r++) {
		set_clock(&e->then, e->play.call.edition->closes_ms + rounds[r].day * DAY_MS + TEN_O_CLOCK);
		for (size_t i = 0; !err && i < e->count; i++) {
			if (!takes_part(&e->companies[i], rounds[r].steps))
				continue;
			err = rounds[r].deed(e, &e->companies[i], why);
			pass(e);
		}
	}
	return err;
}

enum err rehearse_earlier_begin(const struct office *office, struct office *ret_then, struct fault *why)
{
	struct call call;
	enum err err = call_front(office, &call, why);

	if (err)
		return err;
	*ret_then = *office;
	set_clock(ret_then, call.edition->opens_ms - 7 * DAY_MS);
	return ERR_OK;
}

enum err rehearse_earlier(const struct rehearse_play *play, const char *folder, struct fault *why)
{
	const struct edition_deed by_tokyo = {.as = "tokyo"};
	struct earlier e = {.play = *play, .then = *play->office};
	const struct value *file;
	enum err err;

	e.play.office = &e.then;
	err = call_front(&e.then, &e.play.call, why);
	if (!err)
		err = rehearse_play_read(&e.play, folder, &file, why);
	if (!err)
		err = read_companies(&e, file, why);
	if (!err)
		err = play_applications(&e, why);
	set_clock(&e.then, e.play.call.edition->closes_ms + TEN_O_CLOCK);
	if (!err)
		err = edition_deed_close(&e.then, e.play.call.edition->id, &by_tokyo, why);
	return err ? err : play_rounds(&e, why);
}
