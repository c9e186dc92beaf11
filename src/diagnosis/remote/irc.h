/* SPDX-License-Identifier: Apache-2.0 */
/*
 * IRC (RFC 2812): a sign-in of a guest under a name that nobody has, which the server greets with its version, then
 * QUIT. No channel is entered.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_IRC_H
#define TENKEN_DIAGNOSIS_REMOTE_IRC_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue irc_dialogue;

#endif
