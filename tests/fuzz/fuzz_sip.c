/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/sip.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(sip_dialogue)
