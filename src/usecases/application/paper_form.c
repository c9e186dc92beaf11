/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/paper_form.h"

#include "calendar/day.h"
#include "report/outline_paper.h"
#include "report/pdf/page_pdf.h"
#include "usecases/edition_shelf.h"

static enum err draw(const struct edition *edition, enum lang lang, const void *context, struct buf *out,
		     struct fault *why)
{
	const struct office *office = context;
	ARENA_SCOPED arena = {0};
	const struct outline_paper paper = {
		.texts = office->texts,
		.edition = edition,
		.lang = lang,
		.closes = day_format_date(&arena, lang, day_of_ms(edition->closes_ms - 1)),
		.now_ms = clock_now_ms(&office->clock),
		.rehearsal = office->rehearsal,
	};

	return page_pdf_render(outline_paper_build(&arena, &paper), out, why);
}

enum err paper_form_pdf(const struct office *office, struct arena *arena, enum lang lang, const struct call *call,
			struct str *ret_pdf, const char **ret_name, struct fault *why)
{
	*ret_name = arena_printf(arena, "%s-application.pdf", call->edition->id);
	return edition_shelf_paper(office->editions, call->edition, lang, draw, office, ret_pdf, why);
}
