/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_match.h"

#include <string.h>

#include "nuclei/nuclei_expression_priv.h"

#define EXTRACTED_MAX 120
#define LONG_TEXT     16 /* bytes */

struct nuclei_match_run {
	struct nuclei_view view;
	struct nuclei_scope scope;
};

/* What one matcher says. */
struct verdict {
	enum nuclei_answer answer;
	size_t marks;
};

static enum nuclei_answer has_status(const struct nuclei_match_run *running, int64_t status)
{
	struct nuclei_value seen = nuclei_view_lookup(&running->view, "status_code");

	if (seen.kind != NUCLEI_NUMBER)
		return NUCLEI_CANNOT_TELL;
	return seen.number == (double)status ? NUCLEI_YES : NUCLEI_NO;
}

static struct nuclei_value call(struct nuclei_match_run *running, const char *function, struct nuclei_value a,
				struct nuclei_value b)
{
	return nuclei_function_find(str_from(function))
		->call(&running->scope, (const struct nuclei_value[]){a, b}, b.kind == NUCLEI_UNKNOWN ? 1 : 2);
}

static enum nuclei_answer has_text(struct nuclei_match_run *running, const struct nuclei_matcher *matcher,
				   struct nuclei_value part, struct str text)
{
	struct nuclei_value wanted = nuclei_value_text(text);

	if (part.kind != NUCLEI_TEXT)
		return nuclei_value_contains(part, text);
	if (matcher->kind == NUCLEI_REGEX)
		return nuclei_value_is_true(call(running, "regex", wanted, part));
	if (!matcher->is_any_case)
		return nuclei_value_contains(part, text);
	part = call(running, "to_lower", part, nuclei_value_unknown());
	wanted = call(running, "to_lower", wanted, nuclei_value_unknown());
	return wanted.kind == NUCLEI_TEXT ? nuclei_value_contains(part, wanted.text) : NUCLEI_CANNOT_TELL;
}

/* A long text hardly stands there by chance. */
static size_t marks_of_text(struct str text)
{
	return text.n >= LONG_TEXT ? 2 : 1;
}

static size_t marks_of_call(const struct nuclei_expression *call)
{
	const struct nuclei_expression *last = call->count ? call->parts[call->count - 1] : NULL;

	if (str_is(str_from(call->function->name), "contains_all"))
		return call->count - 1;
	return last && last->op == OP_VALUE && last->value.kind == NUCLEI_TEXT ? marks_of_text(last->value.text) : 1;
}

/* An exact value (a digest, "expired == true") is as good as two marks; a status is no mark. */
static size_t marks_of_expression(const struct nuclei_expression *expression)
{
	size_t count = 0;

	switch (expression->op) {
	case OP_AND:
		for (size_t i = 0; i < expression->count; i++)
			count += marks_of_expression(expression->parts[i]);
		return count;
	case OP_EQUAL:
		for (size_t i = 0; i < expression->count; i++)
			if (expression->parts[i]->op == OP_NAME &&
			    strncmp(expression->parts[i]->name, "status_code", strlen("status_code")) == 0)
				return 0;
		return 2;
	case OP_CALL: return marks_of_call(expression);
	case OP_MATCHES:
	case OP_OR: return 1;
	default: return 0;
	}
}

/* One of the things that a matcher lists. */
static struct verdict ask_one(struct nuclei_match_run *running, const struct nuclei_matcher *matcher,
			      struct nuclei_value part, size_t i)
{
	struct verdict verdict = {NUCLEI_CANNOT_TELL, 0};

	running->scope.work = 0;
	switch (matcher->kind) {
	case NUCLEI_STATUS: verdict.answer = has_status(running, matcher->statuses[i]); break;
	case NUCLEI_DSL:
		verdict.answer = nuclei_value_is_true(nuclei_expression_run(matcher->expressions[i], &running->scope));
		verdict.marks = marks_of_expression(matcher->expressions[i]);
		break;
	case NUCLEI_WORD:
	case NUCLEI_REGEX:
	case NUCLEI_BINARY:
		verdict.answer = has_text(running, matcher, part, matcher->texts[i]);
		verdict.marks = matcher->kind == NUCLEI_REGEX ? 1 : marks_of_text(matcher->texts[i]);
		break;
	}
	return verdict;
}

/* Adds one answer to those before it: all must say yes, or one is enough (then the best-founded one counts). */
static struct verdict combine(struct verdict so_far, struct verdict one, bool is_all)
{
	struct verdict verdict = {is_all ? nuclei_answer_and(so_far.answer, one.answer)
					 : nuclei_answer_or(so_far.answer, one.answer),
				  so_far.marks};

	if (one.answer != NUCLEI_YES)
		return verdict;
	if (is_all)
		verdict.marks += one.marks;
	else if (one.marks > verdict.marks)
		verdict.marks = one.marks;
	return verdict;
}

static struct verdict ask_matcher(struct nuclei_match_run *running, const struct nuclei_matcher *matcher)
{
	const bool has_part = matcher->kind != NUCLEI_STATUS && matcher->kind != NUCLEI_DSL;
	struct nuclei_value part =
		has_part ? nuclei_view_lookup(&running->view, matcher->part) : nuclei_value_unknown();
	/* A status is one of the list, whatever the condition says. */
	const bool is_all = matcher->is_all && matcher->kind != NUCLEI_STATUS;
	struct verdict verdict = {is_all ? NUCLEI_YES : NUCLEI_NO, 0};

