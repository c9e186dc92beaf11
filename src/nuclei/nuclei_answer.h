/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Yes, no, or cannot be told: what nobody looked at is neither.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_ANSWER_H
#define TENKEN_NUCLEI_NUCLEI_ANSWER_H

/* An answer, and what a template says as a whole. */
enum nuclei_answer { NUCLEI_NO, NUCLEI_YES, NUCLEI_CANNOT_TELL };

/* Three-valued "and", "or", "not" (Kleene). */
enum nuclei_answer nuclei_answer_and(enum nuclei_answer a, enum nuclei_answer b);

enum nuclei_answer nuclei_answer_or(enum nuclei_answer a, enum nuclei_answer b);

enum nuclei_answer nuclei_answer_not(enum nuclei_answer a);

#endif
