/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the web site tell strangers which version of its programs it runs: in the headers Server (RFC 9110, 10.2.4,
 * which warns of it), X-Powered-By and X-AspNet-Version, or in the page, as the generator? A bare major number
 * ("Apache/2") is what careful servers show and tells little.
 *
 * Priority. It spares an attacker a guess, nothing more: none, open, not automatable, low: P4. What the version is
 * vulnerable to is known_vulnerability's business.
 */
#ifndef TENKEN_CHECKS_WEB_VERSION_DISCLOSURE_H
#define TENKEN_CHECKS_WEB_VERSION_DISCLOSURE_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). Details: text. Remedy: "web-server". */
void version_disclosure_judge_cms(const struct check *check, const struct check_input *input,
				  struct finding_list *findings);
void version_disclosure_judge_server(const struct check *check, const struct check_input *input,
				     struct finding_list *findings);

#endif