	for (size_t i = 0; i < matcher->count; i++)
		verdict = combine(verdict, ask_one(running, matcher, part, i), is_all);
	if (matcher->is_negative)
		verdict = (struct verdict){nuclei_answer_not(verdict.answer), 0};
	return verdict;
}

/* What a pattern's group takes, or "". */
static struct str take_pattern(struct nuclei_match_run *running, const struct nuclei_extractor *extractor, size_t i)
{
	struct nuclei_value part = nuclei_view_lookup(&running->view, extractor->part);
	struct regex_match match;
	bool is_found = false;

	if (part.kind != NUCLEI_TEXT ||
	    nuclei_pattern_store_find(running->scope.patterns, extractor->texts[i], part.text, 0, &is_found, &match,
				      NULL) ||
	    !is_found || extractor->group >= match.count || !match.groups[extractor->group].p)
		return STR("");
	return match.groups[extractor->group];
}

static struct str take_one(struct nuclei_match_run *running, const struct nuclei_extractor *extractor, size_t i)
{
	struct nuclei_value value = nuclei_value_unknown();
	struct str text = STR("");

	running->scope.work = 0;
	if (extractor->kind == NUCLEI_TAKE_REGEX)
		return take_pattern(running, extractor, i);
	if (extractor->kind == NUCLEI_TAKE_KEY)
		value = nuclei_view_lookup(&running->view, arena_strndup(running->scope.arena, extractor->texts[i].p,
									 extractor->texts[i].n));
	else if (extractor->kind == NUCLEI_TAKE_DSL)
		value = nuclei_expression_run(extractor->expressions[i], &running->scope);
	return nuclei_value_as_text(running->scope.arena, value, &text) ? text : STR("");
}

/* Internal extractors give values to the matchers; the first of the others gives something to read. */
static struct str take_all(struct nuclei_match_run *running, bool is_internal)
{
	const struct nuclei_block *block = running->view.block;

	for (size_t e = 0; e < block->extractor_count; e++) {
		const struct nuclei_extractor *extractor = &block->extractors[e];
		struct str text = STR("");
		for (size_t i = 0; i < extractor->count && extractor->is_internal == is_internal && !text.n; i++)
			text = take_one(running, extractor, i);
		if (!text.n)
			continue;
		if (!is_internal)
			return text;
		if (running->view.taken_count < NUCLEI_TAKEN_MAX) {
			running->view.taken[running->view.taken_count].name = extractor->name;
			running->view.taken[running->view.taken_count++].value = nuclei_value_text(text);
		}
	}
	return STR("");
}

/* A block without matchers matches where it takes something. That it takes nothing may be for want of a record. */
static struct verdict ask_block(struct nuclei_match_run *running, const char **ret_matcher, struct str *ret_extracted)
{
	const struct nuclei_block *block = running->view.block;
	struct verdict verdict = {block->is_all && block->matcher_count ? NUCLEI_YES : NUCLEI_NO, 0};

	(void)take_all(running, true);
	*ret_extracted = take_all(running, false);
	if (!block->matcher_count)
		return (struct verdict){ret_extracted->n ? NUCLEI_YES : NUCLEI_CANNOT_TELL, 1};
	for (size_t i = 0; i < block->matcher_count; i++) {
		struct verdict one = ask_matcher(running, &block->matchers[i]);
		if (one.answer == NUCLEI_YES && !**ret_matcher)
			*ret_matcher = block->matchers[i].name;
		verdict = combine(verdict, one, block->is_all);
	}
	return verdict;
}

static void run_block(const struct nuclei_block *block, const struct nuclei_seen *seen,
		      struct nuclei_patterns *patterns, struct arena *arena, struct nuclei_match *match)
{
	const size_t turns = block->request_count && !block->is_numbered ? block->request_count : 1;

	for (size_t i = 0; i < turns && match->answer != NUCLEI_YES; i++) {
		/* Numbered names mean all requests, plain ones the last. */
		const size_t request = block->is_numbered && block->request_count ? block->request_count - 1 : i;
		struct nuclei_match_run running;
		struct verdict verdict;
		struct str extracted = STR("");
		const char *matcher = "";

		nuclei_view_init(&running.view, arena, seen, block, request);
		if (!running.view.answer && !block->is_numbered && block->protocol != NUCLEI_SSL) {
			match->answer = nuclei_answer_or(match->answer, NUCLEI_CANNOT_TELL);
			continue; /* the commonest case by far: nobody asked for that page */
		}
		running.scope = (struct nuclei_scope){
			.arena = arena, .patterns = patterns, .lookup = nuclei_view_lookup, .context = &running.view};
		verdict = ask_block(&running, &matcher, &extracted);
		match->answer = nuclei_answer_or(match->answer, verdict.answer);
		if (verdict.answer != NUCLEI_YES)
			continue;
		match->marks = verdict.marks;
		match->matcher = matcher;
		match->extracted = str_dup(arena, str_head(extracted, EXTRACTED_MAX));
		match->shown = block->is_numbered ? NULL : running.view.answer;
	}
}

struct nuclei_match nuclei_match_run(const struct nuclei_template *template, const struct nuclei_seen *seen,
				     struct nuclei_patterns *patterns, struct arena *arena)
{
	struct nuclei_match match = {.answer = NUCLEI_NO, .matcher = "", .extracted = ""};

	if (template->refusal.reason != NUCLEI_SAFE) {
		match.answer = NUCLEI_CANNOT_TELL;
		return match;
	}
	for (size_t i = 0; i < template->block_count && match.answer != NUCLEI_YES; i++)
		run_block(&template->blocks[i], seen, patterns, arena, &match);
	return match;
}
