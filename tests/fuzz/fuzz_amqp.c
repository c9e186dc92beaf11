/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/amqp.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(amqp_dialogue)
