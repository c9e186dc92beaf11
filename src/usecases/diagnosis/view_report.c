/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/view_report.h"

#include <string.h>

#include "checks/check_answer.h"
#include "findings/authorisation.h"
#include "report/outline_value.h"
#include "report/pdf/page_pdf.h"
#include "store/diagnosis/authorisation_store.h"
#include "store/diagnosis/handed_report_store.h"
#include "usecases/diagnosis/report_findings.h"
#include "usecases/diagnosis/report_people.h"
#include "usecases/receipt.h"

struct report_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	int64_t case_id;
	struct case_facts facts;
	struct diagnosis_row diagnosis, previous; /* previous.id 0: there is none */
	struct report_findings findings;
	struct authorisation *authorisation;
	struct report_input input;
	struct str *observation_lines, *previous_lines;
	size_t observation_count, previous_count;
};

/* What the diagnosis before this one found, to be compared. */
static enum err load_previous(struct tx *tx, struct report_work *work, struct fault *why)
{
	enum err err = diagnosis_store_previous(tx, work->arena, &work->diagnosis, &work->previous, why);

	if (err || !work->previous.id)
		return err;
	return diagnosis_store_load_lines(tx, work->arena, DIAGNOSIS_FINDINGS, work->previous.id, &work->previous_lines,
					  &work->previous_count, why);
}

/* Whether what this person reads is what the company reads. */
static bool is_released(const struct report_work *work)
{
	return work->diagnosis.released_ms &&
	       (work->actor->role == ROLE_COMPANY || work->diagnosis.released_judgement == work->diagnosis.judgement);
}

/* A released report stays as it is: what was handed over later is told by the next release. */
static enum err load_observations(struct tx *tx, struct report_work *work, struct fault *why)
{
	size_t later = 0;
	enum err err = diagnosis_store_load_lines(tx, work->arena, DIAGNOSIS_OBSERVATIONS, work->diagnosis.id,
						  &work->observation_lines, &work->observation_count, why);

	if (!err && work->actor->role == ROLE_COMPANY)
		err = handed_report_store_lines_since(tx, work->diagnosis.id, work->diagnosis.released_ms, &later, why);
	if (!err)
		work->observation_count -= later < work->observation_count ? later : work->observation_count;
	return err;
}

static enum err load_report(struct tx *tx, void *context, struct fault *why)
{
	struct report_work *work = context;
	struct authorisation_row authorisation;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	work->diagnosis = work->facts.diagnosis;
	if (!err)
		err = report_findings_load(tx, work->arena, work->actor, &work->facts, &work->findings, why);
	if (!err)
		err = authorisation_store_load(tx, work->arena, work->diagnosis.authorisation_id, &authorisation, why);
	if (!err)
		err = authorisation_parse(work->arena, str_from(authorisation.document), &work->authorisation, why);
	if (!err)
		err = load_observations(tx, work, why);
	if (!err)
		err = report_people_load(tx, work->arena, &work->facts, work->authorisation, is_released(work),
					 work->input.wish.lang, &work->input, why);
	return err ? err : load_previous(tx, work, why);
}

/* What was judged, with what the company says of it: the former findings too, so that a change is one of the doors. */
static void take_findings(struct report_work *work, struct finding *previous, struct report_input *input)
{
	const struct check *checks = work->office->checks;
	struct report_findings *now = &work->findings;
	struct finding_list list = {.items = now->items, .count = now->count};

	check_answer_apply(checks, previous, work->previous_count, now->said, now->said_count);
	for (size_t i = 0; i < now->said_count; i++) /* what was judged before is told of now alone */
		now->said[i].judged = 0;
	check_answer_apply(checks, now->items, now->count, now->said, now->said_count);
	finding_list_sort(&list);
	input->findings = now->items;
	input->finding_count = now->count;
	input->previous = previous;
	input->previous_count = work->previous_count;
	input->checks = checks;
	input->explanations = now->said;
	input->explanation_count = now->said_count;
}

static enum err parse_lines(struct report_work *work, struct report_input *input, struct fault *why)
{
	struct observation *observations = arena_array(work->arena, work->observation_count, sizeof(*observations));
	struct finding *previous = NULL;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < work->observation_count; i++)
		err = observation_parse(work->arena, work->observation_lines[i], &observations[i], why);
	input->observations = observations;
	input->observation_count = work->observation_count;
	if (!err)
		err = report_findings_parse(work->arena, work->previous_lines, work->previous_count, &previous, why);
	if (!err)
		take_findings(work, previous, input);
	return err;
}

