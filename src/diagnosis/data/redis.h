/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Redis, in its own protocol (RESP): PING tells whether it serves strangers, INFO its version. Words of another
 * protocol would leave "Possible SECURITY ATTACK detected" in its log.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_REDIS_H
#define TENKEN_DIAGNOSIS_DATA_REDIS_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue redis_dialogue;

#endif
