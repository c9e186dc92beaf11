/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services over UDP that strangers have used to flood others: what comes back to one small question is measured. NTP's
 * monlist (CVE-2013-5211), chargen and quote of the day (RFC 864, 865), Memcached, the portmapper.
 */
#ifndef TENKEN_DIAGNOSIS_DATAGRAM_AMPLIFY_H
#define TENKEN_DIAGNOSIS_DATAGRAM_AMPLIFY_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue amplify_ntp_dialogue, amplify_chargen_dialogue, amplify_qotd_dialogue,
	amplify_memcached_dialogue, amplify_portmapper_dialogue;

#endif
