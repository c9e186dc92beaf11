/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is the certificate of each TLS service valid today, and for how long? Looks at the leaf certificate only; the
 * chain and the name are other checks' business.
 *
 * Priorities. An expired certificate lets nobody in, but turns every visitor away without anybody's help and teaches
 * staff to click warnings away: no exploitation, open, by itself, the whole site: P2. The same for a certificate whose
 * time has not come. One that ends within 30 days is work with a date: P2 (priority_with_days_left). 30 days, because
 * ordering a certificate through a vendor takes one to two weeks and automatic renewal (90-day certificates) should
 * have happened at 30 days before the end.
 */
#ifndef TENKEN_CHECKS_TLS_TLS_CERTIFICATE_EXPIRY_H
#define TENKEN_CHECKS_TLS_TLS_CERTIFICATE_EXPIRY_H

#include "checks/check.h"

#define TLS_CERTIFICATE_EXPIRY_SOON_DAYS 30

/* Variants "expired", "expiring", "not_yet" (bad), "" (good, untestable). Details: not_before_ms,
 * not_after_ms, days (whole days left, or passed when expired). */
void tls_certificate_expiry_judge(const struct check *check, const struct check_input *input,
				  struct finding_list *findings);

#endif
