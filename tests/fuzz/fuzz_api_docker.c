/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/web/api.h"
#include "dialogue_target.h"

DIALOGUE_TARGET(api_docker_dialogue)
