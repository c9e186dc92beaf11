/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Android's debug bridge: CNXN, which it answers with its banner, or with AUTH where it wants a key known to it
 * (protocol.txt of its source).
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_ADB_H
#define TENKEN_DIAGNOSIS_REMOTE_ADB_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue adb_dialogue;

#endif
