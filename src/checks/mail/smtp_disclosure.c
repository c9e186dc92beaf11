/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/smtp_disclosure.h"

#include "checks/mail/mail_server.h"

#define CODE_CANNOT_TELL 252 /* "cannot VRFY user, but will accept message" (RFC 5321, 3.5.3) */

static const struct priority_facts told = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, false, IMPACT_LOW};

/* Names that mean nothing outside: RFC 6762, 8375 and the customs of Windows networks. */
static bool is_inside_name(struct str name)
{
	static const char *const endings[] = {"local",    "localdomain", "lan",      "internal",
					      "intranet", "corp",        "home.arpa"};

	for (size_t i = 0; i < COUNT(endings); i++)
		if (domain_holds(str_from(endings[i]), name))
			return true;
	return false;
}

/* Are both questions answered, and differently for the mailbox that exists? */
static bool tells_apart(const struct value *data)
{
	int64_t known = value_get_int(data, "known_code", 0), unknown = value_get_int(data, "unknown_code", 0);

	return mail_server_answer_of(known) == SMTP_YES && known != CODE_CANNOT_TELL &&
	       mail_server_answer_of(unknown) == SMTP_NO;
}

static void judge_question(struct arena *arena, const struct observation *seen, struct value *details,
			   struct finding *finding)
{
	int64_t known = value_get_int(seen->data, "known_code", 0);
	const char *command = value_get_text(seen->data, "command");

	if (mail_server_answer_of(known) == SMTP_NONE || mail_server_answer_of(known) == SMTP_LATER ||
	    finding->verdict == VERDICT_BAD)
		return;
	finding->address = seen->address;
	finding->evidence =
		arena_printf(arena, "%.8s of an address that exists: %lld, of one that does not: %lld", command,
			     (long long)known, (long long)value_get_int(seen->data, "unknown_code", 0));
	finding->verdict = VERDICT_GOOD;
	if (!tells_apart(seen->data))
		return;
	value_set_text(arena, details, "command", command);
	check_set_bad(finding, "addresses", told);
}

static void judge_server(const struct mail_server *server, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	const struct endpoint *endpoint = server->endpoint;
	const char *name = value_get_text(server->seen->data, "name");
	struct value *details;
	struct finding finding = mail_server_finding(arena, server, "smtp-disclosure", &details);
	size_t asked = endpoint_next(endpoint, 0, "smtp.verify");

	for (size_t i = asked; i < endpoint->count; i = endpoint_next(endpoint, i + 1, "smtp.verify"))
		judge_question(arena, endpoint->seen[i], details, &finding);
	if (finding.verdict != VERDICT_BAD && is_inside_name(str_from(name))) {
		value_set_text(arena, details, "name", name);
		finding.evidence = arena_printf(arena, "calls itself %.100s", name);
		check_set_bad(&finding, "inside", told);
	}
	if (finding.verdict == VERDICT_BAD || asked < endpoint->count)
		finding_list_add(findings, &finding);
}

void smtp_disclosure_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	mail_server_judge_each(input, findings, judge_server);
}
