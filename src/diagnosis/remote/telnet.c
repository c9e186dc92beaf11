/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/telnet.h"

#include "diagnosis/dialogue/capability.h"

static void go_on(const struct dialogue_turn *turn)
{
	capability_tell(turn->visit, turn->port, "telnet", turn->heard);
}

const struct dialogue telnet_dialogue = {
	.service = "telnet",
	.manner = DIALOGUE_GREETS,
	.ports = {23, 2323},
	.go_on = go_on,
};
