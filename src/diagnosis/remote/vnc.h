/* SPDX-License-Identifier: Apache-2.0 */
/*
 * VNC (RFC 6143, 7.1): the security types that it offers; "None" serves everybody. None is chosen.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_VNC_H
#define TENKEN_DIAGNOSIS_REMOTE_VNC_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue vnc_dialogue;

#endif
