/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/vpn.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(vpn_ike_dialogue)
