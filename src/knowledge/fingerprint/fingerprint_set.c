/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/fingerprint/fingerprint_set.h"

#include <stdlib.h>
#include <string.h>

#include "knowledge/fingerprint/fingerprint_filter.h"
#include "knowledge/fingerprint/fingerprint_pattern.h"

struct entry {
	const struct fingerprint_file *file;
	const struct fingerprint *fingerprint;
	struct regex *regex;
};

/* All fingerprints of one kind. */
struct group {
	const char *kind;
	struct entry *entries;
	size_t count, cap;
	struct fingerprint_needs *needs;
	size_t needs_cap;
	struct fingerprint_filter *filter;
};

struct fingerprint_set {
	struct arena arena;
	struct group *groups;
	size_t group_count, group_cap;
	struct fingerprint_refusal *refusals;
	size_t refusal_count, refusal_cap;
};

struct fingerprint_matcher {
	struct arena arena;
	struct regex_scratch *scratch;
	uint64_t *bits;
};

static struct group *find_group(const struct fingerprint_set *set, const char *kind)
{
	for (size_t i = 0; i < set->group_count; i++)
		if (strcmp(set->groups[i].kind, kind) == 0)
			return &set->groups[i];
	return NULL;
}

static struct group *need_group(struct fingerprint_set *set, const char *kind)
{
	struct group *group = find_group(set, kind);

	if (group)
		return group;
	set->groups = arena_grow(&set->arena, set->groups, set->group_count, &set->group_cap, sizeof(*set->groups));
	group = &set->groups[set->group_count++];
	group->kind = kind;
	return group;
}

static enum err check_positions(const struct fingerprint *fingerprint, const struct regex *regex, struct fault *why)
{
	for (size_t i = 0; i < fingerprint->param_count; i++)
		if (fingerprint->params[i].position > regex_group_count(regex))
			return fault_set(why, ERR_INVALID, "param %s: the pattern has no group %u",
					 fingerprint->params[i].name, fingerprint->params[i].position);
	return ERR_OK;
}

static enum err compile(struct arena *arena, const struct fingerprint *fingerprint, struct regex **ret_regex,
			struct fingerprint_needs *ret_needs, struct fault *why)
{
	unsigned flags = REGEX_LINES;
	struct regex *regex = NULL;
	BUF_SCOPED pattern;
	enum err err;

	if (fingerprint->flags & FINGERPRINT_ANY_CASE)
		flags |= REGEX_ANY_CASE;
	if (fingerprint->flags & FINGERPRINT_DOT_NEWLINE)
		flags |= REGEX_DOT_NEWLINE;
	buf_init(&pattern, REGEX_PATTERN_MAX);
	err = fingerprint_pattern_translate(&pattern, str_from(fingerprint->pattern), why);
	if (!err)
		err = regex_compile(buf_str(&pattern), flags, &regex, why);
	if (!err)
		err = check_positions(fingerprint, regex, why);
	if (err) {
		regex_free(regex);
		return err;
	}
	*ret_needs = fingerprint_literal_find(arena, buf_str(&pattern));
	*ret_regex = regex;
	return ERR_OK;
}

enum err fingerprint_check(const struct fingerprint *fingerprint, struct fault *why)
{
	struct fingerprint_needs needs;
	struct regex *regex = NULL;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = compile(&arena, fingerprint, &regex, &needs, why);
	regex_free(err ? NULL : regex);
	return err;
}

static void add_refusal(struct fingerprint_set *set, const struct fingerprint_file *file, unsigned line,
			const char *text)
{
	set->refusals =
		arena_grow(&set->arena, set->refusals, set->refusal_count, &set->refusal_cap, sizeof(*set->refusals));
	set->refusals[set->refusal_count++] =
		(struct fingerprint_refusal){file->name, line, arena_strdup(&set->arena, text)};
}

static void add_file(struct fingerprint_set *set, const struct fingerprint_file *file)
{
	struct group *group = need_group(set, file->kind);
	struct fingerprint_needs needs;
	struct regex *regex;
	struct fault why;

	for (size_t i = 0; i < file->count; i++) {
		const struct fingerprint *fingerprint = &file->fingerprints[i];
		if (compile(&set->arena, fingerprint, &regex, &needs, &why)) {
			add_refusal(set, file, fingerprint->line, why.text);
			continue;
		}
		group->entries =
			arena_grow(&set->arena, group->entries, group->count, &group->cap, sizeof(*group->entries));
		group->needs =
			arena_grow(&set->arena, group->needs, group->count, &group->needs_cap, sizeof(*group->needs));
		group->needs[group->count] = needs;
		group->entries[group->count++] = (struct entry){file, fingerprint, regex};
	}
}

