/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Has the domain a DMARC record that receivers can use (RFC 7489)? It says what is to become of mail that names the
 * company as its sender and fails SPF and DKIM. What it says is dmarc_policy's question.
 *
 * Priorities. Forging the visible sender needs no skill and is done by machine; somebody must still believe the mail
 * ("controlled"). For a small firm that is a false invoice to a customer, not the loss of its own mail: impact medium,
 * P3. Several records (6.6.3: none applies) and a record that
 * receivers ignore count the same. A wrong value behind v and p is passed over by receivers, so that the record works
 * otherwise than somebody meant it: P4.
 */
#ifndef TENKEN_CHECKS_MAIL_DMARC_RECORD_H
#define TENKEN_CHECKS_MAIL_DMARC_RECORD_H

#include "checks/check.h"

/* Variants: "missing", "several", "syntax", "ignored" (bad), "" (good, untestable). Details: domain; wrong (the tag at
 * fault). A domain that receives no mail and has no record is mailless_domain's business. */
void dmarc_record_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
