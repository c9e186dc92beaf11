/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "nuclei/nuclei_argument.h"
#include "nuclei/nuclei_expression_priv.h"

static struct nuclei_value run(const struct nuclei_expression *expression, struct nuclei_scope *scope);

static bool has_no_value(struct nuclei_value value)
{
	return value.kind == NUCLEI_UNKNOWN || value.kind == NUCLEI_ABSENT;
}

static bool may_be_absent(struct nuclei_value value)
{
	return value.kind == NUCLEI_ABSENT || (value.kind == NUCLEI_UNKNOWN && value.may_fail);
}

static struct nuclei_value unknown_or_absent(void)
{
	struct nuclei_value value = nuclei_value_unknown();

	value.may_fail = true;
	return value;
}

/* What an operator gives when an operand has no value: UNKNOWN is stronger, since the ABSENT one may not matter. */
static struct nuclei_value no_value(struct nuclei_value a, struct nuclei_value b)
{
	if (a.kind != NUCLEI_UNKNOWN && b.kind != NUCLEI_UNKNOWN)
		return nuclei_value_absent();
	return may_be_absent(a) || may_be_absent(b) ? unknown_or_absent() : nuclei_value_unknown();
}

/* Another kind is another value. A text that was recorded in part differs when it cannot begin the other. */
static enum nuclei_answer equal(struct nuclei_value a, struct nuclei_value b)
{
	if (a.kind != b.kind)
		return NUCLEI_NO;
	if (a.kind == NUCLEI_NUMBER)
		return a.number == b.number ? NUCLEI_YES : NUCLEI_NO;
	if (a.kind == NUCLEI_BOOL)
		return a.boolean == b.boolean ? NUCLEI_YES : NUCLEI_NO;
	if (a.kind != NUCLEI_TEXT)
		return NUCLEI_CANNOT_TELL;
	if (a.extent == NUCLEI_WHOLE && b.extent == NUCLEI_WHOLE)
		return str_eq(a.text, b.text) ? NUCLEI_YES : NUCLEI_NO;
	if (a.extent == NUCLEI_WHOLE && a.text.n < b.text.n)
		return NUCLEI_NO;
	if (b.extent == NUCLEI_WHOLE && b.text.n < a.text.n)
		return NUCLEI_NO;
	return NUCLEI_CANNOT_TELL;
}

