/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The secretariat asks a company to look at some answers of its application again, and says why. The company gets a
 * mail with its link and a last day; its place and its rank stay as they are. What it then does: correction.h. Who has
 * not corrected anything by the last day is rung, and again as long as nothing comes: a clock takes no place.
 */
#ifndef TENKEN_USECASES_SCREENING_SEND_BACK_H
#define TENKEN_USECASES_SCREENING_SEND_BACK_H

#include "jobs/worker.h"
#include "usecases/case_deed.h"

/* The secretariat, with a reason that is mailed. input.document: of send_back_document. Who checked the application
 * before has not checked what comes. */
extern const struct case_deed send_back_deed;

/* Whether this answer can be asked for again. The course and the mail address are changed in ways of their own
 * (change_course.h, correct_mail.h), and what was agreed to is a consent of its day. */
bool send_back_may_ask(const struct edition *edition, const struct question *question);

/* {"questions": [...]} of those ids that can be asked for again, in the order of the form; "" when there is none. ids:
 * a text, or a list of texts. In the arena. */
const char *send_back_document(struct arena *arena, const struct edition *edition, const struct value *ids);

/* The ids that the detail of a sent_back event holds; empty where it was erased. */
const struct value *send_back_questions(struct arena *arena, const char *detail);

/* When the next call for a correction is put on the list; 0 while one stands there, and where none is waited for. */
MUST_USE enum err send_back_next_call(struct tx *tx, struct arena *arena, const struct case_facts *facts,
				      int64_t *ret_at_ms, struct fault *why);

/* The job of main/job_table.c; its subject is the case. */
#define SEND_BACK_JOB          "correction_due"
#define SEND_BACK_LEASE_S      60
#define SEND_BACK_ATTEMPTS_MAX 12
MUST_USE enum err send_back_run(void *office, const struct job *job, struct fault *why);

#endif
