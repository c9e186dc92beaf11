/* SPDX-License-Identifier: Apache-2.0 */
/*
 * AMQP 0-9-1: the header of the protocol, which a broker answers with Connection.Start: product, version, ways to sign
 * in.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_AMQP_H
#define TENKEN_DIAGNOSIS_DATA_AMQP_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue amqp_dialogue;

#endif
