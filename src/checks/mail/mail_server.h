/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: mail servers among the endpoints, by the "smtp.capabilities" that was seen at them.
 *
 * Rate limits and greylisting make mail servers answer "later" to a stranger (4yz, RFC 5321, 4.2.1). That is never
 * taken for a yes or a no.
 */
#ifndef TENKEN_CHECKS_MAIL_MAIL_SERVER_H
#define TENKEN_CHECKS_MAIL_MAIL_SERVER_H

#include "checks/dns/domain.h"

#define MAIL_SERVER_PORT 25

struct mail_server {
	const struct endpoint *endpoint;
	const struct check_input *input;
	const struct observation
		*seen; /* the first smtp.capabilities that was answered; the first at all when none was */
	bool is_answered;
};

/* Judges every port at which SMTP was asked what it can do. */
void mail_server_judge_each(const struct check_input *input, struct finding_list *findings,
			    void (*judge)(const struct mail_server *server, struct finding_list *findings));

/* Is the keyword among the extensions ("AUTH PLAIN LOGIN" has AUTH)? list: "extensions", "extensions_tls". */
bool mail_server_offers(const struct observation *seen, const char *list, const char *keyword);

/* Whether the server named more than was kept, so that a keyword that is not there may have been named: said so, or a
 * list as long as lists can be. */
bool mail_server_is_cut(const struct observation *seen);

/* Everything about the target without a port, or NULL; as the domain of its own name, for domain_ask. */
bool mail_server_host(const struct mail_server *server, struct domain *ret_host);

enum smtp_answer { SMTP_NONE, SMTP_YES, SMTP_LATER, SMTP_NO };
enum smtp_answer mail_server_answer_of(int64_t code); /* 2yz and 3yz, 4yz, 5yz; 0 and others: none */

/* A finding about the port, untestable until the check says better. */
struct finding mail_server_finding(struct arena *arena, const struct mail_server *server, const char *check,
				   struct value **ret_details);

#endif
