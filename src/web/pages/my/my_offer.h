/* SPDX-License-Identifier: Apache-2.0 */
/* The company's answer to a place that is offered to it; the mail's link leads here over /my. */
#ifndef TENKEN_WEB_PAGES_MY_MY_OFFER_H
#define TENKEN_WEB_PAGES_MY_MY_OFFER_H

#include "web/route.h"

void page_my_offer(const struct request *request, struct reply *reply);
void page_my_offer_accept_post(const struct request *request, struct reply *reply);
/* Refusing ends the session, as withdrawing does. */
void page_my_offer_refuse_post(const struct request *request, struct reply *reply);

#endif
