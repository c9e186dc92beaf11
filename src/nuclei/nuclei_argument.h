/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What functions and operators share: the arguments they are given, and room for what they make.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_ARGUMENT_H
#define TENKEN_NUCLEI_NUCLEI_ARGUMENT_H

#include "nuclei/nuclei_expression.h"

/* Room for bytes that a function makes, or NULL when the run has used up its work. */
char *nuclei_argument_room(struct nuclei_scope *scope, size_t size);

/* The text of an argument that was recorded whole; numbers and booleans as Go prints them. */
bool nuclei_argument_whole(struct nuclei_scope *scope, struct nuclei_value argument, struct str *ret_text);

#endif
