/* SPDX-License-Identifier: Apache-2.0 */
/*
 * MySQL and MariaDB greet with version and capabilities (Protocol::HandshakeV10 of MySQL's source): whether TLS is
 * offered. Nothing is said to them.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_MYSQL_H
#define TENKEN_DIAGNOSIS_DATA_MYSQL_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue mysql_dialogue;

#endif
