/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The application of a call on paper, to print. Anybody may have it; what comes in on paper, the secretariat types into
 * the same pages (apply.h, entered_by).
 */
#ifndef TENKEN_USECASES_APPLICATION_PAPER_FORM_H
#define TENKEN_USECASES_APPLICATION_PAPER_FORM_H

#include "usecases/call.h"

/* The PDF, drawn once for all who ask (edition_shelf_paper); its name goes into the arena. Errors as of
 * page_pdf_render. */
MUST_USE enum err paper_form_pdf(const struct office *office, struct arena *arena, enum lang lang,
				 const struct call *call, struct str *ret_pdf, const char **ret_name,
				 struct fault *why);

#endif
