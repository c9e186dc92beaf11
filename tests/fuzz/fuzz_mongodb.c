/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mongodb.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(mongodb_dialogue)
