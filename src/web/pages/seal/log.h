/* SPDX-License-Identifier: Apache-2.0 */
/* /log/...: what a witness asks (docs/log-format.md), and the proof that a company can take away. */
#ifndef TENKEN_WEB_PAGES_SEAL_LOG_H
#define TENKEN_WEB_PAGES_SEAL_LOG_H

#include "web/route.h"

void page_log_head(const struct request *request, struct reply *reply);
void page_log_consistency(const struct request *request, struct reply *reply);
void page_log_cosignature_post(const struct request *request, struct reply *reply);
void page_my_proof(const struct request *request, struct reply *reply);

#endif
