/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/discovery.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(discovery_netbios_dialogue)
