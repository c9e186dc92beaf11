/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rsync daemon: the list of its modules, then of the first ones whether they ask for a password; "required" only
 * when there are no more than these, and all do.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_RSYNC_H
#define TENKEN_DIAGNOSIS_DATA_RSYNC_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue rsync_dialogue;

#endif
