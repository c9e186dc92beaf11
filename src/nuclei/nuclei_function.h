/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The functions of expressions: the 40 that real templates call most (docs/nuclei.md lists the ranking) without those
 * that send something, wait, or draw lots, and the siblings of those 40. Semantics after
 * github.com/projectdiscovery/dsl.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_FUNCTION_H
#define TENKEN_NUCLEI_NUCLEI_FUNCTION_H

#include "nuclei/nuclei_expression.h"

#define NUCLEI_ARGUMENTS_MAX 32

/* None of the arguments is UNKNOWN or ABSENT. A text among them may be recorded in part: a function that needs it
 * whole answers UNKNOWN. */
typedef struct nuclei_value nuclei_call(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count);

struct nuclei_function {
	const char *name;
	unsigned min, max; /* arguments */
	nuclei_call *call;
};

/* NULL when it is not known. */
const struct nuclei_function *nuclei_function_find(struct str name);

/* Bytes from hexadecimal digits, as "encoding: hex" and binary matchers write them; in the arena. */
bool nuclei_function_hex_bytes(struct arena *arena, struct str text, struct str *ret_bytes);

#endif
