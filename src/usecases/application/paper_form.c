/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/paper_form.h"

#include "calendar/day.h"
#include "report/outline_paper.h"
#include "report/pdf/page_pdf.h"

enum err paper_form_pdf(const struct office *office, struct arena *arena, enum lang lang, const struct call *call,
			struct buf *out, const char **ret_name, struct fault *why)
{
	const struct outline_paper paper = {
		.texts = office->texts,
		.edition = call->edition,
		.lang = lang,
		.closes = day_format_date(arena, lang, day_of_ms(call->edition->closes_ms - 1)),
		.now_ms = clock_now_ms(&office->clock),
		.rehearsal = office->rehearsal,
	};

	*ret_name = arena_printf(arena, "%s-application.pdf", call->edition->id);
	return page_pdf_render(outline_paper_build(arena, &paper), out, why);
}
