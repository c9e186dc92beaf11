/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/irc.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(irc_dialogue)
