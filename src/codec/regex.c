/* SPDX-License-Identifier: Apache-2.0 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "codec/regex.h"

#include <pcre2.h>
#include <stdlib.h>

#include "base/log.h"

#define NESTING_MAX  64
#define STEPS_MAX    50000 /* backtracking steps a starting point */
#define DEPTH_MAX    2000  /* for a pattern without machine code */
#define HEAP_MAX_KIB 4096
#define STACK_MIN    (32 * 1024)
#define STACK_MAX    (512 * 1024)
#define ERROR_TEXT   160

struct regex {
	pcre2_code *code;
	size_t group_count;
};

struct regex_scratch {
	pcre2_match_data *found;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
};

/* Memory ran out: as in base/arena.h, that ends the process. */
static void *need(void *thing)
{
	if (!thing) {
		log_error("out of memory for a regular expression");
		abort();
	}
	return thing;
}

static uint32_t compile_options(unsigned flags)
{
	uint32_t options = PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;

	if (flags & REGEX_ANY_CASE)
		options |= PCRE2_CASELESS;
	if (flags & REGEX_DOT_NEWLINE)
		options |= PCRE2_DOTALL;
	if (flags & REGEX_LINES)
		options |= PCRE2_MULTILINE;
	return options;
}

static pcre2_code *compile(struct str pattern, unsigned flags, struct fault *why)
{
	pcre2_compile_context *context = need(pcre2_compile_context_create(NULL));
	PCRE2_UCHAR text[ERROR_TEXT];
	PCRE2_SIZE offset = 0;
	pcre2_code *code;
	int problem = 0;

	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, NESTING_MAX);
	code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, compile_options(flags), &problem, &offset, context);
	pcre2_compile_context_free(context);
	if (!code) {
		pcre2_get_error_message(problem, text, sizeof(text));
		fault_set(why, ERR_INVALID, "regular expression, offset %zu: %s", (size_t)offset, (const char *)text);
	}
	return code;
}

enum err regex_compile(struct str pattern, unsigned flags, struct regex **ret_regex, struct fault *why)
{
	struct regex *regex;
	uint32_t groups = 0;
	pcre2_code *code;

	if (pattern.n > REGEX_PATTERN_MAX)
		return fault_set(why, ERR_TOO_LARGE, "regular expression: more than %d bytes", REGEX_PATTERN_MAX);
	code = compile(pattern.n ? pattern : STR(""), flags, why);
	if (!code)
		return ERR_INVALID;
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups >= REGEX_GROUPS_MAX) {
		pcre2_code_free(code);
		return fault_set(why, ERR_TOO_LARGE, "regular expression: more than %d groups", REGEX_GROUPS_MAX - 1);
	}
	/* Where machine code is forbidden, PCRE2's interpreter gives the same results. */
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	regex = need(malloc(sizeof(*regex)));
	*regex = (struct regex){.code = code, .group_count = groups};
	*ret_regex = regex;
	return ERR_OK;
}

void regex_free(struct regex *regex)
{
	if (!regex)
		return;
	pcre2_code_free(regex->code);
	free(regex);
}

size_t regex_group_count(const struct regex *regex)
{
	return regex->group_count;
}

struct regex_scratch *regex_scratch_new(void)
{
	struct regex_scratch *scratch = need(malloc(sizeof(*scratch)));

	scratch->found = need(pcre2_match_data_create(REGEX_GROUPS_MAX, NULL));
	scratch->limits = need(pcre2_match_context_create(NULL));
	scratch->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL); /* NULL where there is no machine code */
	pcre2_set_match_limit(scratch->limits, STEPS_MAX);
	pcre2_set_depth_limit(scratch->limits, DEPTH_MAX);
	pcre2_set_heap_limit(scratch->limits, HEAP_MAX_KIB);
	if (scratch->stack)
		pcre2_jit_stack_assign(scratch->limits, NULL, scratch->stack);
	return scratch;
}

void regex_scratch_free(struct regex_scratch *scratch)
{
	if (!scratch)
		return;
	pcre2_match_data_free(scratch->found);
	pcre2_match_context_free(scratch->limits);
	if (scratch->stack)
		pcre2_jit_stack_free(scratch->stack);
	free(scratch);
}

static void copy_groups(const struct regex *regex, pcre2_match_data *found, struct str subject,
			struct regex_match *match)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(found);

	match->count = regex->group_count + 1;
	for (size_t i = 0; i < match->count; i++) {
		PCRE2_SIZE start = ends[2 * i], end = ends[2 * i + 1];
		/* \K in a look-around can put the start behind the end. */
		if (start == PCRE2_UNSET || end == PCRE2_UNSET || start > end)
			match->groups[i] = (struct str){NULL, 0};
		else
			match->groups[i] = str_of(subject.p + start, end - start);
	}
}

enum err regex_find(const struct regex *regex, struct regex_scratch *scratch, struct str subject, size_t from,
		    bool *ret_is_found, struct regex_match *ret_match, struct fault *why)
{
	PCRE2_UCHAR text[ERROR_TEXT];
	int outcome;

	if (subject.n > REGEX_SUBJECT_MAX)
		return fault_set(why, ERR_TOO_LARGE, "a text of more than %d bytes is not searched", REGEX_SUBJECT_MAX);
	if (!subject.p)
		subject = STR("");
	if (from > subject.n) {
		*ret_is_found = false;
		return ERR_OK;
	}
	outcome = pcre2_match(regex->code, (PCRE2_SPTR)subject.p, subject.n, from, 0, scratch->found, scratch->limits);
	if (outcome < 0 && outcome != PCRE2_ERROR_NOMATCH) {
		pcre2_get_error_message(outcome, text, sizeof(text));
		return fault_set(why, ERR_TOO_LARGE, "the search was given up: %s", (const char *)text);
	}
	*ret_is_found = outcome >= 0;
	if (outcome >= 0)
		copy_groups(regex, scratch->found, subject, ret_match);
	return ERR_OK;
}
