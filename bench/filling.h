/* SPDX-License-Identifier: Apache-2.0 */
/* A store of many cases, each with what its deeds write: answers, eight consents, a mail, history, entries of the log.
 */
#ifndef TENKEN_BENCH_FILLING_H
#define TENKEN_BENCH_FILLING_H

#include "usecases/office.h"

/* Adds cases of the edition tokyo_r7; deeds says how many the case of this number has had: an application, a check, an
 * approval, an answer to the pre-interview, an expert, and a withdrawal. Ends the program when it cannot. */
enum { FILLING_DEEDS_MAX = 5 };
void filling_store(struct office *office, long cases, size_t (*deeds)(long i));

#endif
