/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/adb.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(adb_dialogue)
