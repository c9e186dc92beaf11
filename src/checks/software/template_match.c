/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/template_match.h"

#include "checks/endpoint.h"
#include "knowledge/cpe/cpe.h"
#include "nuclei/nuclei_match.h"

static enum impact impact_of(enum nuclei_severity severity)
{
	switch (severity) {
	case NUCLEI_SEVERITY_CRITICAL:
	case NUCLEI_SEVERITY_HIGH: return IMPACT_HIGH;
	case NUCLEI_SEVERITY_MEDIUM: return IMPACT_MEDIUM;
	default: return IMPACT_LOW;
	}
}

/* A CVE of a named product is closed by updating it. What a template without a CVE sees is closed otherwise. */
static const char *remedy_of(struct arena *arena, const struct nuclei_template *template)
{
	struct cpe cpe;

	if (!template->cve[0] || cpe_parse(arena, str_from(template->cpe), &cpe, NULL) ||
	    cpe.at[CPE_PRODUCT].kind != CPE_VALUE)
		return NULL;
	return arena_printf(arena, "update:%s", cpe_value_plain(arena, &cpe.at[CPE_PRODUCT]).p);
}

static const struct value *details_of(struct arena *arena, const struct nuclei_template *template,
				      const struct nuclei_match *match)
{
	struct value *details = value_map(arena);

	value_set_text(arena, details, "template", template->id);
	value_set_text(arena, details, "name", template->name);
	value_set_text(arena, details, "severity", nuclei_template_severity_name(template->severity));
	value_set_text(arena, details, "matcher", match->matcher);
	value_set_text(arena, details, "extracted", match->extracted);
	value_set_text(arena, details, "cve", template->cve);
	return details;
}

static void add_finding(const struct endpoint *endpoint, const struct nuclei_template *template,
			const struct nuclei_match *match, struct finding_list *findings)
{
	const struct priority_facts facts = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, impact_of(template->severity)};
	struct arena *arena = findings->arena;
	struct finding finding = {
		.check = "template-match",
		.target = endpoint->target,
		.address = match->shown ? match->shown->address : endpoint->seen[0]->address,
		.port = endpoint->port,
		.details = details_of(arena, template, match),
		.evidence = arena_printf(arena, "%s%s%s%s%s", template->id, match->matcher[0] ? ": " : "",
					 match->matcher, match->extracted[0] ? "; " : "", match->extracted),
	};

	if (match->marks >= NUCLEI_MARKS_STRONG) {
		check_set_bad(&finding, "", facts);
		finding.confidence = CONFIDENCE_LIKELY;
		finding.remedy = remedy_of(arena, template);
	} else {
		finding.verdict = VERDICT_UNTESTABLE;
		finding.variant = "weak";
		finding.confidence = CONFIDENCE_POSSIBLE;
	}
	finding_list_add(findings, &finding);
}

void template_match_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	const struct check_knowledge *knowledge = input->knowledge;
	ARENA_SCOPED scratch; /* what one template makes of a page dies with it */

	arena_init(&scratch);
	for (size_t i = 0; knowledge && i < input->endpoint_count; i++) {
		const struct endpoint *endpoint = &input->endpoints[i];
		const struct nuclei_seen seen = {endpoint->seen, endpoint->count, input->now_ms};
		for (size_t t = 0; t < knowledge->template_count; t++) {
			struct nuclei_match match =
				nuclei_match_run(knowledge->templates[t], &seen, knowledge->patterns, &scratch);
			if (match.answer == NUCLEI_YES)
				add_finding(endpoint, knowledge->templates[t], &match, findings);
			arena_reset(&scratch);
		}
	}
}
