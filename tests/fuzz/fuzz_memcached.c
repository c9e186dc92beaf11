/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/memcached.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(memcached_dialogue)
