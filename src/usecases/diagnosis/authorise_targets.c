/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/day.h"
#include "findings/authorisation.h"
#include "net/addr.h"
#include "programme/answers.h"
#include "store/diagnosis/diagnosis_store.h"
#include "usecases/case_step.h"
#include "usecases/diagnosis/diagnose_case.h"

#define DOCUMENT_MAX ((size_t)256 * 1024)

struct authorise_work {
	struct case_step step;
	struct arena *arena;
	const char *document;
	int64_t id;
};

static void add_ports(struct authorisation *document, const uint16_t *ports, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < document->port_count && document->ports[k] != ports[i])
			k++;
		if (k == document->port_count)
			document->ports[document->port_count++] = ports[i];
	}
}

/* "days_14": the program reads the length of the window from the option's id. */
static int64_t window_ms(const char *option)
{
	uint64_t days;

	if (!str_starts(str_from(option), "days_") || !str_to_u64(str_skip(str_from(option), 5), &days) || days > 365)
		days = 7;
	return (int64_t)days * DAY_MS;
}

static struct authorisation make_document(struct arena *arena, const struct office *office, int64_t id,
					  const struct value *answers)
{
	const struct edition *edition = office->edition;
	const struct value *targets = value_get(answers, "targets");
	int64_t now_ms = clock_now_ms(&office->clock);
	struct authorisation document = {
		.id = arena_printf(arena, "%lld", (long long)id),
		.targets = arena_array(arena, value_count(targets), sizeof(struct authorisation_target)),
		.ports = arena_array(arena, edition->port_count + edition->rehearsal_port_count, sizeof(uint16_t)),
		.not_before_ms = now_ms,
		.not_after_ms = now_ms + window_ms(value_get_text(answers, "window")),
		.authorised_by = value_get_text(answers, "authorised_by"),
		.authorised_ms = now_ms,
		.stop_contact = value_get_text(answers, "stop_contact"),
		.clock_offset_ms = office->clock.offset_ms,
	};

	for (size_t i = 0; i < value_count(targets); i++)
		document.targets[document.target_count++].host = value_at(targets, i)->text.p;
	add_ports(&document, edition->ports, edition->port_count);
	if (office->rehearsal)
		add_ports(&document, edition->rehearsal_ports, edition->rehearsal_port_count);
	return document;
}

/* A name is looked up by the probe, which refuses what is not public; a literal address is refused here. */
static bool is_fit(const struct office *office, const struct value *targets)
{
	struct addr addr;

	for (size_t i = 0; i < value_count(targets) && !office->rehearsal; i++)
		if (addr_parse(value_at(targets, i)->text, &addr) && !addr_is_public(&addr))
			return false;
	return true;
}

static enum err store_authorisation(struct tx *tx, void *context, struct fault *why)
{
	struct authorise_work *work = context;
	const struct actor *actor = work->step.actor;
	const struct authorisation_row authorisation = {
		.id = work->id,
		.case_number = actor->case_number,
		.state = "authorised",
		.document = work->document,
		.authorised_ms = clock_now_ms(&work->step.office->clock),
	};
	struct authorisation_row before;
	struct permission_case of;
	struct case_row row;
	bool is_repeated = false;
	enum err err;

	err = case_step_load(tx, work->arena, actor->case_number, &row, &of, why);
	if (!err)
		err = case_step_demand(permission_may_authorise_targets(actor, &of), actor, "authorise targets", why);
	if (!err)
		err = case_step_take(tx, work->arena, &work->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	err = authorisation_store_newest(tx, work->arena, row.number, &before, why);
	if (!err && before.id)
		err = authorisation_store_revoke(tx, before.id, authorisation.authorised_ms, why);
	return err ? err : authorisation_store_insert(tx, &authorisation, why);
}

enum err authorise_targets(const struct office *office, struct arena *arena, const struct actor *actor,
			   const struct once *once, const struct value *typed, struct value **ret_problems,
			   struct fault *why)
{
	const struct edition_form *form = &office->edition->authorisation;
	struct authorise_work work = {
		.step = {office, actor, once, CASE_EVENT_TARGETS_AUTHORISED, NULL, NULL, NULL, NULL},
		.arena = arena,
		.id = db_new_id(),
	};
	struct value *answers, *problems;
	struct authorisation document;
	BUF_SCOPED text;
	enum err err;

	buf_init(&text, DOCUMENT_MAX);
	answers_judge(arena, form->questions, form->question_count, typed, NULL, &answers, &problems);
	if (str_is(str_from(value_get_text(answers, "hosting")), "not_sure"))
		value_set_text(arena, problems, "hosting",
			       "ask_first"); /* nothing is touched that a hoster may forbid */
	if (!value_get(problems, "targets") && !is_fit(office, value_get(answers, "targets")))
		value_set_text(arena, problems, "targets", question_problem_name(QUESTION_PROBLEM_NOT_HOSTS));
	*ret_problems = problems;
	if (problems->count)
		return ERR_OK;
	document = make_document(arena, office, work.id, answers);
	authorisation_format(&document, &text);
	err = buf_finish(&text, "the authorisation", why);
	if (err)
		return err;
	work.document = buf_text(&text);
	work.step.detail = work.document; /* what was authorised is part of the sealed history */
	return db_write(office->db, store_authorisation, &work, why);
}

static enum err store_revocation(struct tx *tx, void *context, struct fault *why)
{
	struct authorise_work *work = context;
	const struct actor *actor = work->step.actor;
	struct authorisation_row authorisation = {0};
	struct permission_case of;
	struct case_row row;
	bool is_repeated = false;
	enum err err;

	err = case_step_load(tx, work->arena, actor->case_number, &row, &of, why);
	if (!err)
		err = case_step_demand(permission_may_authorise_targets(actor, &of), actor, "revoke an authorisation",
				       why);
	if (!err)
		err = authorisation_store_newest(tx, work->arena, row.number, &authorisation, why);
	if (err || !authorisation.id || authorisation.revoked_ms)
		return err;
	err = case_step_take(tx, work->arena, &work->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	err = authorisation_store_revoke(tx, authorisation.id, clock_now_ms(&work->step.office->clock), why);
	return err ? err : tx_notify(tx, why);
}

enum err revoke_targets(const struct office *office, const struct actor *actor, const struct once *once,
			struct fault *why)
{
	struct authorise_work work = {
		.step = {office, actor, once, CASE_EVENT_TARGETS_REVOKED, NULL, NULL, NULL, NULL}};
	ARENA_SCOPED arena;

	arena_init(&arena);
	work.arena = &arena;
	return db_write(office->db, store_revocation, &work, why);
}
