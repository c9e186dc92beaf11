/* SPDX-License-Identifier: Apache-2.0 */
/* The answers that the office asked a company to look at again, and nothing else of its application. */
#ifndef TENKEN_WEB_PAGES_MY_MY_CORRECTION_H
#define TENKEN_WEB_PAGES_MY_MY_CORRECTION_H

#include "web/route.h"

void page_my_correction(const struct request *request, struct reply *reply);
void page_my_correction_post(const struct request *request, struct reply *reply);

#endif
