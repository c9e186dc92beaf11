/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/rdp.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(rdp_dialogue)
