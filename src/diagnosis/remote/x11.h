/* SPDX-License-Identifier: Apache-2.0 */
/*
 * X11: the connection setup without an authority (X Window System Protocol, 8), which a display that serves everybody
 * accepts.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_X11_H
#define TENKEN_DIAGNOSIS_REMOTE_X11_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue x11_dialogue;

#endif
