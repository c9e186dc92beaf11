/* SPDX-License-Identifier: Apache-2.0 */
/*
 * MQTT 3.1.1 (OASIS): CONNECT without a name or password, and the broker's version from the topic where brokers keep
 * it.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_MQTT_H
#define TENKEN_DIAGNOSIS_DATA_MQTT_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue mqtt_dialogue;

#endif
