/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/other_tool_report.h"

#include <stdlib.h>
#include <string.h>

#include "checks/endpoint.h"
#include "checks/software/cve_priority.h"
#include "checks/software/other_tool.h"

#define CVES_SHOWN 3

struct result {
	struct other_tool_result is;
	const struct observation *seen;
};

static int compare_results(const void *left, const void *right)
{
	const struct other_tool_result *a = &((const struct result *)left)->is,
				       *b = &((const struct result *)right)->is;
	int order = strcmp(a->tool, b->tool);

	if (!order)
		order = strcmp(a->id, b->id);
	return order ? order : strcmp(a->name, b->name);
}

/* ---- priority ---- */

static enum impact impact_of(const char *severity)
{
	if (!strcmp(severity, "critical") || !strcmp(severity, "high"))
		return IMPACT_HIGH;
	return !strcmp(severity, "medium") ? IMPACT_MEDIUM : IMPACT_LOW;
}

static bool is_about_tls(const struct other_tool_result *is)
{
	return str_starts(str_from(is->doubles), "tls-") || !strcmp(is->doubles, "outdated-tls");
}

/* Of the CVEs that are known, the most urgent one's; false when none is. */
static bool decide_by_cve(const struct catalog *catalog, const struct other_tool_result *is, enum confidence confidence,
			  enum priority *ret_priority)
{
	bool is_known = false;

	for (size_t i = 0; catalog && i < value_count(is->cve); i++) {
		const struct value *id = value_at(is->cve, i);
		struct catalog_cve cve;
		enum priority priority;
		if (id->kind != VALUE_TEXT || !catalog_find_cve(catalog, id->text, &cve))
			continue;
		priority = cve_priority_decide(&cve, confidence);
		if (!is_known || priority < *ret_priority)
			*ret_priority = priority;
		is_known = true;
	}
	return is_known;
}

static enum priority decide(const struct check_knowledge *knowledge, const struct other_tool_result *is,
			    enum confidence confidence)
{
	struct priority_facts facts = {is->is_tried ? EXPLOITATION_LIKELY : EXPLOITATION_NONE, EXPOSURE_OPEN,
				       is->is_tried, impact_of(is->severity)};
	enum priority priority;

	if (decide_by_cve(knowledge ? knowledge->catalog : NULL, is, confidence, &priority))
		return priority;
	if (is_about_tls(is)) {
		facts.exploitation = EXPLOITATION_NONE;
		facts.exposure = EXPOSURE_CONTROLLED;
	}
	return priority_decide(facts);
}

/* ---- findings ---- */

static const char *cves_of(struct arena *arena, const struct value *cve)
{
	const char *names = "";
	size_t count = value_count(cve);

	for (size_t i = 0; i < count && i < CVES_SHOWN; i++)
		if (value_at(cve, i)->kind == VALUE_TEXT)
			names = arena_printf(arena, "%s%s%.*s", names, *names ? ", " : "",
					     (int)value_at(cve, i)->text.n, value_at(cve, i)->text.p);
	return count > CVES_SHOWN ? arena_printf(arena, "%s (%zu)", names, count) : names;
}

static const struct value *details_of(struct arena *arena, const struct other_tool_result *is)
{
	struct value *details = value_map(arena);

	value_set_text(arena, details, "tool", is->tool);
	value_set_text(arena, details, "id", is->id);
	value_set_text(arena, details, "name", is->name);
	value_set_text(arena, details, "severity", is->severity);
	value_set_text(arena, details, "reference", is->reference);
	value_set_text(arena, details, "cve", cves_of(arena, is->cve));
	if (value_count(is->cve))
		value_set_shared(arena, details, "cves", is->cve);
	value_set_text(arena, details, "doubles", is->doubles);
	return details;
}

static const char *remedy_of(const struct other_tool_result *is)
{
	if (str_starts(str_from(is->doubles), "tls-certificate"))
		return "certificate";
	return is_about_tls(is) ? "tls-settings" : NULL;
}

static void add_finding(const struct check_input *input, const struct endpoint *endpoint, const struct result *result,
			struct finding_list *findings)
{
	const struct other_tool_result *is = &result->is;
	struct arena *arena = findings->arena;
	struct finding finding = endpoint_finding(endpoint, "other-tool-report", result->seen);

	finding.verdict = VERDICT_BAD;
	finding.confidence = is->is_sure ? CONFIDENCE_LIKELY : CONFIDENCE_POSSIBLE;
	finding.priority = decide(input->knowledge, is, finding.confidence);
	finding.remedy = is->is_tried ? remedy_of(is) : NULL;
	finding.variant = !is->is_tried ? "looked_up" : finding.remedy ? "tls" : "tried";
	finding.details = details_of(arena, is);
	finding.evidence =
		arena_printf(arena, "%s %s (%s)%s%s", is->tool, is->id, is->severity, *is->said ? ": " : "", is->said);
	finding_list_add(findings, &finding);
}

static void judge_endpoint(const struct check_input *input, const struct endpoint *endpoint,
			   struct finding_list *findings)
{
	struct result *results = arena_array(findings->arena, endpoint->count, sizeof(*results));
	size_t count = 0;

	for (size_t i = 0; i < endpoint->count; i++)
		if (other_tool_read(findings->arena, endpoint->seen[i], &results[count].is))
			results[count++].seen = endpoint->seen[i];
	if (count)
		qsort(results, count, sizeof(*results), compare_results);
	for (size_t i = 0; i < count; i++)
		if (!i || compare_results(&results[i - 1], &results[i]))
			add_finding(input, endpoint, &results[i], findings);
}

void other_tool_report_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		judge_endpoint(input, &input->endpoints[i], findings);
}
