/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_answer.h"

enum nuclei_answer nuclei_answer_and(enum nuclei_answer a, enum nuclei_answer b)
{
	if (a == NUCLEI_NO || b == NUCLEI_NO)
		return NUCLEI_NO;
	return a == NUCLEI_YES && b == NUCLEI_YES ? NUCLEI_YES : NUCLEI_CANNOT_TELL;
}

enum nuclei_answer nuclei_answer_or(enum nuclei_answer a, enum nuclei_answer b)
{
	return nuclei_answer_not(nuclei_answer_and(nuclei_answer_not(a), nuclei_answer_not(b)));
}

enum nuclei_answer nuclei_answer_not(enum nuclei_answer a)
{
	if (a == NUCLEI_CANNOT_TELL)
		return a;
	return a == NUCLEI_YES ? NUCLEI_NO : NUCLEI_YES;
}