static enum err build(struct report_work *work, const struct report_wish *wish, struct outline **ret_outline,
		      struct fault *why)
{
	const struct office *office = work->office;
	const struct edition *edition;
	struct report_input *input = &work->input;
	enum err err;

	*input = (struct report_input){
		.texts = office->texts,
		.wish = *wish,
		.version = TENKEN_VERSION,
		.rehearsal = office->rehearsal,
	};
	err = db_read(office->db, load_report, work, why);
	if (err)
		return err;
	edition = work->facts.edition;
	input->edition_name = lang_pick(edition->name, wish->lang);
	input->organiser = lang_pick(edition->organiser, wish->lang);
	input->operator_name = lang_pick(edition->operator_name, wish->lang);
	input->performed_by = lang_pick(edition->performed_by, wish->lang);
	/* The report is of the moment when its diagnosis ended, so that it is the same whenever it is opened. */
	input->now_ms = work->diagnosis.finished_ms;
	input->rejudged_ms = work->findings.judgement.diagnosis_id ? work->findings.judgement.judged_ms : 0;
	input->previous_ms = work->previous.id ? work->previous.finished_ms : 0;
	input->company = work->facts.row.company_name;
	input->receipt_number = receipt_format(work->arena, &work->facts.row);
	input->contact = lang_pick(edition->contact.name, wish->lang);
	input->contact_mail = edition->contact.mail;
	input->authorisation = work->authorisation;
	err = parse_lines(work, input, why);
	return err ? err : outline_build(work->arena, input, ret_outline, why);
}

/* "-web", "-letter"; "" of a whole report. */
static const char *name_end(struct arena *arena, const struct report_wish *wish)
{
	if (wish->scope == REPORT_WHOLE)
		return "";
	return arena_printf(arena, "-%s", wish->scope == REPORT_LETTER ? "letter" : assignment_group_name(wish->group));
}

enum err view_report(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		     int64_t case_id, struct value **ret_view, struct fault *why)
{
	struct report_work work = {.office = office, .arena = arena, .actor = actor, .case_id = case_id};
	const struct report_wish wish = {.lang = lang};
	struct outline *outline;
	enum err err = build(&work, &wish, &outline, why);

	if (err)
		return err;
	*ret_view = outline_value(arena, outline);
	return ERR_OK;
}

enum err view_report_pdf(const struct office *office, struct arena *arena, const struct actor *actor,
			 const struct report_wish *wish, int64_t case_id, struct buf *out, const char **ret_name,
			 struct fault *why)
{
	struct report_work work = {.office = office, .arena = arena, .actor = actor, .case_id = case_id};
	struct outline *outline;
	enum err err = build(&work, wish, &outline, why);

	if (!err)
		err = page_pdf_render(outline, out, why);
	if (!err)
		*ret_name = arena_printf(arena, "tenken-%s%s.pdf", receipt_format(arena, &work.facts.row),
					 name_end(arena, wish));
	return err;
}

/* Nothing of the case stays but its letter. */
static enum err write_letter(const struct report_work *of, struct arena *kept, enum lang lang,
			     const struct outline **ret_letter, struct report_release *ret_release, struct fault *why)
{
	const struct report_wish wish = {.lang = lang, .scope = REPORT_LETTER};
	struct report_work work = *of;
	struct outline *outline;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work.arena = &arena;
	err = build(&work, &wish, &outline, why);
	if (err)
		return err;
	*ret_letter = outline_copy(kept, outline);
	*ret_release = (struct report_release){
		.case_id = work.case_id,
		.diagnosis_id = work.diagnosis.id,
		.judgement = work.diagnosis.released_judgement,
		.released_ms = work.diagnosis.released_ms,
	};
	return ERR_OK;
}

enum err view_report_letters(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, const int64_t *case_ids, size_t count, struct buf *out,
			     struct report_release *ret_releases, struct fault *why)
{
	const struct outline **letters = arena_array(arena, count, sizeof(*letters));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++) {
		const struct actor company = {.role = ROLE_COMPANY, .case_id = case_ids[i], .name = ""};
		const struct report_work work = {
			.office = office, .actor = actor->role ? &company : actor, .case_id = case_ids[i]};
		struct report_release release;
		err = write_letter(&work, arena, lang, &letters[i], &release, why);
		if (!err && ret_releases)
			ret_releases[i] = release;
	}
	return err ? err : page_pdf_render_letters(letters, count, out, why);
}
