/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one rule of the checks that differ only in their services: who may use it, and how bad is that? A check of
 * this kind is a row with a struct service_rule; most rules stand in open_service.c and exposed_service.c.
 *
 * - An answer of the service is confirmed. Its port alone is possible, and less urgent since nobody exploits a number;
 *   where only serving strangers is bad (SERVICE_RULE_ANONYMOUS) it is untestable.
 * - Asked without an answer is untestable; asked and closed is good; so is a target of which all custom TCP ports of
 * the services were tried and none showed them.
 */
#ifndef TENKEN_CHECKS_SERVICE_SERVICE_RULE_H
#define TENKEN_CHECKS_SERVICE_SERVICE_RULE_H

#include "checks/service/service_seen.h"
#include "findings/priority.h"

enum service_rule_question {
	SERVICE_RULE_REACHABLE, /* bad when it answers: it knows no passwords, or none that help */
	SERVICE_RULE_SIGN_IN,   /* bad when it answers: worse without a sign-in than with one */
	SERVICE_RULE_ANONYMOUS, /* bad when it serves strangers only; made for the Internet otherwise */
};

struct service_rule {
	const struct service_kind *kinds; /* ended by one without a service */
	enum service_rule_question question;
	const struct priority_facts *open;    /* anybody is served, or any answer with SERVICE_RULE_REACHABLE */
	const struct priority_facts *guarded; /* a sign-in stands before it; read with SERVICE_RULE_SIGN_IN */
	/* Says more of a service that answered, by observations of its own: another variant and priority. May be NULL.
	 */
	void (*refine)(const struct endpoint *endpoint, const struct service_seen *found, struct finding *finding);
	const struct priority_facts *suspected; /* of the port alone; NULL: those above without an exploit */
};

/*
 * Variants of bad ones: "open" (serves strangers), "guarded" (asks for a sign-in, yet is reachable), "exposed"
 * (answered), "port" (the port alone, possible). Untestable: "silent", "unasked". Good: "guarded" of a rule that is
 * SERVICE_RULE_ANONYMOUS, "refused" (asked, closed), "none" (of the target). Remedy: "sign-in:PORT" of a rule
 * that is SERVICE_RULE_ANONYMOUS, else "left-open:PORT" of "open" and "close:PORT". Details: service, version, names.
 */
void service_rule_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
