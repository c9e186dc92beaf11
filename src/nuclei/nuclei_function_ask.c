/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/ascii.h"
#include "knowledge/version/version_order.h"
#include "nuclei/nuclei_function_priv.h"

/* Asks about the first argument with each of the others; NO ends "all", YES ends "any". */
static struct nuclei_value ask_each(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count,
				    enum nuclei_answer (*ask)(struct nuclei_value text, struct str part), bool is_all)
{
	enum nuclei_answer answer = is_all ? NUCLEI_YES : NUCLEI_NO;
	struct nuclei_value text = arguments[0];

	if (text.kind != NUCLEI_TEXT) {
		text = nuclei_value_text(STR(""));
		if (!nuclei_value_as_text(scope->arena, arguments[0], &text.text))
			return nuclei_value_unknown();
	}
	for (size_t i = 1; i < count; i++) {
		struct str part;
		enum nuclei_answer one =
			nuclei_argument_whole(scope, arguments[i], &part) ? ask(text, part) : NUCLEI_CANNOT_TELL;
		scope->work += text.text.n;
		answer = is_all ? nuclei_answer_and(answer, one) : nuclei_answer_or(answer, one);
	}
	return nuclei_value_answer(answer);
}

struct nuclei_value nuclei_function_contains(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					     size_t count)
{
	return ask_each(scope, arguments, count, nuclei_value_contains, true);
}

struct nuclei_value nuclei_function_contains_all(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						 size_t count)
{
	return ask_each(scope, arguments, count, nuclei_value_contains, true);
}

struct nuclei_value nuclei_function_contains_any(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						 size_t count)
{
	return ask_each(scope, arguments, count, nuclei_value_contains, false);
}

static enum nuclei_answer starts(struct nuclei_value text, struct str part)
{
	const size_t common = part.n < text.text.n ? part.n : text.text.n;

	if (text.extent == NUCLEI_PIECE)
		return NUCLEI_CANNOT_TELL;
	if (!str_eq(str_head(text.text, common), str_head(part, common)))
		return NUCLEI_NO;
	if (common == part.n)
		return NUCLEI_YES;
	return text.extent == NUCLEI_WHOLE ? NUCLEI_NO : NUCLEI_CANNOT_TELL;
}

static enum nuclei_answer ends(struct nuclei_value text, struct str part)
{
	if (text.extent != NUCLEI_WHOLE)
		return NUCLEI_CANNOT_TELL;
	return part.n <= text.text.n && str_eq(str_skip(text.text, text.text.n - part.n), part) ? NUCLEI_YES
												: NUCLEI_NO;
}

static enum nuclei_answer equals(struct nuclei_value text, struct str part)
{
	const enum nuclei_answer answer = starts(text, part);

	if (answer != NUCLEI_YES)
		return answer;
	if (text.text.n > part.n)
		return NUCLEI_NO;
	return text.extent == NUCLEI_WHOLE ? NUCLEI_YES : NUCLEI_CANNOT_TELL;
}

struct nuclei_value nuclei_function_starts_with(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						size_t count)
{
	return ask_each(scope, arguments, count, starts, false);
}

struct nuclei_value nuclei_function_ends_with(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					      size_t count)
{
	return ask_each(scope, arguments, count, ends, false);
}

struct nuclei_value nuclei_function_equals_any(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	return ask_each(scope, arguments, count, equals, false);
}

/* Any line of the text for which the answer is yes. */
static enum nuclei_answer any_line(struct nuclei_value text, struct str part,
				   enum nuclei_answer (*ask)(struct nuclei_value line, struct str part))
{
	enum nuclei_answer answer = text.extent == NUCLEI_WHOLE ? NUCLEI_NO : NUCLEI_CANNOT_TELL;
	struct str rest = text.text;

	while (rest.p && answer != NUCLEI_YES)
		answer = nuclei_answer_or(answer, ask(nuclei_value_text(str_cut(&rest, '\n')), part));
	return answer;
}

static enum nuclei_answer line_starts(struct nuclei_value text, struct str part)
{
	return any_line(text, part, starts);
}

static enum nuclei_answer line_ends(struct nuclei_value text, struct str part)
{
	return any_line(text, part, ends);
}

struct nuclei_value nuclei_function_line_starts_with(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						     size_t count)
{
	return ask_each(scope, arguments, count, line_starts, false);
}

