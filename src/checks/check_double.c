/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/check_double.h"

#include <stdlib.h>
#include <string.h>

#define EVIDENCE_MAX 400 /* bytes of evidence that more is added to */

static bool is_report(const struct finding *finding)
{
	return value_get(finding->details, "doubles") != NULL;
}

static int compare_places(const struct finding *a, const struct finding *b)
{
	int order = strcmp(a->target, b->target);

	return order ? order : a->port - b->port;
}

static int compare_pointers(const void *left, const void *right)
{
	const struct finding *a = *(struct finding *const *)left, *b = *(struct finding *const *)right;
	int order = compare_places(a, b);

	return order ? order : (a > b) - (a < b);
}

static bool lists(const struct value *vulnerabilities, struct str cve)
{
	for (size_t i = 0; i < value_count(vulnerabilities); i++)
		if (str_is(cve, value_get_text(value_at(vulnerabilities, i), "id")))
			return true;
	return false;
}

static bool shares_cve(const struct value *vulnerabilities, const struct value *cves)
{
	for (size_t i = 0; vulnerabilities && i < value_count(cves); i++)
		if (value_at(cves, i)->kind == VALUE_TEXT && lists(vulnerabilities, value_at(cves, i)->text))
			return true;
	return false;
}

static bool says_same(const struct finding *own, const struct finding *report)
{
	const char *template = value_get_text(own->details, "template");

	return !strcmp(own->check, value_get_text(report->details, "doubles")) ||
	       (*template && !strcmp(template, value_get_text(report->details, "id"))) ||
	       shares_cve(value_get(own->details, "vulnerabilities"), value_get(report->details, "cves"));
}

/* The bad findings that are no reports, by place. */
static struct finding **own_ones(struct finding_list *findings, size_t *ret_count)
{
	struct finding **own = arena_array(findings->arena, findings->count, sizeof(struct finding *));
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].verdict == VERDICT_BAD && !is_report(&findings->items[i]))
			own[count++] = &findings->items[i];
	if (count)
		qsort(own, count, sizeof(*own), compare_pointers);
	*ret_count = count;
	return own;
}

/* The first that is not before this place. */
static size_t first_at(struct finding *const *own, size_t count, const struct finding *place)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_places(own[middle], place) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A report that is more urgent than our own finding says more than it, and stays. */
static struct finding *same_of(struct finding *const *own, size_t count, const struct finding *report)
{
	for (size_t i = first_at(own, count, report); i < count && !compare_places(own[i], report); i++)
		if (says_same(own[i], report) && report->priority >= own[i]->priority)
			return own[i];
	return NULL;
}

/* Where our own check of the same looked at the same place and found it good, the reader is told of both. */
static void tell_good(struct finding_list *findings, struct finding *report)
{
	const char *doubles = value_get_text(report->details, "doubles");
	struct value *details = value_map(findings->arena);
	bool is_good = false;

	for (size_t i = 0; *doubles && i < findings->count && !is_good; i++)
		is_good = findings->items[i].verdict == VERDICT_GOOD && !strcmp(findings->items[i].check, doubles) &&
			  !compare_places(&findings->items[i], report);
	if (!is_good)
		return;
	for (size_t i = 0; i < value_count(report->details); i++)
		value_set_shared(findings->arena, details, str_dup(findings->arena, report->details->keys[i]),
				 report->details->items[i]);
	value_set_text(findings->arena, details, "own_good", "yes");
	report->details = details;
}

static void join(struct arena *arena, struct finding *own, const struct finding *report)
{
	if (strlen(own->evidence) < EVIDENCE_MAX)
		own->evidence =
			arena_printf(arena, "%s; also %s: %s", own->evidence, value_get_text(report->details, "tool"),
				     value_get_text(report->details, "id"));
}

void check_double_join(struct finding_list *findings)
{
	bool *is_joined = arena_array(findings->arena, findings->count, sizeof(*is_joined));
	size_t own_count, kept = 0;
	struct finding **own = own_ones(findings, &own_count);

	for (size_t i = 0; i < findings->count; i++) {
		struct finding *same =
			is_report(&findings->items[i]) ? same_of(own, own_count, &findings->items[i]) : NULL;
		is_joined[i] = same != NULL;
		if (same)
			join(findings->arena, same, &findings->items[i]);
		else if (is_report(&findings->items[i]))
			tell_good(findings, &findings->items[i]);
	}
	for (size_t i = 0; i < findings->count; i++)
		if (!is_joined[i])
			findings->items[kept++] = findings->items[i];
	findings->count = kept;
}
