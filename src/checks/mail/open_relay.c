/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/open_relay.h"

#include "checks/mail/mail_server.h"

static const struct priority_facts relays = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};

/* What one try showed: the sender or the recipient was refused, put off, or both were taken. */
static enum smtp_answer answer_of(const struct value *data)
{
	enum smtp_answer sender = mail_server_answer_of(value_get_int(data, "mail_code", 0));

	return sender == SMTP_YES ? mail_server_answer_of(value_get_int(data, "rcpt_code", 0)) : sender;
}

static const char *evidence_of(struct arena *arena, const struct value *data)
{
	return arena_printf(arena, "MAIL FROM:<%.100s>: %lld; RCPT TO:<%.100s>: %lld", value_get_text(data, "from"),
			    (long long)value_get_int(data, "mail_code", 0), value_get_text(data, "to"),
			    (long long)value_get_int(data, "rcpt_code", 0));
}

/* One yes is enough; a "later" spoils a no, since the next try may be answered otherwise. */
static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct finding finding = {.check = "open-relay",
				  .verdict = VERDICT_UNTESTABLE,
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port,
				  .variant = "",
				  .remedy = "mail-server"};
	enum smtp_answer worst = SMTP_NO;

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "smtp.relay")) < endpoint->count; i++) {
		enum smtp_answer answer = answer_of(endpoint->seen[i]->data);
		bool decides = !finding.evidence || (answer == SMTP_YES && worst != SMTP_YES) ||
			       (worst == SMTP_NO && answer != SMTP_NO);

		if (!decides)
			continue;
		worst = answer;
		finding.address = endpoint->seen[i]->address;
		finding.evidence = evidence_of(findings->arena, endpoint->seen[i]->data);
	}
	if (!finding.evidence)
		return;
	if (worst == SMTP_YES) {
		check_set_bad(&finding, "", relays);
		finding.confidence = CONFIDENCE_LIKELY;
	} else if (worst == SMTP_NO) {
		finding.verdict = VERDICT_GOOD;
	} else if (worst == SMTP_LATER) {
		finding.variant = "later";
	}
	finding_list_add(findings, &finding);
}

void open_relay_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
