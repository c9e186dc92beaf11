/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_password_login.h"

#include "checks/service/ssh_seen.h"
#include "findings/priority.h"

static const struct priority_facts guessed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

static void judge_methods(const struct endpoint *endpoint, struct finding *finding)
{
	finding->verdict = VERDICT_BAD;
	finding->priority = priority_decide(guessed);
	if (!ssh_seen_has(endpoint, "methods")) {
		finding->verdict = VERDICT_UNTESTABLE;
		finding->variant = "unasked";
	} else if (ssh_seen_offers(endpoint, "methods", "password")) {
		finding->variant = "password";
	} else if (ssh_seen_offers(endpoint, "methods", "keyboard-interactive")) {
		finding->variant = "keyboard";
		finding->confidence = CONFIDENCE_LIKELY;
	} else {
		finding->verdict = VERDICT_GOOD;
		finding->variant = "keys";
	}
}

static const char *evidence_of(struct arena *arena, const struct endpoint *endpoint)
{
	static const char *const methods[] = {"publickey", "password", "keyboard-interactive", "gssapi-with-mic",
					      "hostbased"};
	struct str greeting = ssh_seen_greeting(endpoint);
	const char *names = "";

	for (size_t i = 0; i < COUNT(methods); i++)
		if (ssh_seen_offers(endpoint, "methods", methods[i]))
			names = arena_printf(arena, "%s%s%s", names, *names ? ", " : "", methods[i]);
	return arena_printf(arena, "%.*s; methods: %s", (int)greeting.n, greeting.p, *names ? names : "not told");
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct observation *spoken = ssh_seen_spoken(endpoint);
	struct finding finding = {.check = "ssh-password-login",
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port};

	if (!spoken)
		return;
	finding.address = spoken->address;
	finding.evidence = evidence_of(findings->arena, endpoint);
	judge_methods(endpoint, &finding);
	finding_list_add(findings, &finding);
}

void ssh_password_login_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
