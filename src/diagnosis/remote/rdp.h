/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Remote Desktop: which security protocols it goes on with when each is asked for alone ([MS-RDPBCGR] 2.2.1). Nothing
 * is begun behind that.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_RDP_H
#define TENKEN_DIAGNOSIS_REMOTE_RDP_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue rdp_dialogue;

#endif
