/* SPDX-License-Identifier: Apache-2.0 */
/* The page of the diagnosis company: which diagnoses wait, run and are over. */
#ifndef TENKEN_WEB_PAGES_DESK_RUNS_H
#define TENKEN_WEB_PAGES_DESK_RUNS_H

#include "web/route.h"

void page_diagnosis(const struct request *request, struct reply *reply);

/* Takes a report of another tool for the newest diagnosis of a case. */
void page_diagnosis_report_post(const struct request *request, struct reply *reply);

#endif
