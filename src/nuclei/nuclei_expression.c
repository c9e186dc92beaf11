/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_expression.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "nuclei/nuclei_expression_priv.h"

/* Binding powers; a unary operator binds tightest. */
enum { BIND_NONE, BIND_OR, BIND_AND, BIND_COMPARE, BIND_ADD, BIND_MULTIPLY, BIND_UNARY };

struct parsing {
	struct arena *arena;
	struct str text;
	size_t at;
	size_t parts;
	unsigned depth;
	const char *what; /* of an ERR_UNSUPPORTED */
	struct fault *why;
};

static const struct {
	const char *sign;
	enum nuclei_op op;
	int bind;
} operators[] = {
	/* A longer sign stands before the one that it begins with. */
	{"||", OP_OR, BIND_OR},
	{"&&", OP_AND, BIND_AND},
	{"==", OP_EQUAL, BIND_COMPARE},
	{"!=", OP_DIFFERENT, BIND_COMPARE},
	{"=~", OP_MATCHES, BIND_COMPARE},
	{"!~", OP_MATCHES_NOT, BIND_COMPARE},
	{"<=", OP_LESS_EQUAL, BIND_COMPARE},
	{">=", OP_MORE_EQUAL, BIND_COMPARE},
	{"<", OP_LESS, BIND_COMPARE},
	{">", OP_MORE, BIND_COMPARE},
	{"in", OP_IN, BIND_COMPARE},
	{"IN", OP_IN, BIND_COMPARE},
	{"+", OP_ADD, BIND_ADD},
	{"-", OP_SUBTRACT, BIND_ADD},
	{"*", OP_MULTIPLY, BIND_MULTIPLY},
	{"/", OP_DIVIDE, BIND_MULTIPLY},
	{"%", OP_REMAINDER, BIND_MULTIPLY},
};

static enum err fail(struct parsing *parsing, const char *text)
{
	return fault_set(parsing->why, ERR_INVALID, "expression, offset %zu: %s", parsing->at, text);
}

static enum err fail_unsupported(struct parsing *parsing, const char *kind, struct str what)
{
	parsing->what = str_dup(parsing->arena, what);
	return fault_set(parsing->why, ERR_UNSUPPORTED, "expression, offset %zu: the %s %.60s is not known",
			 parsing->at, kind, parsing->what);
}

static char peek(struct parsing *parsing)
{
	while (parsing->at < parsing->text.n && isspace((unsigned char)parsing->text.p[parsing->at]))
		parsing->at++;
	return parsing->at < parsing->text.n ? parsing->text.p[parsing->at] : '\0';
}

static bool is_name_byte(char c)
{
	return ascii_is_letter_or_digit(c) || c == '_' || c == '.';
}

/* The name or number that stands here, perhaps of no length. */
static struct str word(const struct parsing *parsing)
{
	struct str rest = str_skip(parsing->text, parsing->at);
	size_t length = 0;

	while (length < rest.n && is_name_byte(rest.p[length]))
		length++;
	return str_head(rest, length);
}

static enum err new_part(struct parsing *parsing, enum nuclei_op op, struct nuclei_expression **ret_part)
{
	struct nuclei_expression *part;

	if (++parsing->parts > NUCLEI_EXPRESSION_PARTS)
		return fault_set(parsing->why, ERR_TOO_LARGE, "expression: more than %d parts",
				 NUCLEI_EXPRESSION_PARTS);
	part = arena_alloc(parsing->arena, sizeof(*part));
	part->op = op;
	*ret_part = part;
	return ERR_OK;
}

static enum err parse_binary(struct parsing *parsing, int bind, const struct nuclei_expression **ret_expression);

/* One more level of nesting. */
static enum err parse_inner(struct parsing *parsing, int bind, const struct nuclei_expression **ret_expression)
{
	enum err err;

	if (++parsing->depth > NUCLEI_EXPRESSION_DEPTH)
		return fault_set(parsing->why, ERR_TOO_LARGE, "expression: nested deeper than %d",
				 NUCLEI_EXPRESSION_DEPTH);
	err = parse_binary(parsing, bind, ret_expression);
	parsing->depth--;
	return err;
}

