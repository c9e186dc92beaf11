/* SPDX-License-Identifier: Apache-2.0 */
/* The questions about doors that nobody can see closed from outside, for the company and for who was told by telephone.
 */
#ifndef TENKEN_WEB_PAGES_DIAGNOSIS_DOORS_H
#define TENKEN_WEB_PAGES_DIAGNOSIS_DOORS_H

#include "web/reply.h"

void page_my_doors(const struct request *request, struct reply *reply);
void page_my_doors_post(const struct request *request, struct reply *reply);
void page_desk_doors(const struct request *request, struct reply *reply);
void page_desk_doors_post(const struct request *request, struct reply *reply);

#endif
