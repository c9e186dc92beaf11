/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the text that shows a target to be the company's stands where it should (findings/ownership.h): a talker gets
 * one file of a web server in place of all other questions. No redirect is followed.
 */
#ifndef TENKEN_DIAGNOSIS_OWNERSHIP_ANSWER_H
#define TENKEN_DIAGNOSIS_OWNERSHIP_ANSWER_H

#include "diagnosis/visit.h"
#include "findings/ownership.h"

#define OWNERSHIP_ANSWER_BYTES ((size_t)16 * 1024) /* of what the web server says, its head included */

/* One OWNERSHIP_OBSERVATION. */
void ownership_answer_tell(const struct sink *sink, const struct subject *subject, enum ownership_way way,
			   enum ownership_problem problem);

/* One GET, and what it tells. */
void ownership_answer_get(const struct visit *visit, uint16_t port, const char *token);

#endif