static enum err parse_text(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	struct str rest = str_skip(parsing->text, parsing->at + 1);
	const char quote = parsing->text.p[parsing->at];
	struct nuclei_expression *part;
	size_t end = 0, size = 0;
	char *bytes;
	enum err err;

	while (end < rest.n && rest.p[end] != quote)
		end += rest.p[end] == '\\' ? 2 : 1;
	if (end >= rest.n)
		return fail(parsing, "a text without its closing quote");
	err = new_part(parsing, OP_VALUE, &part);
	if (err)
		return err;
	bytes = arena_alloc(parsing->arena, end + 1);
	for (size_t i = 0; i < end; i++) {
		i += rest.p[i] == '\\';
		bytes[size++] = rest.p[i];
	}
	parsing->at += end + 2;
	part->value = nuclei_value_text(str_of(bytes, size));
	*ret_expression = part;
	return ERR_OK;
}

static enum err parse_number(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	struct str digits = word(parsing);
	char *end, *copy = str_dup(parsing->arena, digits);
	struct nuclei_expression *part;
	double number = strtod(copy, &end);
	enum err err;

	if (end != copy + digits.n || !isfinite(number))
		return fail(parsing, "this is no number");
	err = new_part(parsing, OP_VALUE, &part);
	if (err)
		return err;
	parsing->at += digits.n;
	part->value = nuclei_value_number(number);
	*ret_expression = part;
	return ERR_OK;
}

/* From '(' to ')': at most max values with commas between them. */
static enum err parse_values(struct parsing *parsing, size_t max, struct nuclei_expression *into)
{
	const struct nuclei_expression *found[NUCLEI_ARGUMENTS_MAX];
	size_t count = 0;
	enum err err = ERR_OK;

	parsing->at++;
	if (peek(parsing) != ')') {
		do {
			if (count == max || count == NUCLEI_ARGUMENTS_MAX)
				return fail(parsing, "too many values in parentheses");
			err = parse_inner(parsing, BIND_NONE, &found[count]);
			count++;
			parsing->at += !err && peek(parsing) == ',';
		} while (!err && parsing->text.p[parsing->at - 1] == ',');
	}
	if (err)
		return err;
	if (peek(parsing) != ')')
		return fail(parsing, "a closing parenthesis is missing");
	parsing->at++;
	into->parts = arena_array(parsing->arena, count, sizeof(struct nuclei_expression *));
	into->count = count;
	if (count)
		memcpy(into->parts, found, count * sizeof(struct nuclei_expression *));
	return ERR_OK;
}

static enum err parse_call(struct parsing *parsing, struct str name, struct nuclei_expression *part)
{
	enum err err;

	part->op = OP_CALL;
	part->function = nuclei_function_find(name);
	if (!part->function)
		return fail_unsupported(parsing, "function", name);
	err = parse_values(parsing, part->function->max, part);
	if (!err && part->count < part->function->min)
		return fail(parsing, "too few values for this function");
	return err;
}

static enum err parse_name(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	struct str name = word(parsing);
	struct nuclei_expression *part;
	enum err err;

	err = new_part(parsing, OP_NAME, &part);
	if (err)
		return err;
	parsing->at += name.n;
	if (str_is(name, "true") || str_is(name, "false")) {
		part->op = OP_VALUE;
		part->value = nuclei_value_bool(name.p[0] == 't');
	} else if (peek(parsing) == '(') {
		err = parse_call(parsing, name, part);
	} else {
		part->name = str_dup(parsing->arena, name);
	}
	*ret_expression = part;
	return err;
}

/* A clause in parentheses; several values in them are a list. */
static enum err parse_group(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	struct nuclei_expression *part;
	enum err err;

	err = new_part(parsing, OP_LIST, &part);
	if (!err)
		err = parse_values(parsing, NUCLEI_ARGUMENTS_MAX, part);
	if (!err && part->count == 0)
		return fail(parsing, "there is nothing in the parentheses");
	if (!err)
		*ret_expression = part->count == 1 ? part->parts[0] : part;
	return err;
}

