/* SPDX-License-Identifier: Apache-2.0 */
/*
 * LDAP (RFC 4511): the root DSE, which is there for strangers (RFC 4512, 5.1), then whether the first naming context
 * shows itself to them too.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_LDAP_H
#define TENKEN_DIAGNOSIS_DATA_LDAP_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue ldap_dialogue;

#endif
