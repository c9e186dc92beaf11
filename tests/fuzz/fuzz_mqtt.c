/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mqtt.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(mqtt_dialogue)
