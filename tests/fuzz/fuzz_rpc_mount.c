/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/rpc.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(rpc_mount_dialogue)
