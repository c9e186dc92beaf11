/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The application of a call on paper, to print. Anybody may have it; what comes in on paper, the secretariat types into
 * the same pages (apply.h, entered_by).
 */
#ifndef TENKEN_USECASES_APPLICATION_PAPER_FORM_H
#define TENKEN_USECASES_APPLICATION_PAPER_FORM_H

#include "usecases/call.h"

#define PAPER_FORM_PDF_MAX ((size_t)8 * 1024 * 1024)

/* Appends the PDF; its name goes into the arena. Errors as of page_pdf_render. */
MUST_USE enum err paper_form_pdf(const struct office *office, struct arena *arena, enum lang lang,
				 const struct call *call, struct buf *out, const char **ret_name, struct fault *why);

#endif
