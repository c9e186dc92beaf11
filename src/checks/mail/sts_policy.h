/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: the policy file of MTA-STS (RFC 8461, 3.2), lines "key: value". Views of the text.
 */
#ifndef TENKEN_CHECKS_MAIL_STS_POLICY_H
#define TENKEN_CHECKS_MAIL_STS_POLICY_H

#include "base/str.h"

#define STS_POLICY_BYTES_MAX ((size_t)64 * 1024) /* 3.2: senders read no more */
#define STS_SERVERS_MAX      64
#define STS_AGE_MAX          31557600 /* seconds, 3.2 */

enum sts_mode { STS_NONE, STS_TESTING, STS_ENFORCE };

struct sts_policy {
	enum sts_mode mode;
	unsigned max_age; /* seconds */
	struct str servers[STS_SERVERS_MAX];
	size_t server_count;
};

/* False when senders would not take it: ret_wrong (or NULL) is the line at fault, or the key that is missing. Unknown
 * keys are passed over; of a key that stands twice the first counts, but for mx. */
bool sts_policy_parse(struct str text, struct sts_policy *ret_policy, struct str *ret_wrong);

/* Does a pattern of the policy, "mail.example.jp" or "*.example.jp", stand for the name of a mail server (4.1)? */
bool sts_policy_allows(const struct sts_policy *policy, struct str server);

#endif