static int compare_names(const void *a, const void *b)
{
	const struct fingerprint_file *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

struct fingerprint_set *fingerprint_set_new(const struct fingerprint_file *const *files, size_t count)
{
	const struct fingerprint_file **sorted;
	struct fingerprint_set *set;
	struct arena arena;

	arena_init(&arena);
	set = arena_alloc(&arena, sizeof(*set));
	set->arena = arena;
	sorted = arena_array(&set->arena, count, sizeof(*sorted));
	for (size_t i = 0; i < count; i++)
		sorted[i] = files[i];
	qsort(sorted, count, sizeof(*sorted), compare_names);
	for (size_t i = 0; i < count; i++)
		add_file(set, sorted[i]);
	for (size_t i = 0; i < set->group_count; i++)
		set->groups[i].filter = fingerprint_filter_new(&set->arena, set->groups[i].needs, set->groups[i].count);
	return set;
}

void fingerprint_set_free(struct fingerprint_set *set)
{
	struct arena arena;

	if (!set)
		return;
	for (size_t i = 0; i < set->group_count; i++)
		for (size_t j = 0; j < set->groups[i].count; j++)
			regex_free(set->groups[i].entries[j].regex);
	/* The set lives in its own arena. */
	arena = set->arena;
	arena_release(&arena);
}

size_t fingerprint_set_count(const struct fingerprint_set *set)
{
	size_t count = 0;

	for (size_t i = 0; i < set->group_count; i++)
		count += set->groups[i].count;
	return count;
}

const struct fingerprint_refusal *fingerprint_set_refusals(const struct fingerprint_set *set, size_t *ret_count)
{
	*ret_count = set->refusal_count;
	return set->refusals;
}

struct fingerprint_matcher *fingerprint_matcher_new(const struct fingerprint_set *set)
{
	struct fingerprint_matcher *matcher;
	struct arena arena;
	size_t words = 1;

	for (size_t i = 0; i < set->group_count; i++)
		if (fingerprint_filter_words(set->groups[i].filter) > words)
			words = fingerprint_filter_words(set->groups[i].filter);
	arena_init(&arena);
	matcher = arena_alloc(&arena, sizeof(*matcher));
	matcher->bits = arena_array(&arena, words, sizeof(*matcher->bits));
	matcher->scratch = regex_scratch_new();
	matcher->arena = arena;
	return matcher;
}

void fingerprint_matcher_free(struct fingerprint_matcher *matcher)
{
	struct arena arena;

	if (!matcher)
		return;
	regex_scratch_free(matcher->scratch);
	arena = matcher->arena;
	arena_release(&arena);
}

/* Runs one pattern and adds what it tells. */
static void try_entry(const struct entry *entry, struct regex_scratch *scratch, struct arena *arena, struct str text,
		      struct fingerprint_answer *answer, size_t *cap)
{
	struct regex_match match;
	bool is_found = false;

	if (regex_find(entry->regex, scratch, text, 0, &is_found, &match, NULL)) {
		answer->given_up++;
		return;
	}
	if (!is_found)
		return;
	answer->matches = arena_grow(arena, answer->matches, answer->count, cap, sizeof(*answer->matches));
	answer->matches[answer->count++] =
		(struct fingerprint_match){.file = entry->file,
					   .fingerprint = entry->fingerprint,
					   .values = fingerprint_value_fill(arena, entry->fingerprint, &match)};
}

static void try_candidates(const struct group *group, struct fingerprint_matcher *matcher, struct arena *arena,
			   const struct fingerprint_question *question, struct fingerprint_answer *answer)
{
	size_t words = fingerprint_filter_words(group->filter), cap = 0;

	fingerprint_filter_scan(group->filter, question->text, matcher->bits);
	for (size_t i = 0; i < words; i++) {
		for (uint64_t left = matcher->bits[i]; left; left &= left - 1) {
			size_t number = i * 64 + (size_t)__builtin_ctzll(left);
			try_entry(&group->entries[number], matcher->scratch, arena, question->text, answer, &cap);
			if (answer->count && !question->is_all)
				return;
		}
	}
}

static void try_all(const struct group *group, struct fingerprint_matcher *matcher, struct arena *arena,
		    const struct fingerprint_question *question, struct fingerprint_answer *answer)
{
	size_t cap = 0;

	for (size_t i = 0; i < group->count; i++) {
		try_entry(&group->entries[i], matcher->scratch, arena, question->text, answer, &cap);
		if (answer->count && !question->is_all)
			return;
	}
}

enum err fingerprint_set_ask(const struct fingerprint_set *set, struct fingerprint_matcher *matcher,
			     struct arena *arena, const struct fingerprint_question *question,
			     struct fingerprint_answer *ret_answer, struct fault *why)
{
	const struct group *group = find_group(set, question->kind);
	struct fingerprint_answer answer = {0};

	if (!group)
		return fault_set(why, ERR_NOT_FOUND, "no fingerprints of the kind %.64s", question->kind);
	if (question->text.n > REGEX_SUBJECT_MAX)
		return fault_set(why, ERR_TOO_LARGE, "the text has more than %d bytes", REGEX_SUBJECT_MAX);
	if (question->is_unfiltered)
		try_all(group, matcher, arena, question, &answer);
	else
		try_candidates(group, matcher, arena, question, &answer);
	*ret_answer = answer;
	return ERR_OK;
}
