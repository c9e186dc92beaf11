/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Microsoft SQL Server: PRELOGIN ([MS-TDS] 2.2.6.5), which it answers with version and encryption before any sign-in.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_MSSQL_H
#define TENKEN_DIAGNOSIS_DATA_MSSQL_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue mssql_dialogue;

#endif