struct nuclei_value nuclei_function_line_ends_with(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						   size_t count)
{
	return ask_each(scope, arguments, count, line_ends, false);
}

struct nuclei_value nuclei_function_len(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count)
{
	struct str text;

	if (arguments[0].kind == NUCLEI_LIST)
		return nuclei_value_number((double)arguments[0].count);
	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	return nuclei_value_number((double)text.n);
}

/* In a text that was recorded in part, an end or a boundary that the pattern asks for may be only where the record
 * begins or stops. */
static bool is_sure(struct nuclei_value text, struct str pattern, struct str found)
{
	const bool is_at_start = found.p == text.text.p, is_at_end = found.p + found.n == text.text.p + text.text.n;
	const bool has_boundary = str_find(pattern, "\\b") < pattern.n || str_find(pattern, "\\B") < pattern.n;

	if (text.extent == NUCLEI_WHOLE)
		return true;
	if (is_at_end && (has_boundary || str_index(pattern, '$') < pattern.n || str_find(pattern, "\\z") < pattern.n))
		return false;
	if (text.extent == NUCLEI_HEAD || !is_at_start)
		return true;
	return !has_boundary && str_index(pattern, '^') == pattern.n && str_find(pattern, "\\A") == pattern.n;
}

struct nuclei_value nuclei_function_regex(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					  size_t count)
{
	struct nuclei_value text = arguments[1];
	struct regex_match match;
	bool is_found = false;
	struct str pattern;

	if (!nuclei_argument_whole(scope, arguments[0], &pattern) || !scope->patterns)
		return nuclei_value_unknown();
	if (text.kind != NUCLEI_TEXT) {
		text = nuclei_value_text(STR(""));
		if (!nuclei_value_as_text(scope->arena, arguments[1], &text.text))
			return nuclei_value_unknown();
	}
	if (nuclei_pattern_store_find(scope->patterns, pattern, text.text, 0, &is_found, &match, NULL))
		return nuclei_value_unknown();
	if (is_found)
		return is_sure(text, pattern, match.groups[0]) ? nuclei_value_bool(true) : nuclei_value_unknown();
	return text.extent == NUCLEI_WHOLE ? nuclei_value_bool(false) : nuclei_value_unknown();
}

static struct str without_v(struct str version)
{
	version = str_trim(version);
	return version.n > 1 && (version.p[0] == 'v' || version.p[0] == 'V') ? str_skip(version, 1) : version;
}

/* One constraint of github.com/hashicorp/go-version: "< 2.1". "~>" is not known here. */
static enum nuclei_answer satisfies(struct str version, struct str constraint)
{
	static const char *const signs[] = {">=", "<=", "!=", ">", "<", "="};
	size_t sign = 0;
	int order;

	constraint = str_trim(constraint);
	while (sign < 6 && !str_starts(constraint, signs[sign]))
		sign++;
	if (sign < 6)
		constraint = str_skip(constraint, strlen(signs[sign]));
	constraint = without_v(constraint);
	if (!constraint.n || !ascii_is_digit(constraint.p[0]))
		return NUCLEI_CANNOT_TELL;
	order = version_order(VERSION_AUTO, version, constraint);
	switch (sign) {
	case 0: return order >= 0 ? NUCLEI_YES : NUCLEI_NO;
	case 1: return order <= 0 ? NUCLEI_YES : NUCLEI_NO;
	case 2: return order != 0 ? NUCLEI_YES : NUCLEI_NO;
	case 3: return order > 0 ? NUCLEI_YES : NUCLEI_NO;
	case 4: return order < 0 ? NUCLEI_YES : NUCLEI_NO;
	default: return order == 0 ? NUCLEI_YES : NUCLEI_NO;
	}
}

struct nuclei_value nuclei_function_compare_versions(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						     size_t count)
{
	enum nuclei_answer answer = NUCLEI_YES;
	struct str version, rest;

	if (!nuclei_argument_whole(scope, arguments[0], &version))
		return nuclei_value_unknown();
	version = without_v(version);
	if (!version.n || !ascii_is_digit(version.p[0]))
		return nuclei_value_unknown();
	for (size_t i = 1; i < count; i++) {
		if (!nuclei_argument_whole(scope, arguments[i], &rest))
			return nuclei_value_unknown();
		while (rest.p)
			answer = nuclei_answer_and(answer, satisfies(version, str_cut(&rest, ',')));
	}
	return nuclei_value_answer(answer);
}