static enum err parse_prefixed(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	struct nuclei_expression *part;
	enum err err;

	err = new_part(parsing, parsing->text.p[parsing->at] == '!' ? OP_NOT : OP_MINUS, &part);
	if (err)
		return err;
	parsing->at++;
	part->parts = arena_array(parsing->arena, 1, sizeof(struct nuclei_expression *));
	part->count = 1;
	*ret_expression = part;
	return parse_inner(parsing, BIND_UNARY, part->parts);
}

static enum err parse_operand(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	const char c = peek(parsing);

	if (c == '"' || c == '\'')
		return parse_text(parsing, ret_expression);
	if (ascii_is_digit(c))
		return parse_number(parsing, ret_expression);
	if (ascii_is_letter(c) || c == '_')
		return parse_name(parsing, ret_expression);
	if (c == '(')
		return parse_group(parsing, ret_expression);
	if (c == '!' || c == '-')
		return parse_prefixed(parsing, ret_expression);
	return fail(parsing, c ? "a value is expected here" : "the expression ends too early");
}

/* The row of the operator that stands here, or -1. */
static int find_operator(struct parsing *parsing)
{
	struct str rest;

	(void)peek(parsing);
	rest = str_skip(parsing->text, parsing->at);
	for (size_t i = 0; i < COUNT(operators); i++) {
		const size_t length = strlen(operators[i].sign);
		if (!str_starts(rest, operators[i].sign))
			continue;
		if (ascii_is_letter(operators[i].sign[0]) && rest.n > length && is_name_byte(rest.p[length]))
			continue;
		return (int)i;
	}
	return -1;
}

static enum err parse_binary(struct parsing *parsing, int bind, const struct nuclei_expression **ret_expression)
{
	const struct nuclei_expression *left;
	enum err err;
	int found;

	err = parse_operand(parsing, &left);
	while (!err && (found = find_operator(parsing)) >= 0 && operators[found].bind > bind) {
		struct nuclei_expression *part;
		err = new_part(parsing, operators[found].op, &part);
		if (err)
			return err;
		parsing->at += strlen(operators[found].sign);
		part->parts = arena_array(parsing->arena, 2, sizeof(struct nuclei_expression *));
		part->count = 2;
		part->parts[0] = left;
		err = parse_inner(parsing, operators[found].bind, &part->parts[1]);
		left = part;
	}
	if (!err)
		*ret_expression = left;
	return err;
}

static enum err parse_whole(struct parsing *parsing, const struct nuclei_expression **ret_expression)
{
	enum err err;
	char next;

	err = parse_inner(parsing, BIND_NONE, ret_expression);
	if (err)
		return err;
	next = peek(parsing);
	if (parsing->at == parsing->text.n)
		return ERR_OK;
	if (ispunct((unsigned char)next) && !strchr("()\"'_,", next))
		return fail_unsupported(parsing, "operator", str_head(str_skip(parsing->text, parsing->at), 1));
	return fail(parsing, "the expression should end here");
}

enum err nuclei_expression_parse(struct arena *arena, struct str text, const struct nuclei_expression **ret_expression,
				 const char **ret_what, struct fault *why)
{
	struct parsing parsing = {.arena = arena, .why = why};
	const struct nuclei_expression *inner = NULL;
	struct nuclei_expression *outermost;
	enum err err;

	if (text.n > NUCLEI_EXPRESSION_MAX)
		return fault_set(why, ERR_TOO_LARGE, "expression: more than %d bytes", NUCLEI_EXPRESSION_MAX);
	parsing.text = (struct str){str_dup(arena, text), text.n};
	err = parse_whole(&parsing, &inner);
	if (err == ERR_UNSUPPORTED)
		*ret_what = parsing.what;
	if (err)
		return err;
	outermost = arena_alloc(arena, sizeof(*outermost));
	*outermost = *inner;
	outermost->text = parsing.text;
	*ret_expression = outermost;
	return ERR_OK;
}

struct str nuclei_expression_text(const struct nuclei_expression *expression)
{
	return expression->text;
}

void nuclei_expression_each_name(const struct nuclei_expression *expression,
				 void (*tell)(void *context, const char *name), void *context)
{
	if (expression->op == OP_NAME)
		tell(context, expression->name);
	for (size_t i = 0; i < expression->count; i++)
		nuclei_expression_each_name(expression->parts[i], tell, context);
}
