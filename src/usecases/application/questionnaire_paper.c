/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/questionnaire_paper.h"

#include "calendar/day.h"
#include "codec/json.h"
#include "report/outline_paper.h"
#include "report/pdf/page_pdf.h"
#include "usecases/case_facts.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

struct paper_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	int64_t case_id;
	struct case_facts facts;
	const char *sheet; /* "" while it is not answered */
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct paper_work *work = context;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	if (!err)
		err = permission_demand(permission_may_see_case(work->actor, &work->facts.of), work->actor,
					"read a pre-interview", why);
	if (!err)
		err = case_store_load_answers(tx, work->arena, work->case_id, "questionnaire", &work->sheet, why);
	return err;
}

static const char *last_day(const struct paper_work *work, enum lang lang)
{
	int64_t due_ms = work->facts.row.answer_due_ms;

	return due_ms ? day_format_date(work->arena, lang, day_of_ms(due_ms - 1)) : "";
}

static enum err render(const struct paper_work *work, enum lang lang, struct buf *out, struct fault *why)
{
	const struct edition *edition = work->facts.edition;
	const struct outline_paper paper = {
		.texts = work->office->texts,
		.edition = edition,
		.lang = lang,
		.closes = last_day(work, lang),
		.now_ms = work->facts.now_ms,
		.rehearsal = work->office->rehearsal,
	};
	struct outline_paper_case of = {
		.company = work->facts.row.company_name,
		.receipt = receipt_format(work->arena, &work->facts.row),
	};
	struct value *answers = NULL;
	enum err err = *work->sheet ? json_decode(work->arena, str_from(work->sheet), &answers, why) : ERR_OK;

	of.answers = answers;
	return err ? err : page_pdf_render(outline_paper_questionnaire(work->arena, &paper, &of), out, why);
}

enum err questionnaire_paper_pdf(const struct office *office, struct arena *arena, const struct actor *actor,
				 enum lang lang, int64_t case_id, struct buf *out, const char **ret_name,
				 struct fault *why)
{
	struct paper_work work = {.office = office, .arena = arena, .actor = actor, .case_id = case_id, .sheet = ""};
	enum err err = db_read(office->db, load, &work, why);

	if (!err)
		err = render(&work, lang, out, why);
	if (!err)
		*ret_name = arena_printf(arena, "%s-pre-interview.pdf", receipt_format(arena, &work.facts.row));
	return err;
}
