/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/x11.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(x11_dialogue)
