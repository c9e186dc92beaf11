/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "knowledge/cpe/cpe.h"

bool cpe_value_has_wildcard(const struct cpe_value *value)
{
	struct str text = value->text;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\')
			i++;
		else if (text.p[i] == '*' || text.p[i] == '?')
			return true;
	}
	return false;
}

/* How many bytes the wildcards at one end may stand for. */
struct ends {
	size_t before, after;
};

/* Cuts the wildcards off: what is left stands for itself. */
static struct ends cut_wildcards(struct str *text)
{
	struct ends ends = {0, 0};

	if (text->n && *text->p == '*') {
		ends.before = SIZE_MAX;
		*text = str_skip(*text, 1);
	}
	for (; text->n && *text->p == '?'; *text = str_skip(*text, 1))
		ends.before++;
	while (text->n && (text->n == 1 || text->p[text->n - 2] != '\\')) {
		if (text->p[text->n - 1] == '*')
			ends.after = SIZE_MAX;
		else if (text->p[text->n - 1] == '?')
			ends.after++;
		else
			break;
		text->n--;
	}
	return ends;
}

/* How many characters a text with backslashes stands for. */
static size_t count_characters(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++, count++)
		if (text.p[i] == '\\')
			i++;
	return count;
}

/* NISTIR 7696, 6.3: '*' stands for any number of characters, each '?' for none or one. */
static bool matches(struct str pattern, struct str target)
{
	struct ends ends = cut_wildcards(&pattern);
	size_t total = count_characters(target), body = count_characters(pattern);

	for (size_t at = 0, before = 0; before + body <= total && before <= ends.before; before++) {
		struct str here = str_skip(target, at);
		if (str_eq(str_head(here, pattern.n), pattern) && total - body - before <= ends.after)
			return true;
		at += at < target.n && target.p[at] == '\\' ? 2 : 1;
	}
	return false;
}

/* Table 6-2, by its rows. */
enum cpe_relation cpe_value_compare(const struct cpe_value *source, const struct cpe_value *target)
{
	if (target->kind == CPE_VALUE && cpe_value_has_wildcard(target))
		return CPE_UNDEFINED;
	if (source->kind == CPE_VALUE && target->kind == CPE_VALUE) {
		if (str_eq(source->text, target->text))
			return CPE_EQUAL;
		return cpe_value_has_wildcard(source) && matches(source->text, target->text) ? CPE_SUPERSET
											     : CPE_DISJOINT;
	}
	if (source->kind == target->kind)
		return CPE_EQUAL;
	if (source->kind == CPE_ANY)
		return CPE_SUPERSET;
	return target->kind == CPE_ANY ? CPE_SUBSET : CPE_DISJOINT;
}

/* Table 6-3: one disjoint attribute parts the names; else all attributes have to point the same way. */
enum cpe_relation cpe_compare(const struct cpe *source, const struct cpe *target)
{
	int seen[CPE_UNDEFINED + 1] = {0};

	for (int i = 0; i < CPE_ATTRIBUTES; i++)
		seen[cpe_value_compare(&source->at[i], &target->at[i])]++;
	if (seen[CPE_DISJOINT])
		return CPE_DISJOINT;
	if (seen[CPE_UNDEFINED] || (seen[CPE_SUBSET] && seen[CPE_SUPERSET]))
		return CPE_UNDEFINED;
	if (seen[CPE_SUBSET])
		return CPE_SUBSET;
	return seen[CPE_SUPERSET] ? CPE_SUPERSET : CPE_EQUAL;
}
