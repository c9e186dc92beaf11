/* SPDX-License-Identifier: Apache-2.0 */
/* The diagnosis report as a page and as a PDF, for everybody who may read it; the use case says who. */
#ifndef TENKEN_WEB_PAGES_DIAGNOSIS_REPORT_H
#define TENKEN_WEB_PAGES_DIAGNOSIS_REPORT_H

#include "web/route.h"

void report_show(const struct request *request, struct reply *reply, int64_t case_id, const char *pdf_path,
		 const char *back_path);
void report_send_pdf(const struct request *request, struct reply *reply, int64_t number);

/* "/desk/cases/:number/report" and "/expert/:number/report", each with ".pdf". */
void page_desk_report(const struct request *request, struct reply *reply);
void page_expert_report(const struct request *request, struct reply *reply);
void page_desk_letters_post(const struct request *request, struct reply *reply); /* of the chosen cases */
void page_staff_report_pdf(const struct request *request, struct reply *reply);

#endif
