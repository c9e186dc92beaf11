/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pre-interview of a case as a PDF: to fill in with a pen until it is answered, afterwards the answers with what
 * they come to. What comes in on paper, the secretariat types into the same pages (questionnaire_draft.h).
 */
#ifndef TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_PAPER_H
#define TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_PAPER_H

#include "people/actor.h"
#include "usecases/office.h"

#define QUESTIONNAIRE_PAPER_MAX ((size_t)8 * 1024 * 1024)

/* For who may see the case. Appends the PDF; its name goes into the arena. ERR_DENIED, ERR_NOT_FOUND, errors of
 * page_pdf_render. */
MUST_USE enum err questionnaire_paper_pdf(const struct office *office, struct arena *arena, const struct actor *actor,
					  enum lang lang, int64_t case_id, struct buf *out, const char **ret_name,
					  struct fault *why);

#endif
