/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A worker's tick that notices new knowledge.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_REJUDGE_WATCH_H
#define TENKEN_USECASES_DIAGNOSIS_REJUDGE_WATCH_H

#include "usecases/office.h"

#define REJUDGE_WATCH_TICK_MS 10000

/* Queues the job of rejudge.h when a file of the knowledge is another one than at the last tick, and at the first,
 * since the program itself may have come with other knowledge. Costs two calls of stat when nothing changed. */
#define KNOWLEDGE_STAMP_SIZE 256
struct rejudge_watch {
	const struct office *office;
	char stamp[KNOWLEDGE_STAMP_SIZE]; /* "" before the first tick */
};
void rejudge_watch_tick(void *watch);

#endif
