/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SMB: which dialects it agrees to when each is offered alone, and whether messages have to be signed ([MS-SMB2] 2.2.3,
 * [MS-CIFS] 2.2.4.52). No session is set up.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_SMB_H
#define TENKEN_DIAGNOSIS_REMOTE_SMB_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue smb_dialogue;

#endif
