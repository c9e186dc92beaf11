/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memcached's text protocol (protocol.txt of its source): "version".
 */
#ifndef TENKEN_DIAGNOSIS_DATA_MEMCACHED_H
#define TENKEN_DIAGNOSIS_DATA_MEMCACHED_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue memcached_dialogue;

#endif
