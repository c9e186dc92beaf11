/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PostgreSQL (its manual, 55.7): SSLRequest tells whether it offers TLS; a startup as a role that does not exist tells
 * how it would have that role sign in, and opens no session even where it asks for nothing.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_POSTGRESQL_H
#define TENKEN_DIAGNOSIS_DATA_POSTGRESQL_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue postgresql_dialogue;

#endif
