/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Has the domain an SPF record that receivers can use (RFC 7208)? It names the servers that send the company's mail.
 * What the record says about everybody else is spf_policy's question.
 *
 * Priorities. Writing a foreign sender into a mail needs no skill and is done by machine, but the reader must still
 * believe it ("controlled"): exploitation likely, impact medium. Without a record, with several (4.5), with a wrong
 * term (4.6), with more than 10 lookups or an "mx" of more than 10 servers (4.6.4), or with an include that leads
 * nowhere (5.2), receivers have nothing to judge by, and more and more refuse or hide the company's own mail: P3. More
 * than 2 lookups without an answer are refused only by strict receivers: P4.
 *
 * Certain of a missing record only when DNS answered. A domain that receives no mail and has no record is
 * mailless_domain's business.
 */
#ifndef TENKEN_CHECKS_MAIL_SPF_RECORD_H
#define TENKEN_CHECKS_MAIL_SPF_RECORD_H

#include "checks/check.h"

/* Variants: "missing", "several", "syntax", "lookups", "include", "servers", "voids" (bad), "" (good), "" and "partial"
 * (its includes were not seen whole; untestable). Details: domain; lookups, voids (counts); wrong (the term at fault);
 * name (the include, or the
 * name with too many mail servers, at fault). */
void spf_record_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
