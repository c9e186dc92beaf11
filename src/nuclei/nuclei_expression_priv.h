/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of an expression, shared by its parser and its evaluation. */
#ifndef TENKEN_NUCLEI_NUCLEI_EXPRESSION_PRIV_H
#define TENKEN_NUCLEI_NUCLEI_EXPRESSION_PRIV_H

#include "nuclei/nuclei_expression.h"
#include "nuclei/nuclei_function.h"

enum nuclei_op {
	OP_VALUE, /* a text, number or boolean as it stands */
	OP_NAME,
	OP_CALL,
	OP_LIST,
	OP_NOT,
	OP_MINUS,
	OP_OR,
	OP_AND,
	OP_EQUAL,
	OP_DIFFERENT,
	OP_LESS,
	OP_LESS_EQUAL,
	OP_MORE,
	OP_MORE_EQUAL,
	OP_MATCHES,
	OP_MATCHES_NOT,
	OP_IN,
	OP_ADD,
	OP_SUBTRACT,
	OP_MULTIPLY,
	OP_DIVIDE,
	OP_REMAINDER,
};

struct nuclei_expression {
	enum nuclei_op op;
	struct nuclei_value value; /* of OP_VALUE */
	const char *name;          /* of OP_NAME */
	const struct nuclei_function *function;
	const struct nuclei_expression **parts; /* operands, arguments, items */
	size_t count;
	struct str text; /* of the outermost one: all as it was written */
};

#endif
