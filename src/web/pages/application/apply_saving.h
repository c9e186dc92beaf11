/* SPDX-License-Identifier: Apache-2.0 */
/* An application that is saved half-way: its link by mail, and the page that the link opens. */
#ifndef TENKEN_WEB_PAGES_APPLICATION_APPLY_SAVING_H
#define TENKEN_WEB_PAGES_APPLICATION_APPLY_SAVING_H

#include "web/reply.h"

void page_apply_save(const struct request *request, struct reply *reply);
void page_apply_save_post(const struct request *request, struct reply *reply);
void page_apply_saved(const struct request *request, struct reply *reply);
void page_apply_resume(const struct request *request, struct reply *reply);
void page_apply_resume_post(const struct request *request, struct reply *reply);

#endif
