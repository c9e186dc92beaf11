/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Telnet: whether its options, which it says by itself, have START_TLS among them.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_TELNET_H
#define TENKEN_DIAGNOSIS_REMOTE_TELNET_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue telnet_dialogue;

#endif
