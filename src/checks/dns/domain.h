/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: the domains of the input, and what DNS answered about them. A domain is judged once, at the target whose
 * "dns.zone" names it (docs/observation.schema.json); a target without one was not asked about in DNS.
 *
 * Knows observations of the kinds "dns.zone" and "dns.answer". Must never know what a record means. An answer that was
 * not seen is never taken for "there is none".
 */
#ifndef TENKEN_CHECKS_DNS_DOMAIN_H
#define TENKEN_CHECKS_DNS_DOMAIN_H

#include "checks/endpoint.h"

#define DOMAIN_NAME_MAX 253 /* bytes of a name in text (RFC 1035, 2.3.4: 255 octets on the wire) */

struct domain {
	const char *name;                /* "example.jp", lower case, without a final dot */
	const struct endpoint *whole;    /* what was seen of its target as a whole */
	const struct check_input *input; /* everything that was seen, and the time */
};

/* Judges every domain of the input. */
void domain_judge_each(const struct check_input *input, struct finding_list *findings,
		       void (*judge)(const struct domain *domain, struct finding_list *findings));

enum dns_outcome {
	DNS_NOT_ASKED,  /* nobody looked */
	DNS_UNANSWERED, /* time ran out, or the name servers failed or refused (SERVFAIL, REFUSED) */
	DNS_NO_NAME,    /* NXDOMAIN: the name does not exist */
	DNS_NO_RECORD,  /* the name exists, without a record of the type */
	DNS_FOUND,
};

struct dns_answer {
	enum dns_outcome outcome;
	const struct value *records;    /* texts, of DNS_FOUND; otherwise NULL */
	const struct observation *seen; /* or NULL */
	bool is_authenticated;          /* the resolver checked its signatures */
};

/* The best answer to one question that was seen of the domain's target. Case and a final dot do not count. */
struct dns_answer domain_ask(const struct domain *domain, const char *name, const char *type);

/* True when the outcome says that there is no such record. */
bool domain_outcome_is_empty(enum dns_outcome outcome);

/* TXT records at one name that a predicate knows for its own. */
struct txt_records {
	enum dns_outcome outcome; /* of the question */
	size_t count;
	struct str first; /* when count is not 0 */
};
struct txt_records domain_txt(const struct domain *domain, const char *name, bool (*is_own)(struct str record));

/* May mail be sent to the domain? NULL is RFC 7505's "0 ."; NONE: no MX record at all. */
enum domain_mail { DOMAIN_MAIL_UNKNOWN, DOMAIN_MAIL_NONE, DOMAIN_MAIL_NULL, DOMAIN_MAIL_SERVERS };
enum domain_mail domain_mail(const struct domain *domain);

/* The name in an MX record, "10 mail.example.jp"; empty when it has another shape. */
struct str domain_mail_server(struct str record);

/* Equal as DNS names: case and a final dot do not count. */
bool domain_is_same_name(struct str a, struct str b);

/* Equal, or a name below it. */
bool domain_holds(struct str domain, struct str name);

/* A finding about the domain, untestable until the check says better; details holds "domain" and may be added to. */
struct finding domain_finding(struct arena *arena, const struct domain *domain, const char *check,
			      struct value **ret_details);

/* A record as evidence: TXT example.jp "v=spf1 -all", cut short. */
const char *domain_quote(struct arena *arena, const char *type, const char *name, struct str record);

#endif
