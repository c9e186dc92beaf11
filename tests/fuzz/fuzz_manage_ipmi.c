/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/manage.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(manage_ipmi_dialogue)
