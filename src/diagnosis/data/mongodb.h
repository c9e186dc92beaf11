/* SPDX-License-Identifier: Apache-2.0 */
/*
 * MongoDB (OP_MSG of its wire protocol): buildInfo, which everybody is told, and listDatabases with names alone, which
 * is refused to strangers where sign-in is demanded.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_MONGODB_H
#define TENKEN_DIAGNOSIS_DATA_MONGODB_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue mongodb_dialogue;

#endif
