/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/datagram/amplify.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(amplify_memcached_dialogue)
