/* SPDX-License-Identifier: Apache-2.0 */
/* "I received this": the page that a mail links to, with its one button. */
#ifndef TENKEN_WEB_PAGES_ACCOUNT_RECEIVED_H
#define TENKEN_WEB_PAGES_ACCOUNT_RECEIVED_H

#include "web/route.h"

void page_received(const struct request *request, struct reply *reply);
void page_received_post(const struct request *request, struct reply *reply);

#endif
