/* SPDX-License-Identifier: Apache-2.0 */
/* The company's own pages: where its case stands and what to do next. */
#ifndef TENKEN_WEB_PAGES_MY_MY_H
#define TENKEN_WEB_PAGES_MY_MY_H

#include "usecases/case_deed.h"
#include "web/route.h"

/* Where the case stands; without a session, how to get a link to it (my_link.h). */
void page_my(const struct request *request, struct reply *reply);
/* What it answered in the pre-interview, its scores, and what to do first; before it has, /my. */
void page_my_answers(const struct request *request, struct reply *reply);
void page_my_authorisation(const struct request *request, struct reply *reply);
void page_my_authorisation_post(const struct request *request, struct reply *reply);
void page_my_revoke_post(const struct request *request, struct reply *reply);
void page_my_end_purpose_post(const struct request *request, struct reply *reply);
void page_my_withdraw(const struct request *request, struct reply *reply);
void page_my_withdraw_post(const struct request *request, struct reply *reply);
/* Whose session ended with the withdrawal reads what became of it; it says nothing of any case. */
void page_my_withdrawn(const struct request *request, struct reply *reply);
/* Answers a form that was sent again after this deed, which ended the session. */
void my_left_already(const struct request *request, struct reply *reply, const struct case_deed *deed);
void page_my_report(const struct request *request, struct reply *reply);
void page_my_report_pdf(const struct request *request, struct reply *reply);

#endif
