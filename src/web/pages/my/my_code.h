/* SPDX-License-Identifier: Apache-2.0 */
/* The code of a mail, with which a company confirms what it has filled in as its authorisation. */
#ifndef TENKEN_WEB_PAGES_MY_MY_CODE_H
#define TENKEN_WEB_PAGES_MY_MY_CODE_H

#include "web/route.h"

void page_my_code(const struct request *request, struct reply *reply);
void page_my_code_post(const struct request *request, struct reply *reply);
void page_my_code_again_post(const struct request *request, struct reply *reply);

#endif
