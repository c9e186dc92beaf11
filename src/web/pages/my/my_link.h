/* SPDX-License-Identifier: Apache-2.0 */
/* A company whose link is lost or too old asks for a new one. The answer says nothing of any case. */
#ifndef TENKEN_WEB_PAGES_MY_MY_LINK_H
#define TENKEN_WEB_PAGES_MY_MY_LINK_H

#include "web/route.h"

void page_my_link(const struct request *request, struct reply *reply);
void page_my_link_post(const struct request *request, struct reply *reply);
void page_my_link_sent(const struct request *request, struct reply *reply);

#endif
