/* SPDX-License-Identifier: Apache-2.0 */
/* The expert's desk: what is read before a visit, notes of it, and the advice plan, which the company reads later. */
#ifndef TENKEN_WEB_PAGES_ADVICE_ADVICE_H
#define TENKEN_WEB_PAGES_ADVICE_ADVICE_H

#include "web/route.h"

void page_preparation(const struct request *request, struct reply *reply);
void page_preparation_note_post(const struct request *request, struct reply *reply);

void page_advice(const struct request *request, struct reply *reply);
void page_advice_make_post(const struct request *request, struct reply *reply);
void page_advice_save_post(const struct request *request, struct reply *reply);
void page_advice_release_post(const struct request *request, struct reply *reply);

void page_my_advice(const struct request *request, struct reply *reply);

#endif
