/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every service that is spoken with, a row each: a new one is a file that holds its dialogue, and its row here.
 */
#ifndef TENKEN_DIAGNOSIS_SERVICE_DIALOGUE_TABLE_H
#define TENKEN_DIAGNOSIS_SERVICE_DIALOGUE_TABLE_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue *const dialogue_table[];     /* ended by NULL ... */
extern const struct dialogue *const dialogue_table_udp[]; /* ... as is this one, of UDP, where all are asked first */

/* The first one that lives at the port by custom, or has the name; NULL: none. */
const struct dialogue *dialogue_table_at(uint16_t port);
const struct dialogue *dialogue_table_udp_at(uint16_t port);
const struct dialogue *dialogue_table_named(const char *service);

#endif
