/* SPDX-License-Identifier: Apache-2.0 */
/* Joining the staff: the page that the mail of an invitation links to. */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_JOIN_H
#define TENKEN_WEB_PAGES_ACCOUNT_JOIN_H

#include "web/route.h"

void page_join(const struct request *request, struct reply *reply);
void page_join_post(const struct request *request, struct reply *reply);

#endif
