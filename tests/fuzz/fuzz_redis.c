/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/redis.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(redis_dialogue)
