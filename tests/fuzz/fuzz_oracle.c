/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/oracle.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(oracle_dialogue)
