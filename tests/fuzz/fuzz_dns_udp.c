/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/dns.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(dns_udp_dialogue)
