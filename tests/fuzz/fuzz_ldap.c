/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/ldap.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(ldap_dialogue)
