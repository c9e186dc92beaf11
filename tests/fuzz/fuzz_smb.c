/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/smb.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(smb_dialogue)
