/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/dns_version_disclosure.h"

#include "base/ascii.h"
#include "checks/endpoint.h"

static const struct priority_facts spares_a_guess = {EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW};

/* "none", "hidden" and jokes tell nothing; a number does. */
static bool tells_version(const char *text)
{
	for (; *text; text++)
		if (ascii_is_digit(*text))
			return true;
	return false;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	size_t at = endpoint_next(endpoint, 0, "dns.version");
	const struct observation *seen = at < endpoint->count ? endpoint->seen[at] : NULL;
	const char *text = seen ? value_get_text(seen->data, "text") : "";
	struct value *details = value_map(arena);
	struct finding finding = {.check = "dns-version-disclosure",
				  .verdict = VERDICT_UNTESTABLE,
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port,
				  .variant = "",
				  .evidence = "no answer to version.bind",
				  .remedy = "dns-server",
				  .details = details};

	if (!seen)
		return;
	finding.address = seen->address;
	value_set_text(arena, details, "text", text);
	if (value_get_bool(seen->data, "answered")) {
		finding.verdict = VERDICT_GOOD;
		finding.evidence = arena_printf(arena, "version.bind \"%.255s\"", text);
		if (tells_version(text))
			check_set_bad(&finding, "", spares_a_guess);
	}
	finding_list_add(findings, &finding);
}

void dns_version_disclosure_judge(const struct check *check, const struct check_input *input,
				  struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
