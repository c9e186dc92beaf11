/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks of the secretariat: the list, and one with what came of it. */
#ifndef TENKEN_WEB_PAGES_DESK_TASK_H
#define TENKEN_WEB_PAGES_DESK_TASK_H

#include "web/route.h"

void page_desk_tasks(const struct request *request, struct reply *reply);
void page_desk_task(const struct request *request, struct reply *reply);
void page_desk_task_post(const struct request *request, struct reply *reply);

#endif
