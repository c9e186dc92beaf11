/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pre-interview, page by page: for the company that answers, at /my/questionnaire, and for the secretariat that
 * types what a company told it, at /desk/cases/RECEIPT/questionnaire. The same pages; who acts is known by the role.
 */
#ifndef TENKEN_WEB_PAGES_APPLICATION_QUESTIONNAIRE_H
#define TENKEN_WEB_PAGES_APPLICATION_QUESTIONNAIRE_H

#include "web/route.h"

/* Where it stands, and from where to go on. */
void page_questionnaire(const struct request *request, struct reply *reply);
/* One page, which is kept when it is sent. */
void page_questionnaire_page(const struct request *request, struct reply *reply);
void page_questionnaire_page_post(const struct request *request, struct reply *reply);
/* All answers to check; sending them confirms participation. */
void page_questionnaire_check(const struct request *request, struct reply *reply);
void page_questionnaire_check_post(const struct request *request, struct reply *reply);
/* As a PDF: to fill in with a pen, or what was answered. For the company, the secretariat and the expert. */
void page_questionnaire_pdf(const struct request *request, struct reply *reply);

#endif