static int order_texts(struct str a, struct str b)
{
	const size_t common = a.n < b.n ? a.n : b.n;
	const int order = common ? memcmp(a.p, b.p, common) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static struct nuclei_value order(enum nuclei_op op, struct nuclei_value a, struct nuclei_value b)
{
	int sign;

	if (a.kind == NUCLEI_NUMBER && b.kind == NUCLEI_NUMBER)
		sign = (a.number > b.number) - (a.number < b.number);
	else if (a.kind == NUCLEI_TEXT && b.kind == NUCLEI_TEXT && a.extent == NUCLEI_WHOLE && b.extent == NUCLEI_WHOLE)
		sign = order_texts(a.text, b.text);
	else
		return nuclei_value_unknown();
	switch (op) {
	case OP_LESS: return nuclei_value_bool(sign < 0);
	case OP_LESS_EQUAL: return nuclei_value_bool(sign <= 0);
	case OP_MORE: return nuclei_value_bool(sign > 0);
	default: return nuclei_value_bool(sign >= 0);
	}
}

static struct nuclei_value calculate(enum nuclei_op op, double a, double b)
{
	switch (op) {
	case OP_ADD: return nuclei_value_number(a + b);
	case OP_SUBTRACT: return nuclei_value_number(a - b);
	case OP_MULTIPLY: return nuclei_value_number(a * b);
	case OP_DIVIDE: return b != 0 ? nuclei_value_number(a / b) : nuclei_value_unknown();
	default: return b != 0 ? nuclei_value_number(fmod(a, b)) : nuclei_value_unknown();
	}
}

/* '+' also joins texts, and a text with a number. */
static struct nuclei_value join(struct nuclei_scope *scope, struct nuclei_value a, struct nuclei_value b)
{
	struct str left, right;
	char *bytes;

	if (!nuclei_argument_whole(scope, a, &left) || !nuclei_argument_whole(scope, b, &right))
		return nuclei_value_unknown();
	bytes = nuclei_argument_room(scope, left.n + right.n);
	if (!bytes)
		return nuclei_value_unknown();
	if (left.n)
		memcpy(bytes, left.p, left.n);
	if (right.n)
		memcpy(bytes + left.n, right.p, right.n);
	return nuclei_value_text(str_of(bytes, left.n + right.n));
}

static struct nuclei_value arithmetic(enum nuclei_op op, struct nuclei_scope *scope, struct nuclei_value a,
				      struct nuclei_value b)
{
	if (a.kind == NUCLEI_NUMBER && b.kind == NUCLEI_NUMBER)
		return calculate(op, a.number, b.number);
	if (op == OP_ADD && (a.kind == NUCLEI_TEXT || b.kind == NUCLEI_TEXT))
		return join(scope, a, b);
	return nuclei_value_unknown();
}

static enum nuclei_answer is_in(struct nuclei_value item, struct nuclei_value list)
{
	enum nuclei_answer answer = NUCLEI_NO;

	if (list.kind != NUCLEI_LIST)
		return NUCLEI_CANNOT_TELL;
	for (size_t i = 0; i < list.count; i++)
		answer = nuclei_answer_or(answer, equal(item, list.items[i]));
	return answer;
}

/* text =~ pattern is what the function regex(pattern, text) asks. */
static struct nuclei_value matches(struct nuclei_scope *scope, struct nuclei_value text, struct nuclei_value pattern)
{
	return nuclei_function_find(STR("regex"))->call(scope, (struct nuclei_value[]){pattern, text}, 2);
}

static struct nuclei_value run_binary(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	struct nuclei_value a = run(expression->parts[0], scope), b = run(expression->parts[1], scope);

	if (has_no_value(a) || has_no_value(b))
		return no_value(a, b);
	switch (expression->op) {
	case OP_EQUAL: return nuclei_value_answer(equal(a, b));
	case OP_DIFFERENT: return nuclei_value_answer(nuclei_answer_not(equal(a, b)));
	case OP_MATCHES: return matches(scope, a, b);
	case OP_MATCHES_NOT: return nuclei_value_answer(nuclei_answer_not(nuclei_value_is_true(matches(scope, a, b))));
	case OP_IN: return nuclei_value_answer(is_in(a, b));
	case OP_LESS:
	case OP_LESS_EQUAL:
	case OP_MORE:
	case OP_MORE_EQUAL: return order(expression->op, a, b);
	default: return arithmetic(expression->op, scope, a, b);
	}
}

/* "&&" and "||": the second operand is not run where the first decides, as in Go; where the first cannot be told, the
 * second may still decide. A missing first operand fails the whole, a missing second one only where it is run; where
 * that cannot be told, nothing behind it decides. */
static struct nuclei_value run_logical(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	struct nuclei_value a = run(expression->parts[0], scope), b;
	const enum nuclei_answer deciding = expression->op == OP_AND ? NUCLEI_NO : NUCLEI_YES;
	const enum nuclei_answer first = nuclei_value_is_true(a);

	if (may_be_absent(a) || first == deciding)
		return a;
	b = run(expression->parts[1], scope);
	if (may_be_absent(b))
		return first == NUCLEI_CANNOT_TELL ? unknown_or_absent() : b;
	return nuclei_value_answer(expression->op == OP_AND ? nuclei_answer_and(first, nuclei_value_is_true(b))
							    : nuclei_answer_or(first, nuclei_value_is_true(b)));
}

static struct nuclei_value run_unary(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	struct nuclei_value value = run(expression->parts[0], scope);

	if (has_no_value(value))
		return value;
	if (expression->op == OP_MINUS)
		return value.kind == NUCLEI_NUMBER ? nuclei_value_number(-value.number) : nuclei_value_unknown();
	return nuclei_value_answer(nuclei_answer_not(nuclei_value_is_true(value)));
}

static struct nuclei_value run_list(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	struct nuclei_value list = {.kind = NUCLEI_LIST};

	list.items = arena_array(scope->arena, expression->count, sizeof(*list.items));
	for (; list.count < expression->count; list.count++)
		list.items[list.count] = run(expression->parts[list.count], scope);
	return list;
}

static struct nuclei_value run_call(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	struct nuclei_value arguments[NUCLEI_ARGUMENTS_MAX];
	struct nuclei_value missing = nuclei_value_bool(true);

	for (size_t i = 0; i < expression->count; i++) {
		arguments[i] = run(expression->parts[i], scope);
		if (arguments[i].kind == NUCLEI_TEXT)
			scope->work += arguments[i].text.n;
		if (has_no_value(arguments[i]))
			missing = missing.kind == NUCLEI_BOOL ? arguments[i] : no_value(missing, arguments[i]);
	}
	if (has_no_value(missing))
		return missing;
	if (scope->work > NUCLEI_EXPRESSION_WORK)
		return nuclei_value_unknown();
	return expression->function->call(scope, arguments, expression->count);
}

static struct nuclei_value run(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	if (scope->work > NUCLEI_EXPRESSION_WORK)
		return nuclei_value_unknown();
	switch (expression->op) {
	case OP_VALUE: return expression->value;
	case OP_NAME: return scope->lookup(scope->context, expression->name);
	case OP_CALL: return run_call(expression, scope);
	case OP_LIST: return run_list(expression, scope);
	case OP_NOT:
	case OP_MINUS: return run_unary(expression, scope);
	case OP_OR:
	case OP_AND: return run_logical(expression, scope);
	default: return run_binary(expression, scope);
	}
}

struct nuclei_value nuclei_expression_run(const struct nuclei_expression *expression, struct nuclei_scope *scope)
{
	return run(expression, scope);
}
