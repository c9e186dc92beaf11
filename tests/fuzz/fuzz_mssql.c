/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mssql.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(mssql_dialogue)
