/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Oracle's listener (TNS): a connect packet with COMMAND=VERSION, which it refuses or answers with its version number.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_ORACLE_H
#define TENKEN_DIAGNOSIS_DATA_ORACLE_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue oracle_dialogue;

#endif
